"""What a zip archive's directory says of its size, before anything is unpacked."""

from __future__ import annotations

import zipfile

from extract.ingest.base import IngestError
from extract.ingest.limits import Limits

MIB = 1 << 20
_UNPACK = "Unpack it yourself and convert the files you need."


def oversized(info: zipfile.ZipInfo, limits: Limits) -> IngestError | None:
    """The reason not to unpack a member, by what the archive's directory says of it; None where there is none."""
    if info.file_size > 10 * MIB and info.file_size > limits.ratio * max(info.compress_size, 1):
        ratio = info.file_size // max(info.compress_size, 1)
        return IngestError(
            "zip-bomb",
            f"{info.filename[:80]} unpacks to {ratio:,} times its size.",
            "Check where the file comes from; no plan packs that well.",
        )
    if info.file_size > limits.unpacked_mb * MIB:
        return IngestError(
            "unpacked-too-large", f"{info.filename[:80]} unpacks to more than {limits.unpacked_mb} MiB.", _UNPACK
        )
    return None


def stated_members(data: bytes) -> int:
    """How many members the end of a zip archive says it has, without reading its directory; 0 where it says nothing."""
    at = data.rfind(b"PK\x05\x06", max(len(data) - 65_557, 0))
    if at < 0 or len(data) < at + 22:
        return 0
    count = int.from_bytes(data[at + 10 : at + 12], "little")
    if count == 0xFFFF:  # ZIP64 keeps the true count in a record of its own (APPNOTE 4.3.14)
        at = data.rfind(b"PK\x06\x06", max(at - 200, 0), at)
        count = int.from_bytes(data[at + 32 : at + 40], "little") if at >= 0 else count
    return count
