"""Templates: every value is escaped, and characters that could turn a line around are shown instead of obeyed."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import regex
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from markupsafe import Markup

from extract import __version__
from extract.store.export import headings
from extract.web import words

HERE = Path(__file__).parent
LANGUAGE = "kehoach_lang"

#: C0 and C1 controls but tab and line end, marks of direction (U+202E and the like), and what is no character at all
_CONTROL = regex.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]|\p{Cs}"
)


def visible(text: str) -> str:
    """The text with such characters replaced one for one, so that offsets stay."""
    return _CONTROL.sub("\ufffd", text)


def _finalize(value: Any) -> Any:
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def language(request: Request) -> words.Language:
    return "en" if request.cookies.get(LANGUAGE) == "en" else "vi"


def day(value: Any) -> str:
    """2024-06-30 → 30/06/2024, 2024-06 → 06/2024; anything else as it is."""
    if isinstance(value, date):
        return headings.shown("due_on", value)
    parts = str(value or "").split("-")
    return "/".join(reversed(parts)) if all(p.isdigit() for p in parts) else str(value or "")


def percent(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}"


@pass_context
def _t(context: Any, text: str, *values: Any) -> str:
    return words.say(context["lang"], text, *values)


@pass_context
def _number(context: Any, value: Any) -> str:
    text = f"{value:,}"
    return text if context["lang"] == "en" else text.replace(",", ".")


def environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(t=_t, n=_number, version=__version__)
    env.filters.update(
        day=day,
        percent=percent,
        nfc=lambda x: unicodedata.normalize("NFC", x),
        word=words.word,
        kind_name=words.kind_name,
    )
    return env


ENV = environment()


def page(request: Request, template: str, status: int = 200, /, **values: Any) -> HTMLResponse:
    """A page in the caller's language."""
    lang = language(request)
    settings = request.app.state.settings
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    html = ENV.get_template(template).render(
        lang=lang,
        path=request.url.path,
        here=here,
        script_words=words.for_script(lang),
        guarded=settings.token is not None,
        **values,
    )
    return HTMLResponse(html, status, headers={"Cache-Control": "private, no-cache", "Vary": "Cookie"})
