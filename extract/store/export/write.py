"""All plans of a database in one of the forms that others read."""

from __future__ import annotations

import json
from pathlib import Path

import regex

from extract.store import queries
from extract.store.database import Store
from extract.store.export import annotate, tables
from extract.store.scope import Ask

_NAME = regex.compile(r"[^\p{L}\p{N}._-]+")


def write(store: Store, form: str, target: Path) -> int:
    """Write to `target`, a file or, for forms of many files, a folder; how many files. Raises ValueError for an unknown form."""
    if form in ("parquet", "csv"):
        return len(tables.parquet(store, target) if form == "parquet" else tables.csv(store, target))
    if form in ("json", "edxml", "brat"):
        target.mkdir(parents=True, exist_ok=True)
        return _one_each(store, form, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    if form == "xlsx":
        tables.xlsx(store, target)
    elif form == "ics":
        from extract.store.export.calendar import to_ics

        target.write_bytes(to_ics(queries.deadlines(store, Ask())))
    elif form == "spacy":
        from extract.store.export.docbin import to_docbin

        to_docbin(store.records()).to_disk(target)
    elif form == "datasette":
        target.write_text(json.dumps(datasette(store), ensure_ascii=False, indent=1), "utf-8")
    elif form in ("jsonl", "label-studio", "doccano"):
        with target.open("w", encoding="utf-8") as out:
            _lines(store, form, out)
    else:
        raise ValueError(f"no form called {form!r}")
    return 1


def _lines(store: Store, form: str, out: tables.IO[str]) -> None:
    if form == "jsonl":
        tables.jsonl(store, out)
    elif form == "doccano":
        for record in store.records():
            out.write(annotate.dumps(annotate.doccano(record)) + "\n")
    else:  # one array, written as it goes
        for n, record in enumerate(store.records()):
            out.write(("[" if n == 0 else ",\n") + annotate.dumps(annotate.label_studio(record)))
        out.write("]\n" if store.count() else "[]\n")
        Path(out.name).with_suffix(".config.xml").write_text(annotate.LABEL_STUDIO_CONFIG, "utf-8")


def _one_each(store: Store, form: str, folder: Path) -> int:
    n = 0
    for record in store.records():
        name = _NAME.sub("_", record.id)
        if form == "json":
            (folder / f"{name}.json").write_text(record.to_json(), "utf-8", newline="\n")
        elif form == "edxml":
            from extract.store.export.edxml import to_xml

            (folder / f"{name}.xml").write_bytes(to_xml(record))
        else:
            text, notes = annotate.brat(record)
            # as bytes: a line end must stay one character for the offsets to hold
            (folder / f"{name}.txt").write_bytes(text.encode())
            (folder / f"{name}.ann").write_bytes(notes.encode())
        n += 1
    if form == "brat":
        (folder / "annotation.conf").write_text(annotate.BRAT_CONFIG, "utf-8")
    return n


def datasette(store: Store) -> dict:
    """Metadata for Datasette: what every table and column is, and full-text search over the lines."""
    import sqlalchemy as sa

    from extract.store import schema as s

    found: dict[str, dict] = {}
    with store.connect() as c:
        for row in c.execute(sa.select(s.dictionary)):
            entry = found.setdefault(row.table_name, {})
            if row.column_name:
                entry.setdefault("columns", {})[row.column_name] = row.comment
            else:
                entry["description"] = row.comment
    found["passages"].update({"fts_table": "passages_fts", "fts_pk": "number", "searchmode": "raw"})
    for hidden in ("meta", "passages_plain"):
        found.setdefault(hidden, {})["hidden"] = True
    found["units"]["label_column"] = "name"
    found["documents"]["label_column"] = "label"
    return {"title": "Kế hoạch", "databases": {"kehoach": {"tables": found}}}
