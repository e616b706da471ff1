"""The record: its schema, its bytes, its versions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import extract
from extract.record import LISTS, Record, json_schema

ROOT = Path(__file__).parents[2]


def small(**changes) -> Record:
    text = "Phòng Nội vụ báo cáo trước ngày 30/6/2024."
    data = {
        "schema_version": "1.0",
        "id": "kh-0123456789abcdef",
        "source": {"uri": "a.txt", "media_type": "text/plain", "sha256": "0" * 64, "size": 1, "reader": "text"},
        "text": text,
        "deadlines": [
            {
                "id": "d1", "text": "trước ngày 30/6/2024", "start": 21, "end": 41, "kind": "due", "relation": "before",
                "due_on": "2024-06-29", "evidence": "test", "confidence": 1.0,
            }
        ],
        **changes,
    }  # fmt: skip
    return Record.from_dict(data)


def test_the_schema_in_docs_is_the_one_of_the_models() -> None:
    kept = json.loads((ROOT / "docs/record.schema.json").read_text("utf-8"))
    assert kept == json.loads(json.dumps(json_schema())), "write it anew: kehoach schema -o docs/record.schema.json"


def test_every_field_is_described() -> None:
    schema = json_schema()
    models = {"Record": schema, **schema["$defs"]}
    missing = [
        f"{name}.{field}"
        for name, model in models.items()
        for field, spec in model.get("properties", {}).items()
        if not spec.get("description")
    ]
    assert missing == []


def test_the_same_record_gives_the_same_bytes_and_comes_back() -> None:
    record = small()
    assert record.to_json() == small().to_json()
    assert Record.from_json(record.to_json()) == record


@pytest.mark.parametrize("version", ["2.0", "", None, "0.9"])
def test_a_record_of_another_version_is_refused_with_the_remedy(version: str | None) -> None:
    with pytest.raises(extract.RecordVersionError, match="Extract the source again"):
        small(schema_version=version)


def test_a_later_minor_version_is_read() -> None:
    assert small(schema_version="1.7").id == "kh-0123456789abcdef"


def test_dataframes_have_a_column_a_field_even_when_empty() -> None:
    record = small()
    frame = record.to_dataframe("deadlines")
    assert frame.loc[0, "due_on"] == "2024-06-29"
    for kind, model in LISTS.items():
        assert list(record.to_dataframe(kind).columns) == list(model.model_fields)
    with pytest.raises(KeyError, match="deadlines"):
        record.to_dataframe("nonsense")


def test_tokens_are_in_the_json_only_when_asked_for() -> None:
    assert "tokens" not in json.loads(small().to_json())
    with_tokens = small(tokens=[{"text": "Phòng", "start": 0, "end": 5}])
    assert json.loads(with_tokens.to_json())["tokens"][0]["text"] == "Phòng"
