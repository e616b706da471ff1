"""Parsing XML and HTML from strangers: nothing is expanded, nothing is fetched, nothing grows without bound."""

from __future__ import annotations

from typing import Any

from lxml import etree

from extract.ingest.base import IngestError

_REMEDY = "Open the file in the program that made it and save it again."


def parse_xml(data: bytes, part: str) -> Any:
    """The root element of an XML part. Raises IngestError `hostile-xml` for a document type, `broken-file` for bad XML.

    OOXML and ODF never carry a document type declaration, so one is refused instead of being made safe.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, RecursionError) as error:
        raise IngestError(
            "broken-file", f"the part {part} of the file is not well-formed XML ({error}).", _REMEDY
        ) from error
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise IngestError(
            "hostile-xml",
            f"the part {part} of the file declares a document type, which no office program writes.",
            _REMEDY,
        )
    return root
