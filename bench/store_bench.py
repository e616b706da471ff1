"""How long the questions take: a database of a million deadlines, and the answers' times.

    python bench/store_bench.py /tmp/bench.db              # makes it (some minutes), then asks
    python bench/store_bench.py /tmp/bench.db --plans 2000 # a smaller one
    python bench/store_bench.py postgresql://…             # the same on a server

Prints a Markdown table: the fastest, the median and the slowest of seven runs of each question, in milliseconds, without the start of
Python. The fastest tells the cost where other work shares the machine.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from extract.store import Store, queries, readonly
from extract.store.scope import Ask
from extract.store.search import search
from tests.store import factory

SYLLABLES = [
    "An",
    "Bình",
    "Châu",
    "Đông",
    "Đức",
    "Hải",
    "Hòa",
    "Hưng",
    "Khánh",
    "Lâm",
    "Long",
    "Lộc",
    "Minh",
    "Nam",
    "Ninh",
    "Phú",
    "Phước",
    "Quang",
    "Sơn",
    "Tân",
    "Thanh",
    "Thịnh",
    "Thuận",
    "Tiên",
    "Trung",
    "Vân",
    "Vinh",
    "Xuân",
    "Yên",
]
TASKS = 48


def places(seed: int, count: int) -> list[str]:
    """So many names of two syllables."""
    rng = random.Random(seed)
    return sorted({f"{rng.choice(SYLLABLES)} {rng.choice(SYLLABLES)}" for _ in range(count * 3)})[:count]


def fill(store: Store, plans: int) -> None:
    """Plans of 34 provinces, some hundred districts and communes; one place is called Vinh."""
    factory.PROVINCES[:] = places(1, 34)
    factory.DISTRICTS[:] = ["Vinh", *places(2, 300)]
    factory.COMMUNES[:] = places(3, 400)
    begin, done = time.perf_counter(), store.count()
    for seed in range(done, plans):
        store.put(factory.plan(seed, tasks=TASKS))
        if seed % 1000 == 999:
            print(
                f"{seed + 1:,} plans, {(seed + 1 - done) / (time.perf_counter() - begin):.0f} a second", file=sys.stderr
            )


QUESTIONS = [
    ("a unit in a place, half a year, recurring unrolled", queries.deadlines, Ask(unit="phòng nội vụ", place="Vinh", first=date(2024, 6, 1), last=date(2024, 12, 31))),
    ("a unit anywhere, half a year, the first 100", queries.deadlines, Ask(unit="phong noi vu", first=date(2024, 6, 1), last=date(2024, 12, 31), limit=100)),
    ("everybody, a month, the first 100", queries.deadlines, Ask(first=date(2024, 6, 1), last=date(2024, 6, 30), limit=100)),
    ("a place, a month, the first 100", queries.deadlines, Ask(place="Vinh", first=date(2024, 6, 1), last=date(2024, 6, 30), limit=100)),
    ("one plan, all of it", queries.deadlines, Ask(document="kh-{first}")),
    ("tasks that a unit in a place leads, the first 100", queries.tasks, Ask(unit="phòng nội vụ", place="Vinh", role="lead", limit=100)),
    ("units of a place, by work", queries.units, Ask(place="Vinh", limit=100)),
    ("an indicator by name, the first 100", queries.indicators, Ask(words="hộ nghèo", limit=100)),
    ("words in a row, the first 20", search, Ask(words="kết quả thực hiện", limit=20)),
]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database")
    parser.add_argument("--plans", type=int, default=21_000)
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    with Store.open(args.database) as store:
        if store.count() < args.plans:
            fill(store, args.plans)
        [found] = readonly.select(
            store,
            "SELECT (SELECT COUNT(*) FROM documents) AS plans, (SELECT COUNT(*) FROM deadlines) AS deadlines, (SELECT COUNT(*) FROM units) AS units, (SELECT COUNT(*) FROM passages) AS lines",
        )
        print(
            f"{found['plans']:,} plans, {found['deadlines']:,} deadlines, {found['units']:,} units, {found['lines']:,} lines\n"
        )
        first = store.ids()[0]
        print("| question | rows | fastest ms | median ms | slowest ms |\n|---|---:|---:|---:|---:|")
        for name, question, ask in QUESTIONS:
            if ask.document:
                ask = Ask(document=first)
            times, rows = [], []
            for _ in range(args.runs):
                begin = time.perf_counter()
                rows = question(store, ask)
                times.append((time.perf_counter() - begin) * 1000)
            print(
                f"| {name} | {len(rows)} | {min(times):.0f} | {statistics.median(times):.0f} | {max(times):.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
