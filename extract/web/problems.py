"""Errors as problem details (RFC 9457): one form for everything that goes wrong."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """Something the caller has to know: a status, a short code, a sentence, and members of its own."""

    def __init__(self, status: int, code: str, detail: str, headers: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail, self.headers, self.more = status, code, detail, headers, more


def response(status: int, code: str, detail: str, headers: dict[str, str] | None = None, **more: Any) -> JSONResponse:
    """A problem as a response. `type` is a relative address, the same code always."""
    title = HTTPStatus(status).phrase
    body = {"type": f"/problems/{code}", "title": title, "status": status, "code": code, "detail": detail, **more}
    return JSONResponse(body, status, headers, MEDIA_TYPE)


def told(
    request: Request, status: int, code: str, detail: str, headers: dict[str, str] | None = None, **more: Any
) -> Response:
    """A problem for whoever asked: a page for a person at a browser, JSON for a program."""
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        return response(status, code, detail, headers, **more)
    from extract.web.templating import page

    out = page(request, "problem.html", status, code=code, detail=detail)
    out.headers.update(headers or {})
    return out


def install(app: FastAPI) -> None:
    """Answer every error of the application with a problem; what nobody expected says nothing of the machine."""

    @app.exception_handler(Problem)
    async def known(request: Request, error: Problem) -> Response:
        return told(request, error.status, error.code, error.detail, error.headers, **error.more)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
        return told(request, error.status_code, code, str(error.detail), dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        errors = [
            {"in": str(e["loc"][0]), "name": ".".join(map(str, e["loc"][1:])), "message": e["msg"]}
            for e in error.errors()
        ]
        said = "; ".join(f"{e['name'] or e['in']}: {e['message']}" for e in errors)
        return told(request, 422, "invalid-request", said, errors=errors)

    @app.exception_handler(Exception)
    async def unknown(request: Request, error: Exception) -> Response:
        return told(
            request, 500, "internal-error", "The program failed on this request; the server's log has the reason."
        )


#: for OpenAPI: the problems that any call may answer with
RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {
        "description": text,
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": {
                    "type": f"/problems/{code}", "title": HTTPStatus(status).phrase, "status": status, "code": code, "detail": text,
                },
            }
        },
    }
    for status, code, text in (
        (401, "token-wanted", "A token is needed, and none or a wrong one was sent."),
        (403, "wrong-origin", "The request came from a page of another origin."),
        (422, "invalid-request", "A parameter is not of the form that the description gives."),
    )
}  # fmt: skip

SCHEMA = {
    "type": "object",
    "description": "Problem details, RFC 9457.",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
    },
}
