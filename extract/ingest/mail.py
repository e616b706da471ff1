"""E-mails and pages saved as one file (MHTML): their parts, by the standard library's parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from extract.ingest.base import IngestError, Source
from extract.ingest.limits import Limits

_HEADER = re.compile(
    rb"(?im)^(from|to|date|subject|message-id|received|mime-version|return-path|content-type|x-[\w-]+)[ \t]*:"
)
_FIRST = re.compile(rb"^(?:\xef\xbb\xbf)?(?:From \S+@\S+.*\r?\n)?[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]")
_MOST_PARTS = 2_000


def _head(data: bytes) -> bytes:
    return re.split(rb"\r?\n\r?\n", data[:16_000].lstrip(), maxsplit=1)[0]


def looks_like_mail(data: bytes) -> bool:
    """True where the file begins with the header of a message (RFC 5322): sender or relay, and two more fields of its kind."""
    head = _head(data)
    if not _FIRST.match(head):
        return False
    fields = {f.lower() for f in _HEADER.findall(head)}
    return (
        bool(fields & {b"from", b"received", b"return-path", b"message-id"}) and len(fields) >= 3 and not _is_page(head)
    )


def looks_like_mhtml(data: bytes) -> bool:
    """True for a page saved with its pictures (RFC 2557), which Word and browsers also give the ending .doc."""
    head = _head(data)
    return _FIRST.match(head) is not None and _is_page(head)


def _is_page(head: bytes) -> bool:
    low = head.lower()
    return b"mime-version" in low and b"multipart/related" in low and b"\nto:" not in low and b"received:" not in low


def _parsed(data: bytes) -> EmailMessage:
    try:
        message: Any = message_from_bytes(data, policy=policy.default.clone(refold_source="none"))
    except Exception as error:  # the parser has its own surprises for what is no mail
        raise IngestError(
            "broken-file", f"the message cannot be parsed ({error}).", "Save it again from the mail program."
        ) from error
    return message


def _walk(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something, a message inside a message as one part."""
    stack: list[Any] = [message]
    for _ in range(_MOST_PARTS):
        if not stack:
            return
        part = stack.pop()
        if part.get_content_maintype() == "multipart":
            stack += reversed([p for p in part.get_payload() if not isinstance(p, str)]) if part.is_multipart() else []
        else:
            yield part


def _bytes(part: Any) -> bytes:
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        return part.get_payload(0).as_bytes()
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else str(part.get_payload() or "").encode("utf-8", "replace")


def parts(data: bytes, limits: Limits, budget: Any) -> Iterator[tuple[str, bytes | IngestError]]:
    """(name, bytes) of a message's attachments; of its own text only where nothing is attached."""
    message = _parsed(data)
    body: dict[str, bytes] = {}
    found = False
    for number, part in enumerate(_walk(message), 1):
        try:
            kind, name = part.get_content_type(), part.get_filename()
            inline = part.get_content_disposition() == "inline" or part.get("Content-ID")
            if not name and kind in ("text/plain", "text/html"):
                body.setdefault(kind, _bytes(part))
                continue
            if inline and kind.startswith("image/"):
                continue  # a picture of the letter's dress
            content: bytes | IngestError = _bytes(part)
        except Exception as error:  # broken headers and encodings surface part by part
            kind, name = "application/octet-stream", None
            content = IngestError(
                "broken-file", f"the attachment cannot be decoded ({error}).", "Save it from the mail program."
            )
        if kind in ("application/pkcs7-signature", "application/pgp-signature"):
            continue
        found = True
        budget.members -= 1
        if budget.members < 0:
            raise IngestError(
                "too-many-members", f"holds more than {limits.members:,} files.", "Save the attachments you need."
            )
        if isinstance(content, bytes):
            budget.bytes -= len(content)
            if budget.bytes < 0:
                content = IngestError(
                    "unpacked-too-large",
                    f"the message unpacks to more than {limits.unpacked_mb} MiB.",
                    "Save the attachments you need.",
                )
        yield name or f"part-{number}" + (".eml" if kind == "message/rfc822" else ""), content
    if not found:
        for kind, name in (("text/plain", "body.txt"), ("text/html", "body.html")):
            if body.get(kind, b"").strip():
                yield name, body[kind]
                return


def read_mhtml(data: bytes, source: Source) -> None:
    """The page of an MHTML file, read as HTML; nothing of what it refers to is fetched. Raises IngestError `broken-file`."""
    from extract.ingest.html import read_html

    for part in _walk(_parsed(data)):
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            charset = (part.get_content_charset() or "utf-8").lower()
            content = _bytes(part)
            if charset not in ("utf-8", "us-ascii", "unicode"):
                with suppress(LookupError, UnicodeDecodeError):
                    content = content.decode(charset).encode("utf-8")
            if content.strip():
                read_html(content, source)
                return
    raise IngestError(
        "broken-file", "the saved page holds no text.", "Save the page again from a browser or from Word."
    )
