"""Capitals → sentence case, by how the document itself writes the same words, then by what the lexicon knows."""

from __future__ import annotations

from functools import cache

import regex

from extract.lexicon import gazetteer, rows

_WORD = regex.compile(r"\S+")
_KEEP = regex.compile(
    r"\P{L}*(?:[IVXLC]+|\p{Lu}*\d\S*|\S*\d\S*|UBND|HĐND|TNCS|HCM|TP\.?|MTTQ|TW|[\p{Lu}&]+[-/&][\p{Lu}&\-/]+|OCOP|COVID|ASEAN|CNTT|PCCC|CCHC|TDTT|KTXH|ATGT|ATTP|KHCN|CNXH|PCTT|TKCN|VSATTP|BHYT|BHXH|HTX|KNTC|PCTN|QP-?AN|ANTT|CĐS|NTM|GDTX|THPT|THCS|LĐLĐ|CNVCLĐ|STEM|ISO)\P{L}*"
)
#: no Vietnamese word lacks a vowel: three and more capitals without one are a shortening
_NO_VOWEL = regex.compile(r"\P{L}*[B-DĐF-HJ-NP-TV-XZ]{3,}\P{L}*")
_SHORT_WORD = regex.compile(r"(?<!\p{L})[B-DĐF-HJ-NP-TV-XZ]{3,}(?!\p{L})")
_ALWAYS = {"miền bắc": "miền Bắc", "miền trung": "miền Trung", "miền nam": "miền Nam", "tây nguyên": "Tây Nguyên", "tây bắc": "Tây Bắc", "đồng bằng sông cửu long": "đồng bằng sông Cửu Long", "việt nam": "Việt Nam", "hồ chí minh": "Hồ Chí Minh", "đảng": "Đảng", "tết": "Tết", "nguyên đán": "Nguyên đán", "chính phủ": "Chính phủ", "quốc hội": "Quốc hội", "trung ương": "Trung ương", "bác hồ": "Bác Hồ"}  # fmt: skip
#: what stands between quotation marks begins with a capital
_QUOTED = regex.compile(r"((?:^|\s)[“\"‘])(\p{Ll})")
#: heads behind which a name of a person or a place follows
_PROPER = regex.compile(r"Trường|Bệnh viện|Công ty|Học viện|Đại học|Trạm|Nhà máy|Hợp tác xã|Tập đoàn")
_SMALL = frozenset(["và", "các", "của", "về", "cho", "với", "trong", "tại", "theo", "từ", "đến", "năm", "trên"])


