"""One time expression, and what the words before it say of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from extract.entities.once import once
from extract.entities.temporal.scan import Item
from extract.record import Relation

#: words that leave the day itself in time
BY = regex.compile(
    r"chậm nhất|muộn nhất|trễ nhất|không quá|không muộn|không chậm|không trễ|đến|tới|hết|hạn|xong(?! trong)"
)


@dataclass(slots=True)
class Expr:
    """One expression: its stretch of text with the words of relation, and what is known before any year is inferred."""

    start: int
    end: int
    item: Item
    last: Item | None = None  # end of a range
    core: int = 0  # where the atom itself begins
    relation: Relation | None = None
    words: str = ""
    clock: bool = False
    open_end: bool = False  # "năm 2025 và các năm tiếp theo", "đến khi …"
    before_last: bool = False  # "từ … đến trước …"
    now: bool = False  # "từ nay đến"
    so_far: bool = False  # "từ đầu năm 2025 đến nay": looks back
    freq: dict[str, object] | None = None
    offset: tuple[float, str] | None = None
    anchor_span: tuple[int, int] | None = None  # what a duration counts from
    anchor: Item | None = None
    naming: bool = False  # a date in brackets behind the event that the relation governs
    before_event: bool = False  # "trước Đại hội 10 ngày": the duration stands behind its anchor
    limit: bool = False  # a word of time limit stands before it
    shared: int | None = None  # index of the expression whose year or month it shares
    drop: bool = False
    warnings: list[tuple[str, str]] = field(default_factory=list)


def relation_of(words: str) -> Relation | None:
    """What a chain of words says: "chậm nhất là trước" → before; "đến hết" → by; "trước, trong và sau" → in."""
    if not words:
        return None
    if "trước" in words and "sau" in words:
        return "in"
    if "trước" in words:
        return "before"
    if BY.search(words):
        return "by"
    if "sau" in words or once(r"\btừ\b|bắt đầu").search(words):
        return "after"
    if once(r"trong|suốt|\bcả\b|trọn").search(words):
        return "in"
    if once(r"vào|tại|dịp").search(words):
        return "on"
    return None
