"""Which visual lines are one line of the text: what a wrap or a page break cut in two is joined, nothing else is."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.text.flattened import Piece
from extract.text.fold import fold
from extract.text.markers import Marker, marker

_CLOSED = (".", ";", ":", "!", "?", "…")
#: words that never end a sentence: what follows them goes on, whatever its case
_OPEN_END = regex.compile(
    r"(?:^|[\s(])(?i:của|và|các|những|về|cho|với|trong|tại|theo|từ|đến|do|để|bằng|được|có|hoặc|như|là|số|ngày|tháng|năm|nhất là|trên|giữa|vào|khi|nếu|mà|thì|cùng|bởi|qua|ở|nhằm|phải|sẽ|đã|không|tới|đối|một|gồm|mỗi|toàn|thuộc)$"
)
#: words that govern a number, so that a number behind them is none that labels: "tại khoản / 1. ", "lần thứ / XXIV. "
_GOVERNS = regex.compile(
    r"(?:^|[\s(])(?i:số|khoản|(?<!(?:địa|thời|quan|trọng|đặc|ưu|nhược|khuyết|yếu|cao|thí|luận|kiểm) )điểm|điều|ngày|tháng|năm|quý|khóa|thứ|khoảng|trên|dưới|đạt|từ|đến|trồng|hơn|gần|ít nhất|tối thiểu|tối đa|nhiệm kỳ|giai đoạn)$"
)
_TWO_CAPITALS = regex.compile(r"\p{Lu}[^\p{Lu}]*\p{Lu}")
#: lines of a letter's frame, which are never joined with what stands around them
FRAME = regex.compile(
    r"(?:(?i:kính gửi|nơi nhận)\s*:?|Số\s*:|SỐ\s*:|Số\s.{0,14}[/-]\s*(?:KH|CTr|NQ|HD|ĐA)|CỘNG H[ÒO][AÀ] XÃ HỘI|CỘNG H(?:OÀ|ÒA)|ĐẢNG CỘNG SẢN VIỆT NAM$|Độc lập\s*-"
    r"|(?:T/?M|KT|TL|TUQ|Q)\s*\.?\s*[./]?\s*\p{Lu}{2}|\((?:đã ký|Đã ký|ký tên|Ký tên)|(?:DỰ THẢO|MẬT|TỐI MẬT|TUYỆT MẬT|KHẨN|HỎA TỐC|THƯỢNG KHẨN)$)"
)
DOC_TYPE = regex.compile(
    r"(?:KẾ HOẠCH(?=\s|$)(?!\s+(?:số|SỐ)\s)|Kế hoạch$|KẾ\s+HOẠCH\s*$|(?:CHƯƠNG TRÌNH(?: HÀNH ĐỘNG| CÔNG TÁC)?|PHƯƠNG ÁN|ĐỀ ÁN|HƯỚNG DẪN|QUYẾT ĐỊNH|THÔNG BÁO|BÁO CÁO|TỜ TRÌNH|NGHỊ QUYẾT|CHỈ THỊ|CÔNG ĐIỆN|KẾT LUẬN)$)"
)
_PLACE_DATE = regex.compile(r"(?i)[^.;:]{2,60},?\s*ngày[\s.…_\d]*(?:tháng|$)")
#: below the title: the paper it goes with
_NOTE = regex.compile(r"\((?i:ban hành|kèm theo|đính kèm|dự thảo|lần|đợt|sửa đổi|điều chỉnh)\b")
#: "An Hòa, ngày 5 / tháng 6 năm 2024": the date of issue over two lines of its narrow column
_DATE_CUT = regex.compile(r"(?i),?\s*ngày[\s.…_\d]*(?:tháng[\s.…_\d]*(?:năm)?)?\s*$")
_DATE_TAIL = regex.compile(r"(?:ngày|tháng|năm|[\d….]+(?:\s+(?:tháng|năm)|$))[\s.…_\dthángnăm]*$")
#: headings with which an appendix begins
_NEW_PART = regex.compile(
    r"(?:PHỤ LỤC|PHỤ BIỂU|DANH MỤC|DANH SÁCH|BIỂU|MẪU|BẢNG|LỊCH|KẾ HOẠCH|PHÂN CÔNG|ĐỀ CƯƠNG)(?=\s|$)"
)
_RECIPIENTS = regex.compile(r"(?i)nơi nhận\s*[:.]?")
_SHORTENED = regex.compile(r"(?:^|\s)(?:TP|TX|TT|Th|v\.v|Q|P)\.$")
_DASH_GOES_ON = regex.compile(r"[-–—]\s*[\p{Ll}\d]")
_INLINE = regex.compile(r"(?<=[\s:;,])(?:\((\d{1,2})\)|(\d{1,2})\)|([a-zđ])\))(?=\s)")


@dataclass(slots=True)
class Layout:
    """What is known of the document's lines as a whole.

    `parted`: paragraphs have empty lines between them, so that in a stretch without one every line goes on; `width`: how
    long a full line is, in characters; `right`: right edge of the text by page, in points; `heading`: index of the piece
    that names the type of document; `close`: index of the piece "Nơi nhận", or of the end; `end`: where the close ends.
    """

    parted: bool
    width: int
    right: dict[int | None, float]
    head: int
    close: int
    end: int


def layout_of(pieces: list[Piece]) -> Layout:
    wrapped = [p for p in pieces if p.wrapped and not p.row]
    lengths = sorted(p.width for p in wrapped if p.width > 25)
    width = lengths[len(lengths) * 9 // 10] if lengths else 80
    opens = [p for p in wrapped if not p.barrier and _opens(p)]
    parted = (bool(opens) and sum(p.gap for p in opens) * 10 >= 6 * len(opens)) or (
        not opens and any(p.gap for p in wrapped)
    )
    right: dict[int | None, float] = {}
    edges: dict[int | None, list[float]] = {}
    for p in wrapped:
        if p.block.bbox:
            edges.setdefault(p.block.page, []).append(p.block.bbox[2])
    for page, xs in edges.items():
        xs.sort()
        right[page] = xs[len(xs) * 9 // 10] if len(xs) > 4 else xs[-1]
    if right:
        usual = sorted(right.values())[len(right) // 2]
        right = {page: max(x, usual) if abs(x - usual) < 80 else x for page, x in right.items()}
    head = next((i for i, p in enumerate(pieces[:120]) if DOC_TYPE.match(p.text)), -1)
    close = next((i for i in range(len(pieces) - 1, -1, -1) if _RECIPIENTS.match(pieces[i].text)), len(pieces))
    return Layout(parted, width, right, head, close, _end_of_close(pieces, close))


def _end_of_close(pieces: list[Piece], close: int) -> int:
    """Index of the piece with which something new begins behind the list of recipients and the signature."""
    for i in range(close + 1, min(len(pieces), close + 80)):
        p = pieces[i]
        m = marker(fold(p.text[:60]))
        if p.row or (m is not None and m.kind in ("appendix", "part", "chapter")) or _NEW_PART.match(p.text):
            return i
    return len(pieces)


def _opens(p: Piece) -> bool:
    return marker(fold(p.text[:40])) is not None


def caps(text: str) -> bool:
    """All letters capital, and at least two of them."""
    return text.isupper() and _TWO_CAPITALS.search(text) is not None


class Joiner:
    """Decides line by line; `line` is the text of the open line, `last` its last piece."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.layout = layout_of(pieces)

    def joins(self, i: int, last: Piece, line: str, first: Piece) -> bool:
        """Whether piece `i` goes on the line that is open."""
        cur = self.pieces[i]
        if cur.row or last.row or cur.barrier or cur.block.kind == "footnote" or not line or not cur.text:
            return False
        if cur.block.continues and cur.at == last.at + 1:
            return True  # the reader saw it on the page
        if cur.block.label or cur.level or first.level:
            return False
        if cur.column != last.column:
            # the last line of the body may look like the left column of the close below it
            goes_on = cur.text[:1].islower() and not line.endswith(_CLOSED) and last.column is None and cur.wrapped
            return goes_on and len(line) > 40 and marker(cur.text[:20]) is None
        if (cur.block.heading_level or 0) != (last.block.heading_level or 0):
            return False
        text = cur.text
        m = marker(fold(text[:80]))
        full = self._full(last, cur)
        if last.open and not cur.gap and (m is None or (m.kind in ("bullet", "plus", "arabic") and full)):
            return True
        if m is not None and not self._stray(m, text, line, last, full):
            return False
        if not (cur.wrapped or last.wrapped):
            return (cur.at == last.at and m is None and self._goes_on(line, last, text, last.width)) or self._over_page(
                last, cur, line, text
            )
        if len(line) < 80 and _DATE_CUT.search(line) and _DATE_TAIL.match(text):
            return True
        if self._frame(i, last, line, text, cur):
            return False
        if cur.gap or self._page(last, cur):
            return self._cut_in_sentence(line, text, last.width)
        return m is not None or self._same_paragraph(last, cur, line, text, full, first)

    # ------------------------------------------------------------ measures

    def _full(self, last: Piece, cur: Piece) -> bool:
        """Whether the line before had no room for the first word of this one."""
        word = cur.text.split(" ", 1)[0]
        a = last.block.bbox
        if a and cur.block.bbox and last.text:
            per = (a[2] - a[0]) / max(1, last.width)
            edge = self.layout.right.get(last.block.page, a[2])
            return a[2] + per * (len(word) + 1) > edge - per
        return last.width + 1 + len(word) > self.layout.width - 2

    def _page(self, last: Piece, cur: Piece) -> bool:
        return last.block.page != cur.block.page and last.block.page is not None and cur.block.page is not None

    # --------------------------------------------------------------- cases

    def _stray(self, m: Marker, text: str, line: str, last: Piece, full: bool) -> bool:
        """A number or dash that opens a visual line and is none of a list: the wrap put it there."""
        if line.endswith(_CLOSED) and not (line[-1] == "." and _SHORTENED.search(line[-8:])):
            return (
                m.kind in ("paren", "alpha")
                and (full or last.width * 2 > self.layout.width)
                and last.wrapped
                and self._enumerates(line, m)
                and line.endswith((";", ","))
            )
        if m.kind in ("bullet", "plus"):
            if not (full and last.wrapped and last.width > 40):
                return False
            return m.kind == "bullet" and bool(_DASH_GOES_ON.match(fold(text)))
        if m.kind in ("appendix", "part", "chapter", "mục", "điều"):
            return (
                full
                and last.width > 50
                and not caps(text)
                and bool(_GOVERNS.search(line) or _OPEN_END.search(line) or line.endswith((",", "(")))
            )
        if last.width < 30 or not last.wrapped:
            return False
        ordinal = (
            caps(line) and regex.search(r"\s(?:THỨ|KHÓA|SỐ|NGÀY|THÁNG|NĂM)$", line) and marker(fold(line[:40])) is None
        )
        if ordinal or (_GOVERNS.search(line[-30:]) and not last.bold and not caps(line)):
            return full or last.width * 2 > self.layout.width
        if m.kind in ("paren", "alpha") and self._enumerates(line, m):
            return full
        return line.endswith(",") and full

    @staticmethod
    def _enumerates(line: str, m: Marker) -> bool:
        """The open line counts (1), (2) … itself, and the number goes on with it."""
        found = list(_INLINE.finditer(line[-1500:]))
        if not found:
            return False
        number, half, letter = found[-1].groups()
        if m.kind == "paren":
            return (number or half or "") == str(m.number - 1)
        return letter is not None and m.letter > letter

    def _frame(self, i: int, last: Piece, line: str, text: str, cur: Piece) -> bool:
        """Whether this or the line before belongs to the frame of the letter, whose lines stand alone."""
        lay = self.layout
        if i <= lay.head + 5 and (
            _NOTE.match(text) or (lay.head >= 0 and i > lay.head and cur.gap and text[:1].isupper())
        ):
            return True
        if FRAME.match(text) or (DOC_TYPE.match(text) and i == lay.head):
            return True
        if (FRAME.match(line) and not _PLACE_DATE.match(line)) or DOC_TYPE.fullmatch(line):
            return not (line.startswith("Số") and regex.match(r"[/\-\p{Ll}]", text) and len(line) < 12)
        if i < lay.head and not (
            (text[:1].islower() and line[-1:].islower()) or (text[:1].isdigit() and "ngày" in line)
        ):
            return True
        if i - 1 == lay.head and not DOC_TYPE.fullmatch(line):
            return caps(line) != caps(text)
        return lay.close < i < lay.end and not (
            text[:1].islower() or (text[:1] == "(" and not line.endswith(_CLOSED) and not caps(text))
        )

    def _same_paragraph(self, last: Piece, cur: Piece, line: str, text: str, full: bool, first: Piece) -> bool:
        if line.endswith("./."):
            return False
        if caps(text) != caps(line) and (
            (caps(text) and len(text) > 8) or (caps(line) and len(line) > 8 and not text[:1].islower())
        ):
            return False
        heads = last.bold and not cur.bold and not cur.bold_prefix and not text[:1].islower()
        if heads and (not full or (cur.block.bbox and self._indented(last, cur, first))):
            return False
        if cur.bold and not last.bold and line.endswith(_CLOSED):
            return False
        if last.block.centred != cur.block.centred and last.block.bbox is None:
            return False
        long = last.width > max(150, 1.4 * self.layout.width)
        if long or (cur.width > 400 and not full):
            return self._cut_in_sentence(line, text, last.width)
        if self.layout.parted and not last.block.bbox:
            return not (last.bold and not cur.bold and not last.open and not text[:1].islower() and first is last)
        goes_on = text[:1].islower() and not line.endswith((".", ":", "!", "?"))
        if (
            text[0] == "("
            and text[1:2].islower()
            and not line.endswith((*_CLOSED, ")"))
            and last.width * 2 > self.layout.width
        ):
            return not caps(line)  # "… phường / (sau đây gọi tắt là …) ban hành"
        if not full:
            open_end = not line.endswith(_CLOSED) and bool(_GOVERNS.search(line[-30:]))
            return (goes_on or open_end) and last.width > 20
        if line.endswith((":", ";")):
            return text[:1].islower()
        return not (line.endswith((".", "!", "?", "…")) and self._indented(last, cur, first))

    def _indented(self, last: Piece, cur: Piece, first: Piece) -> bool:
        """Whether this line begins further in than the lines of a paragraph do: the first of a new one."""
        a, b = last.block, cur.block
        if a.bbox and b.bbox:
            return (
                b.bbox[0] - a.bbox[0] > 12
                if last is not first
                else abs(b.bbox[0] - a.bbox[0]) < 4
                and a.bbox[0] > 0
                and len(cur.text) > 0
                and self._left(a.page) + 12 < b.bbox[0]
            )
        left = b.indent or 0
        return left > 2 and left >= (first.block.indent or 0)

    def _left(self, page: int | None) -> float:
        if not hasattr(self, "_lefts"):
            self._lefts: dict[int | None, float] = {}
            seen: dict[int | None, list[float]] = {}
            for p in self.pieces:
                if p.block.bbox and p.wrapped:
                    seen.setdefault(p.block.page, []).append(p.block.bbox[0])
            for page_, xs in seen.items():
                xs.sort()
                self._lefts[page_] = xs[len(xs) // 10]
        return self._lefts.get(page, 0.0)

    def _goes_on(self, line: str, last: Piece, text: str, width: int) -> bool:
        """A line break inside one paragraph of the source."""
        if FRAME.match(text) or FRAME.match(line) or caps(line) != caps(text):
            return False
        return not line.endswith(_CLOSED) and (text[:1].islower() or (caps(text) and caps(line)))

    def _over_page(self, last: Piece, cur: Piece, line: str, text: str) -> bool:
        return self._page(last, cur) and self._cut_in_sentence(line, text, len(line))

    @staticmethod
    def _cut_in_sentence(line: str, text: str, width: int) -> bool:
        """A break over which a sentence goes on, as at the foot of a page: "…thi đua yêu / nước; xác định …"."""
        if line.endswith(_CLOSED) or (caps(line) and not caps(text)) or len(line) < 30:
            return False
        head = text[0]
        if head.islower():
            return not regex.match(r"[a-zđ][).]\s", text)
        if width < 40:
            return False
        if head.isdigit():
            return line[-1].islower() or line[-1] in ",(-–/"
        if head == "(":
            return len(line) > 60 and text[1:2].islower() and line[-1].islower() and not line.endswith(")")
        if head in "-–":
            return (
                bool(_DASH_GOES_ON.match(text))
                and width > 60
                and text[2:3].islower()
                and not regex.match(r"[-–]\s+\p{Ll}+\s", text)
            )
        return line.endswith((",", "-", "/")) or bool(_OPEN_END.search(line[-30:]))


def glue(line: str, text: str) -> str:
    """What goes between two joined lines: nothing inside a code or a range that was cut at its dash ("NĐ-/CP"), else a space."""
    end = line[-2:]
    if text[:1].isalnum() and len(end) == 2 and end[0].isalnum():
        if end[1] in "-–" and (end[0].isupper() or end[0].isdigit()):
            return ""
        if end[1] == "/" and not line.endswith("./"):
            return ""
    return " "
