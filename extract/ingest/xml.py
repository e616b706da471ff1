"""Parsing XML and HTML from strangers: nothing is expanded, nothing is fetched, nothing grows without bound."""

from __future__ import annotations

from typing import Any

from lxml import etree

from extract.ingest.base import IngestError
from extract.ingest.limits import current

_REMEDY = "Open the file in the program that made it and save it again."


def depth(data: bytes) -> int:
    """How deep the elements of an XML part lie in one another, told by its tags alone, for parts of one byte a sign."""
    import numpy

    signs = numpy.frombuffer(data, dtype=numpy.uint8)
    if len(signs) < 4:
        return 0
    opens, after = signs[:-1] == 60, signs[1:]
    steps = numpy.zeros(len(signs), dtype=numpy.int8)
    steps[:-1] += opens & (after != 47) & (after != 33) & (after != 63)  # < but not </ <! <?
    steps[:-1] -= opens & (after == 47)
    steps[:-1] -= (signs[:-1] == 47) & (after == 62)  # />
    return int(numpy.cumsum(steps, dtype=numpy.int32).max())


def parse_xml(data: bytes, part: str) -> Any:
    """The root element of an XML part. Raises IngestError `hostile-xml` for a document type, `nesting` for
    elements too deep in one another, `broken-file` for bad XML.

    OOXML and ODF never carry a document type declaration, so one is refused instead of being made safe.
    """
    if depth(data) > current().xml_depth:
        raise IngestError("nesting", f"the part {part} of the file is nested deeper than any plan.", _REMEDY)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _declared(part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, RecursionError) as error:
        raise IngestError(
            "broken-file", f"the part {part} of the file is not well-formed XML ({error}).", _REMEDY
        ) from error
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise _declared(part)
    return root


def _declared(part: str) -> IngestError:
    message = f"the part {part} of the file declares a document type, which no office program writes."
    return IngestError("hostile-xml", message, _REMEDY)
