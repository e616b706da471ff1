"""The list "Nơi nhận" (Nghị định 30/2020/NĐ-CP, Phụ lục I, cell 9): each line with whom it names and what for."""

from __future__ import annotations

from itertools import pairwise

import regex

from extract import record as r
from extract.state import Plan

_HEAD = regex.compile(r"(?i)n[ơo]i\s+nh[ậâ]n\s*[:.]?\s*")
_FILED = regex.compile(r"(?i)lưu\b")
_DASH = regex.compile(r"[-–—•+*\uf02d\uf0b7]+\s*")
_INLINE = regex.compile(r"(?<=[;.])\s*[-–—]\s+(?=\S)|\s+[-–—]\s+(?=(?:Lưu|Như|Các|UBND|Sở|Phòng|Ban|TT|Thường trực)\b)")
#: "(b/c)", "(để báo cáo)", "(để t/h)", "(phối hợp)", "để b/c"
_PURPOSE = regex.compile(
    r"\s*(?:\((?P<in>(?:(?i:để|đề|thay)\s+)?(?i:b\s*/\s*c|bc|t\s*/\s*h|th|p\s*/\s*h|ph|c\s*/\s*đ|cđ|t\s*/\s*d|td|k\s*/\s*t|đ\s*/\s*b|g\s*/\s*s|biết|báo cáo|thực hiện|phối hợp|chỉ đạo|theo dõi|kiểm tra|giám sát|phổ biến|đăng tải|đưa tin|triển khai|thi hành|thẩm định|x[/.]?\s*ý kiến|tổng hợp)[^()]{0,40})\)"
    r"|[,\s]+(?P<out>(?i:để|đề)\s+(?i:b/c|t/h|p/h|c/đ|biết|báo cáo|thực hiện|phối hợp|chỉ đạo|theo dõi)[^()]{0,30}))\s*$"
)


def read_recipients(plan: Plan, lines: list[int]) -> list[r.Recipient]:
    """The recipients in these lines, without dash and closing mark."""
    out: list[r.Recipient] = []
    for i in lines:
        line = plan.lines[i]
        at = line.start
        head = _HEAD.match(plan.folded, line.start, line.end)
        if out and out[-1].name is None and not _DASH.match(plan.text, line.start, line.end):
            continue  # what follows "Lưu: …" without a dash is the typist's note: "09 KH"
        if out and plan.text[line.start : line.start + 1].islower() and line.page != plan.lines[lines[0]].page:
            continue  # the tail of an item that the page break cut
        if head:
            at = head.end()
        cuts = [at]
        for m in _INLINE.finditer(plan.text, at, line.end):
            cuts.append(m.start())
        cuts.append(line.end)
        for a, b in pairwise(cuts):
            _add(plan, a, b, out)
    return out


def _add(plan: Plan, a: int, b: int, out: list[r.Recipient]) -> None:
    text = plan.text
    while a < b and text[a].isspace():
        a += 1
    m = _DASH.match(text, a, b)
    if m:
        a = m.end()
    while b > a and (text[b - 1].isspace() or text[b - 1] in ";.,"):
        b -= 1
    if b - a < 2 or not any(c.isalpha() for c in text[a:b]):
        return
    whole = text[a:b]
    purpose = _PURPOSE.search(whole)
    name: str | None = whole[: purpose.start()].rstrip(" ,;") if purpose else whole
    if _FILED.match(whole):
        name = None
    out.append(
        r.Recipient(
            text=whole,
            start=a,
            end=b,
            name=name or None,
            purpose=(purpose["in"] or purpose["out"]).strip() if purpose else None,
        )
    )
