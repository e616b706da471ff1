"""Files that hold files: zip folders and e-mails, opened within bounds, their members named and handed on one by one."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from extract.ingest.base import IngestError
from extract.ingest.detect import detect
from extract.ingest.limits import Limits
from extract.ingest.mail import parts
from extract.ingest.zips import oversized, stated_members

MIB = 1 << 20
_JUNK = re.compile(r"(?i)(?:^|/)(?:~\$|\.~lock\.|\._)|(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")
_PASSWORD = "Unpack it with its password and convert the files in it."
_UNPACK = "Unpack it yourself and convert the files you need."


@dataclass
class _Budget:
    """What one outermost container may still cost."""

    members: int
    bytes: int


def members(data: bytes, uri: str, limits: Limits) -> Iterator[tuple[str, bytes | IngestError]]:
    """(name, bytes or the reason why it is not read) of every file in a container, and of the containers in it.

    A file that is no container yields itself once. Members are named "archive.zip!/folder/plan.docx"; a name never leads out
    of its archive. Raises IngestError where the container itself cannot be opened.
    """
    kind = detect(data).name
    if kind not in ("zip", "mail"):
        yield uri, data
        return
    yield from _open(data, kind, uri, limits, 1, _Budget(limits.members, limits.unpacked_mb * MIB))


def _open(
    data: bytes, kind: str, uri: str, limits: Limits, depth: int, budget: _Budget
) -> Iterator[tuple[str, bytes | IngestError]]:
    taken: set[str] = set()
    for name, content in (_zipped if kind == "zip" else parts)(data, limits, budget):
        inner = f"{uri}!/{_single(_harmless(name), taken)}"
        if isinstance(content, IngestError):
            yield inner, content
            continue
        found = detect(content).name if content else ""
        if found not in ("zip", "mail"):
            yield inner, content
        elif depth >= limits.nesting:
            message = f"lies in more than {limits.nesting} containers, one in the other."
            yield inner, IngestError("nested-containers", message, _UNPACK)
        else:
            try:
                yield from _open(content, found, inner, limits, depth + 1, budget)
            except IngestError as error:
                yield inner, error


def _zipped(data: bytes, limits: Limits, budget: _Budget) -> Iterator[tuple[str, bytes | IngestError]]:
    count = stated_members(data)
    if count > limits.members:
        raise IngestError(
            "too-many-members",
            f"holds {count:,} files, more than {limits.members:,}.",
            "Raise --max-members, or unpack it yourself.",
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except Exception as error:  # what a damaged archive raises has no common base
        raise IngestError(
            "broken-file",
            f"the archive is damaged ({error}).",
            "Fetch the file again; it was cut or damaged on its way.",
        ) from error
    with archive:
        for info in infos:
            name = _name(info)
            if info.is_dir() or _JUNK.search(name.replace("\\", "/")):
                continue
            budget.members -= 1
            if budget.members < 0:
                raise IngestError(
                    "too-many-members",
                    f"holds more than {limits.members:,} files.",
                    "Raise --max-members, or unpack it yourself.",
                )
            yield name, _member(archive, info, limits, budget)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, budget: _Budget) -> bytes | IngestError:
    if info.flag_bits & 1:
        return IngestError("encrypted", "the archive locks it with a password.", _PASSWORD)
    problem = oversized(info, limits)
    if problem:
        return problem
    most = min(budget.bytes, limits.file_mb * MIB)
    try:
        with archive.open(info) as stream:
            content = stream.read(most + 1)  # the size that the directory states may lie
    except MemoryError:
        raise
    except Exception as error:  # zlib.error, BadZipFile, NotImplementedError and their kin share no base class
        return IngestError(
            "broken-file",
            f"cannot be unpacked ({error}).",
            "Fetch the archive again; it was cut or damaged on its way.",
        )
    if len(content) > most:
        budget.bytes = 0
        return IngestError("unpacked-too-large", f"the archive unpacks to more than {limits.unpacked_mb} MiB.", _UNPACK)
    budget.bytes -= len(content)
    return content


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name; archives without the UTF-8 mark (APPNOTE, bit 11) often hold UTF-8 all the same."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


def _harmless(name: str) -> str:
    """A name without what leads out of a folder (..., /, C:), without control and direction marks, NFC."""
    clean = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    steps = [s.strip() for s in re.sub(r"^[A-Za-z]:", "", clean.replace("\\", "/")).split("/")]
    return "/".join(s[:200] for s in steps if s not in ("", ".", ".."))[-1000:] or "unnamed"


def _single(name: str, taken: set[str]) -> str:
    """The name, with a number where another member has it already."""
    stem, dot, ending = name.rpartition(".")
    single, n = name, 1
    while single in taken:
        n += 1
        single = f"{stem} ({n}){dot}{ending}" if dot else f"{name} ({n})"
    taken.add(single)
    return single
