"""How an element of a page looks, by its tag, its attributes and its own style."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import regex

SKIP = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "title",
        "meta",
        "link",
        "svg",
        "object",
        "iframe",
        "embed",
        "select",
        "button",
        "input",
        "textarea",
        "nav",
        "audio",
        "video",
        "canvas",
        "map",
    ]
)
BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "ul",
    ]
)


@dataclass(frozen=True, slots=True)
class Look:
    bold: bool = False
    italic: bool = False
    centred: bool = False
    pre: bool = False
    heading: int | None = None
    column: int | None = None
    font: str | None = None


def css(e: Any, name: str) -> str:
    found = regex.search(rf"(?i)(?:^|;)\s*{name}\s*:\s*([^;]*)", e.get("style") or "")
    return found[1].strip().lower() if found else ""


def css_font(e: Any) -> str:
    """The font of the short form: font: bold 13pt ".VnTime", serif."""
    found = regex.search(r"(?i)\d\S*\s+([^\d]+)$", css(e, "font"))
    return found[1] if found else ""


def number(value: str | None, default: int) -> int:
    try:
        return int(value or "")
    except ValueError:
        return default


def hidden(e: Any) -> bool:
    if e.get("hidden") is not None:
        return True
    style = e.get("style")
    return (
        bool(style)
        and regex.search(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", style) is not None
    )


def look_of(e: Any, look: Look) -> Look:
    tag = e.tag
    changes: dict[str, Any] = {}
    if tag in ("b", "strong", "th"):
        changes["bold"] = True
    elif tag in ("i", "em", "cite", "var"):
        changes["italic"] = True
    elif tag == "center":
        changes["centred"] = True
    elif tag == "pre":
        changes["pre"] = True
    elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        changes["bold"], changes["heading"] = True, int(tag[1])
    align = (e.get("align") or "").lower() or css(e, "text-align")
    if align and tag in BLOCK:
        changes["centred"] = align == "center"
    weight = css(e, "font-weight")
    if weight:
        changes["bold"] = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
    font = (e.get("face") if tag == "font" else None) or css(e, "font-family") or css_font(e)
    if font:
        changes["font"] = font.split(",")[0].strip(" \"'")
    slant = css(e, "font-style")
    if slant:
        changes["italic"] = slant in ("italic", "oblique")
    return replace(look, **changes) if changes else look
