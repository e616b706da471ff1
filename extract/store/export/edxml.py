"""The header of a record as the header of an edXML message (QCVN 102:2016/BTTTT; fields of Nghị định 30/2020/NĐ-CP, Phụ lục VI).

Only what stands in the document is written: identifiers of offices are given out by their registry, so OrganId is left empty for
the sender to fill.
"""

from __future__ import annotations

import regex
from lxml import etree

from extract.record import Record
from extract.store.derive import day, squeeze

#: Longest text of a field, Nghị định 30/2020/NĐ-CP, Phụ lục VI.
LENGTHS = {
    "OrganName": 200,
    "CodeNumber": 11,
    "CodeNotation": 30,
    "TypeName": 100,
    "Subject": 500,
    "Position": 100,
    "FullName": 50,
}
#: One digit; the order is that of Nghị định 30/2020/NĐ-CP, điều 8: the more urgent the higher.
PRIORITY = {None: "0", "khẩn": "1", "thượng khẩn": "2", "hỏa tốc": "3"}
_NOT_XML = regex.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def header(record: Record) -> etree._Element:
    """<edXMLHeader> with its MessageHeader. Fields longer than the decree allows are cut at a word and end with "…"."""
    h, signer = record.header, record.signer
    root = etree.Element("edXMLHeader")
    message = etree.SubElement(root, "MessageHeader")
    sender = etree.SubElement(message, "From")
    _add(sender, "OrganId", "")
    _add(sender, "OrganizationInCharge", h.parent_issuer)
    _add(sender, "OrganName", h.issuer)
    for recipient in record.recipients:
        to = etree.SubElement(message, "To")
        _add(to, "OrganId", "")
        _add(to, "OrganName", recipient.name or recipient.text)
    code = etree.SubElement(message, "Code")
    _add(code, "CodeNumber", h.number)
    _add(code, "CodeNotation", h.symbol)
    issued = etree.SubElement(message, "PromulgationInfo")
    _add(issued, "Place", h.place)
    whole = day(h.issued_on)  # the field takes a whole day only
    _add(issued, "PromulgationDate", whole.strftime("%d/%m/%Y") if whole else None)
    kind = etree.SubElement(message, "DocumentType")
    _add(kind, "TypeName", h.doc_type)
    _add(message, "Subject", h.title)
    if signer is not None:
        info = etree.SubElement(message, "SignerInfo")
        _add(info, "Competence", signer.capacity)
        _add(info, "Position", signer.title)
        _add(info, "FullName", signer.name)
    if record.recipients:
        places = etree.SubElement(message, "ToPlaces")
        for recipient in record.recipients:
            _add(places, "Place", recipient.text)
    other = etree.SubElement(message, "OtherInfo")
    _add(other, "Priority", PRIORITY.get(h.urgency.lower() if h.urgency else None, "0"))
    _add(other, "PageAmount", str(record.source.pages) if record.source.pages else None)
    return root


def to_xml(record: Record) -> bytes:
    """The header as an XML document, UTF-8."""
    return etree.tostring(header(record), xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add(parent: etree._Element, name: str, text: str | None) -> None:
    if text is None:
        return
    text = squeeze(_NOT_XML.sub(" ", text))
    most = LENGTHS.get(name)
    if most is not None and len(text) > most:
        text = text[: most - 1].rsplit(" ", 1)[0] + "…"
    etree.SubElement(parent, name).text = text
