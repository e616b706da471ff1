"""Who may call, from where, and what a browser may do with the answers."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response

from extract.web import problems
from extract.web.settings import Settings

COOKIE = "kehoach_token"
POLICY = "; ".join(
    [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "manifest-src 'self'",
    ]
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # not no-referrer: with that a browser names no origin for a form of our own, and it would be refused
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_FREE = ("/static/", "/login")
_SAFE = {"GET", "HEAD", "OPTIONS"}


def install(app: FastAPI, settings: Settings) -> None:
    """Host, origin and token are checked before anything else is done; every answer carries the headers."""

    @app.middleware("http")
    async def guard(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        answer = _refusal(request, settings) or await call(request)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        return answer


def _refusal(request: Request, settings: Settings) -> Response | None:
    host = (request.headers.get("host") or "").rsplit("@", 1)[-1]
    name = urlsplit(f"//{host}").hostname or ""
    # a page elsewhere that points its own name at this machine (DNS rebinding) is told by the name it calls
    if settings.loopback and name not in ("127.0.0.1", "localhost", "::1", settings.host):
        return problems.response(421, "wrong-host", "This server answers only to its own address.")
    if request.method not in _SAFE:
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
        foreign = origin is not None and urlsplit(origin).netloc != host
        if foreign or site in ("cross-site", "same-site"):
            return problems.response(403, "wrong-origin", "The request came from a page of another origin.")
    if settings.token and not request.url.path.startswith(_FREE) and not _has_token(request, settings.token):
        if "text/html" in request.headers.get("accept", ""):
            return Response(status_code=303, headers={"location": "/login"})
        headers = {"WWW-Authenticate": 'Bearer realm="kehoach"'}
        return problems.response(401, "token-wanted", "Send the token: Authorization: Bearer …", headers)
    return None


def _has_token(request: Request, token: str) -> bool:
    given = request.cookies.get(COOKIE, "")
    scheme, _, word = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        given = word.strip()
    return same(given, token)


def same(given: str, token: str) -> bool:
    """Compare in a time that tells nothing of the token."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode("utf-8"))
