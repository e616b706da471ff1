"""Records in, records out."""

from __future__ import annotations

from tests.store.factory import plan


def test_offsets_of_the_factory():
    for seed in range(30):
        record = plan(seed)
        for name in ("deadlines", "indicators", "tasks", "slogans", "dates", "recipients", "sections"):
            for item in getattr(record, name):
                assert record.text[item.start : item.end] == item.text, (seed, name, item.id)


def test_round_trip_loses_nothing(store):
    records = [plan(seed) for seed in range(25)]
    assert store.put_many(records) == {"new": 25, "changed": 0, "unchanged": 0}
    for record in records:
        assert store.get(record.id) == record
    assert [x.id for x in store.records()] == sorted(x.id for x in records)
