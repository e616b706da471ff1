"""The zoo through the real batch: what each animal came to."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from extract.batch import Journal, Options, run
from extract.batch.inputs import shown
from tests.zoo.build import LIMITS, Animal, build

PROGRAMS = {"office": "soffice", "ocr": "tesseract"}


@dataclass
class End:
    """How it ended: (outcome, code) of the file, and of its members in their order."""

    animal: Animal
    got: tuple[str, str | None]
    members: list[tuple[str, str | None]] = field(default_factory=list)
    remedy: str = ""

    @property
    def missing(self) -> bool:
        need = self.animal.needs
        return bool(need) and shutil.which(PROGRAMS[need]) is None

    @property
    def expected(self) -> bool:
        return self.got == (self.animal.outcome, self.animal.code) and self.members == list(self.animal.members)


def visit(folder: Path) -> list[End]:
    """Build all, run the batch over all, and look into its journal."""
    cage, out = folder / "zoo", folder / "out"
    built = build(cage)
    run([str(cage)], out, Options(jobs=2, database=False, limits=LIMITS))
    with Journal(out, write=False) as journal:
        entries = {e.uri: e for e in journal.entries()}
    ends = []
    for name, animal in built.items():
        uri = shown(str(cage / name))
        if (cage / name).is_dir():
            uri = next(u for u in entries if u.startswith(uri + "/"))
        entry = entries.get(uri)
        if entry is None:
            ends.append(End(animal, ("skipped", None)))
            continue
        inside = sorted((e for e in entries.values() if e.container == uri), key=lambda e: e.uri)
        ends.append(End(animal, (entry.outcome, entry.code), [(e.outcome, e.code) for e in inside], entry.remedy or ""))
    return ends
