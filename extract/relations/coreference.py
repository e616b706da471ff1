"""What "các đơn vị này", "đơn vị mình", "cơ quan chủ trì", "các cơ quan nêu trên" go back to."""

from __future__ import annotations

import regex

from extract.relations.actors import Actor

_BODY = r"(?:(?:các|những)\s+)?(?:cơ\s+quan|đơn\s+vị|phòng|ban|sở|ngành|địa\s+phương|tổ\s+chức|trường|xã|tổ|đoàn)(?:\s*,\s*(?:cơ\s+quan|đơn\s+vị|phòng|ban|ngành|địa\s+phương|tổ\s+chức))*"
#: "các đơn vị này", "cơ quan nói trên", "các phòng có tên trên": those named last
BACK = regex.compile(
    rf"{_BODY}\s+(?:này|đó|trên|nêu\s+trên|nói\s+trên|kể\s+trên|có\s+tên\s+(?:nêu\s+)?trên|được\s+nêu\s+(?:ở|tại)?\s*trên)\b",
    regex.I,
)
#: "cơ quan mình", "đơn vị mình": whoever holds the duty
SELF = regex.compile(rf"{_BODY}\s+mình\b", regex.I)
#: "(với) cơ quan chủ trì", "đơn vị được giao chủ trì": the lead of the work at hand
LEAD = regex.compile(
    r"(?:cơ\s+quan|đơn\s+vị|phòng|sở)(?:\s*,\s*(?:cơ\s+quan|đơn\s+vị))*\s+(?:được\s+(?:giao|phân\s+công)\s+)?chủ\s+trì\b",
    regex.I,
)
#: "các cơ quan phối hợp": those that support the work at hand
SUPPORT = regex.compile(
    r"(?:các\s+)?(?:cơ\s+quan|đơn\s+vị|phòng|sở)(?:\s*,\s*(?:cơ\s+quan|đơn\s+vị))*\s+phối\s+hợp\b", regex.I
)


def refer(text: str, actors: list[Actor], lead: list[str], last: list[str]) -> list[str] | None:
    """Ids that the list of `actors` goes back to, or None where it names its bodies itself.

    `text` is the folded text, `lead` the ids that lead the work at hand, `last` those named last as responsible.
    """
    if len(actors) != 1:
        return None
    a = actors[0]
    reach = text[a.start : min(len(text), a.end + 30)]
    for pattern, ids in ((BACK, last), (SELF, lead)):
        m = pattern.match(reach)
        if m and ids:
            return list(ids)
    return None
