"""What a paragraph or run of a Word document looks like, after styles and inheritance (ECMA-376 Part 1, 17.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extract.ingest.docx_numbering import W, _int, _on

#: properties that a style switches over instead of setting: bold in a bold paragraph style is not bold (17.7.3)
_TOGGLES = ("b", "i", "caps", "vanish")


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run is shown; `size` in points."""

    bold: bool = False
    italic: bool = False
    caps: bool = False
    hidden: bool = False
    size: float | None = None
    font: str | None = None


@dataclass(slots=True)
class ParaLook:
    """How a paragraph is shown; lengths in points, `first` is negative for a hanging first line."""

    centred: bool = False
    indent: float | None = None
    first: float | None = None
    num_id: str | None = None
    ilvl: int | None = None
    num_style: str | None = None  # the style that brought the numbering, where a style did
    outline: int | None = None
    page_break: bool = False


class Styles:
    """styles.xml with its chains resolved; every look is computed once."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Any] = {}
        self._default: dict[str, str] = {}
        self._defaults: Any = None
        self._run_cache: dict[tuple[str | None, str | None], tuple[dict[str, bool], float | None, str | None]] = {}
        if root is None:
            return
        for s in root.findall(W + "style"):
            ident = s.get(W + "styleId")
            self._styles[ident] = s
            if s.get(W + "default") in ("1", "true", "on"):
                self._default[s.get(W + "type", "paragraph")] = ident
        self._defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def chain(self, ident: str | None) -> list[Any]:
        """A style and those it is based on, from the most general down; a circle ends where it closes."""
        out: list[Any] = []
        seen: set[str] = set()
        while ident and ident in self._styles and ident not in seen:
            seen.add(ident)
            style = self._styles[ident]
            out.append(style)
            base = style.find(W + "basedOn")
            ident = base.get(W + "val") if base is not None else None
        return out[::-1]

    def default(self, kind: str) -> str | None:
        return self._default.get(kind)

    def name(self, ident: str | None) -> str:
        """A style's built-in name in lower case ("heading 1"), which does not depend on the language of Word."""
        style = self._styles.get(ident or "")
        name = style.find(W + "name") if style is not None else None
        return (name.get(W + "val") or "").lower() if name is not None else ""

    def style_nums(self) -> dict[str, str]:
        """Numbering styles: style id → numId."""
        out = {}
        for ident, style in self._styles.items():
            num = style.find(f"{W}pPr/{W}numPr/{W}numId")
            if style.get(W + "type") == "numbering" and num is not None:
                out[ident] = num.get(W + "val")
        return out

    def _chain_run(self, ident: str | None) -> tuple[dict[str, bool], float | None, str | None]:
        toggles: dict[str, bool] = {}
        size = font = None
        for style in self.chain(ident):
            props = style.find(W + "rPr")
            if props is None:
                continue
            for t in _TOGGLES:
                e = props.find(W + t)
                if e is not None:
                    toggles[t] = _on(e)
            size = _size(props) or size
            font = _font(props) or font
        return toggles, size, font

    def run(self, para_style: str | None, char_style: str | None, direct: Any | None) -> RunLook:
        """The look of a run with properties `direct` (w:rPr or None) in a paragraph of that style."""
        key = (para_style, char_style)
        if key not in self._run_cache:
            base = self._defaults
            size = _size(base) if base is not None else None
            font = _font(base) if base is not None else None
            state = {t: base is not None and _on(base.find(W + t)) for t in _TOGGLES}
            in_para, p_size, p_font = self._chain_run(para_style or self.default("paragraph"))
            in_char, c_size, c_font = self._chain_run(char_style)
            for t in _TOGGLES:
                if t in in_para or t in in_char:
                    state[t] = in_para.get(t, False) != in_char.get(t, False)
            self._run_cache[key] = (state, c_size or p_size or size, c_font or p_font or font)
        state, size, font = self._run_cache[key]
        if direct is not None:
            state = dict(state)
            for t in _TOGGLES:
                e = direct.find(W + t)
                if e is not None:
                    state[t] = _on(e)
            size = _size(direct) or size
            font = _font(direct) or font
        return RunLook(state["b"], state["i"], state["caps"], state["vanish"], size, font)

    def paragraph(self, style: str | None, direct: Any | None) -> ParaLook:
        """The look of a paragraph with properties `direct` (w:pPr or None)."""
        look = ParaLook()
        for s in self.chain(style or self.default("paragraph")):
            if s.find(W + "pPr") is not None:
                self._apply(look, s.find(W + "pPr"), s.get(W + "styleId"))
        if direct is not None:
            self._apply(look, direct, None)
        return look

    @staticmethod
    def _apply(look: ParaLook, props: Any, style: str | None) -> None:
        jc = props.find(W + "jc")
        if jc is not None:
            look.centred = jc.get(W + "val") == "center"
        ind = props.find(W + "ind")
        if ind is not None:
            for name, points in (("left", _twips(ind, "left", "start")), ("first", _twips(ind, "firstLine"))):
                if points is not None:
                    if name == "left":
                        look.indent = points
                    else:
                        look.first = points
            hanging = _twips(ind, "hanging")
            if hanging is not None:
                look.first = -hanging
        outline = props.find(W + "outlineLvl")
        if outline is not None:
            look.outline = _int(outline)
        if props.find(W + "pageBreakBefore") is not None:
            look.page_break = _on(props.find(W + "pageBreakBefore"))
        num = props.find(W + "numPr")
        if num is not None:
            ilvl, num_id = _int(num.find(W + "ilvl")), num.find(W + "numId")
            if num_id is not None:
                look.num_id, look.num_style = num_id.get(W + "val"), style
                look.ilvl = ilvl if ilvl is not None else (None if style else 0)
            elif ilvl is not None:
                look.ilvl = ilvl
                if style is None:
                    look.num_style = None


def _size(props: Any) -> float | None:
    half = _int(props.find(W + "sz"))
    return half / 2 if half else None


def _font(props: Any) -> str | None:
    fonts = props.find(W + "rFonts")
    return (fonts.get(W + "ascii") or fonts.get(W + "hAnsi")) if fonts is not None else None


def _twips(ind: Any, *names: str) -> float | None:
    for n in names:
        try:
            return int(ind.get(W + n)) / 20
        except (TypeError, ValueError):
            continue
    return None