class Casing:
    """Knows the casing of one document: `text` is its body in mixed case."""

    def __init__(self, text: str) -> None:
        self.text = text[:200_000]
        self.low = self.text.lower()
        if len(self.low) != len(self.text):  # some letters change their length: then nothing is looked up
            self.text = self.low = ""

    def sentence(self, capitals: str) -> str:
        """ "THỰC HIỆN NGHỊ QUYẾT CỦA ĐẢNG" → "Thực hiện nghị quyết của Đảng", proper names as the document has them."""
        out = self._words(capitals)
        return out[:1].upper() + out[1:]

    def _words(self, capitals: str) -> str:
        words = [m.group() for m in _WORD.finditer(capitals)]
        low = [w.lower() for w in words]
        out: list[str] = []
        i = 0
        while i < len(words):
            n, found = self._longest(low, i)
            if n:
                out += found.split(" ")
                i += n
                continue
            out.append(self._word(words[i], low[i]))
            i += 1
        text = " ".join(out)
        text = _QUOTED.sub(lambda m: m[1] + m[2].upper(), text)
        return _places(_always(text))

    def _longest(self, low: list[str], i: int) -> tuple[int, str]:
        """The longest run of at least two of these words that the body has in mixed case."""
        lo, hi, best = 2, min(24, len(low) - i), (0, "")
        while lo <= hi:
            n = (lo + hi) // 2
            found = self._find(" ".join(low[i : i + n]))
            if found:
                best, lo = (n, found), n + 1
            else:
                hi = n - 1
        return best

    def _find(self, phrase: str) -> str | None:
        at = self.low.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            whole = (at == 0 or not self.low[at - 1].isalnum()) and (
                end == len(self.low) or not self.low[end].isalnum()
            )
            found = self.text[at:end]
            if whole and not found.isupper():
                before = self.text[max(0, at - 3) : at]
                opens = (
                    not before.strip()
                    or before.rstrip()[-1:] in '.:;-+“"'
                    or before.endswith("\n")
                    or before.strip(" ")[-1:] in ")"
                )
                if (
                    opens
                    and found[:1].isupper()
                    and found[1:2].islower()
                    and found.split(" ", 1)[0].lower() not in ("ủy",)
                ):
                    return found[:1].lower() + found[1:]
                return found
            at = self.low.find(phrase, end)
        return None

    def _word(self, word: str, low: str) -> str:
        if _NO_VOWEL.fullmatch(word):
            return word
        if _KEEP.fullmatch(word) and low.strip('“”",.;:()') not in ("và", "vi", "xi", "mi"):
            return word
        return low

    def name(self, capitals: str) -> str:
        """The name of a body in capitals → as full names are written: head and fields with one capital, places with all."""
        said = _always(self._name(capitals))
        for short in _SHORT_WORD.findall(capitals):
            said = said.replace(short.lower(), short)
        said = regex.sub(r"(?<=\p{L} - )\p{Ll}", lambda m: m[0].upper(), said)
        return regex.sub(
            r"(?<![\p{L}])(?:tỉnh|thành|huyện|quận|thị|xã|phường) Đoàn(?![\p{L}])", lambda m: m[0].capitalize(), said
        )

    def _name(self, capitals: str) -> str:
        low = capitals.lower()
        found = self._find(low)
        if found:
            return found[:1].upper() + found[1:]
        for head, canon in _heads():
            if low == head or low.startswith(head + " "):
                rest = low[len(head) :].strip()
                if not rest:
                    return canon
                return f"{canon} {self._rest(rest, bool(_PROPER.match(canon)))}"
        return _places(self.sentence(capitals))

    def _rest(self, low: str, proper: bool = False) -> str:
        heads = next((len(h) for h, _ in _heads() if low == h or low.startswith(h + " ")), 0)
        for field, canon in _fields():
            if len(field) >= heads and (low == field or low.startswith(field + " ")):
                rest = low[len(field) :].strip()
                return canon if not rest else f"{canon} {self._rest(rest, proper)}"
        m = regex.match(r"(tỉnh|thành phố|quận|huyện|thị xã|phường|xã|thị trấn|đặc khu|tp\.?)\s+(.+)", low)
        if m:
            kind = (
                "Thành phố"
                if m[1].startswith(("tp", "thành")) and m[2] == "hồ chí minh"
                else {"tp": "thành phố", "tp.": "thành phố"}.get(m[1], m[1])
            )
            return f"{kind} {_title(m[2])}"
        for head, canon in _heads():
            if low == head or low.startswith(head + " "):
                rest = low[len(head) :].strip()
                return canon if not rest else f"{canon} {self._rest(rest, proper or bool(_PROPER.match(canon)))}"
        found = self._find(low)
        if found:
            return found[:1].upper() + found[1:] if not found[:1].isupper() and " " not in found else found
        known = gazetteer.lookup(low)
        if known:
            return known[0].name
        if proper and len(low.split()) <= 4 and not set(low.split()) & _SMALL:
            return _title(low)
        return _places(low[:1].upper() + low[1:])


def _always(text: str) -> str:
    for known, proper in _ALWAYS.items():
        text = regex.sub(rf"(?i)(?<![\p{{L}}]){known}(?![\p{{L}}])", proper, text) if known in text.lower() else text
    return text


def _title(low: str) -> str:
    return " ".join(w[:1].upper() + w[1:] for w in low.split(" "))


_TYPED = regex.compile(r"(?<![\p{L}])(tỉnh|thành phố|quận|huyện|thị xã|phường|xã|thị trấn)\s+((?:\p{Ll}+\s?){1,5})")


def _places(text: str) -> str:
    def proper(m: regex.Match[str]) -> str:
        words = m[2].split()
        for n in range(min(len(words), 5), 0, -1):
            name = " ".join(words[:n])
            found = [e for e in gazetteer.lookup(name) if e.type.lower() == m[1]]
            if found:
                tail = m[2][len(name) :] if m[2].startswith(name) else " " + " ".join(words[n:])
                kind = "Thành phố" if found[0].name == "Hồ Chí Minh" else m[1]
                return f"{kind} {found[0].name}{tail}"
        return m[0]

    return _TYPED.sub(proper, text)


@cache
def _heads() -> list[tuple[str, str]]:
    out: dict[str, str] = {}
    for row in rows("unit_heads"):
        spellings = row[0].split("|")
        canon = row[1] if len(row) > 1 and row[1] else spellings[0]
        for s in spellings:
            out.setdefault(s.lower(), canon)
    extra = {"trường tiểu học": "Trường Tiểu học", "trường trung học cơ sở": "Trường Trung học cơ sở", "trường thcs": "Trường THCS", "trường trung học phổ thông": "Trường Trung học phổ thông", "trường thpt": "Trường THPT", "trường mầm non": "Trường Mầm non", "trường đại học": "Trường Đại học", "trường cao đẳng": "Trường Cao đẳng", "bệnh viện đa khoa": "Bệnh viện Đa khoa", "bệnh viện": "Bệnh viện", "trường": "Trường", "trung tâm y tế": "Trung tâm Y tế", "trạm y tế": "Trạm Y tế"}  # fmt: skip
    for k, v in extra.items():
        out.setdefault(k, v)
    return sorted(out.items(), key=lambda x: -len(x[0]))


@cache
def _fields() -> list[tuple[str, str]]:
    return sorted(((row[0].lower(), row[0]) for row in rows("unit_fields")), key=lambda x: -len(x[0]))
