"""Old Word files, RTF and OpenDocument text: turned into .docx by LibreOffice without a screen, then read as such.

Each conversion has a profile of its own in a folder of its own, so that several run side by side; macros and links are off.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import zipfile
from pathlib import Path

from extract.ingest.base import IngestError, Source
from extract.ingest.docx import check_package, read_docx
from extract.ingest.limits import current
from extract.ingest.programs import run

MISSING = "Install it: apt-get install libreoffice-writer."
_SAVE = "Open it in Word or LibreOffice and save it as .docx."

# no macro runs, no link is followed, no document is fetched from an untrusted place
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
# named, so that rubbish is refused instead of being read as plain text
_FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8"}
# what little may still ask for the network finds none
_ENV = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy"), "http://127.0.0.1:9")


def program() -> str:
    """LibreOffice itself, without the launcher that would survive us. Raises IngestError `office-missing`."""
    found = None if os.environ.get("KEHOACH_NO_OFFICE") else shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        raise IngestError("office-missing", "it needs LibreOffice to be read, which is not here.", MISSING)
    inner = Path(found).resolve().with_name("soffice.bin")
    return str(inner) if inner.exists() else found


def to_docx(data: bytes, ending: str) -> bytes:
    """Bytes of a .doc, .rtf or .odt file → those of a .docx. Raises IngestError `office-missing`, `office-timeout`, `broken-file`."""
    command, seconds = program(), current().seconds
    with tempfile.TemporaryDirectory(prefix="kehoach-") as name:
        folder = Path(name)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
        source = folder / f"plan.{ending}"
        source.write_bytes(data)
        call = [
            command, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
            f"--infilter={_FILTERS[ending]}", "--nodefault", "--nolockcheck", "--nofirststartwizard", "--convert-to", "docx:MS Word 2007 XML",
            "--outdir", str(folder / "out"), str(source),
        ]  # fmt: skip
        try:
            code, _, errors = run(call, seconds, folder=folder, env=_ENV | {"HOME": name})
            if code == 81:  # it made its profile and asks to be started again
                code, _, errors = run(call, seconds, folder=folder, env=_ENV | {"HOME": name})
        except TimeoutError as error:
            message = f"LibreOffice did not read it within {seconds:.0f} seconds."
            raise IngestError(
                "office-timeout", message, "Raise --max-seconds, or save it as .docx yourself."
            ) from error
        except OSError as error:
            raise IngestError("office-missing", f"LibreOffice cannot be started ({error}).", MISSING) from error
        made = folder / "out" / "plan.docx"
        if not made.exists():
            said = errors.decode("utf-8", "replace").strip().splitlines()
            raise IngestError(
                "broken-file", f"LibreOffice cannot read it ({said[-1][:200] if said else f'exit code {code}'}).", _SAVE
            )
        if made.stat().st_size > current().file_mb << 20:
            raise IngestError("too-large", "it grew beyond measure when it was converted.", _SAVE)
        return made.read_bytes()


def read_doc(data: bytes, source: Source) -> None:
    """A Word 97 to 2003 file. Raises IngestError; `encrypted` where its header says so."""
    # [MS-DOC] 2.5.1: the FIB begins at the first sector of most files; bit 8 of its flags is fEncrypted
    if data[512:514] == b"\xec\xa5" and data[523:524] and data[523] & 1:
        raise IngestError(
            "encrypted", "the file is locked with a password.", "Open it with its password and save it without one."
        )
    _read(data, source, "doc")


def read_rtf(data: bytes, source: Source) -> None:
    """A Rich Text Format file."""
    _read(data, source, "rtf")


def read_odt(data: bytes, source: Source) -> None:
    """An OpenDocument text file; its package is bounded before LibreOffice sees it."""
    check_package(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            manifest = package.read("META-INF/manifest.xml")
    except Exception as error:  # what a damaged package raises has no common base
        raise IngestError("broken-file", f"the file is a damaged zip package ({error}).", _SAVE) from error
    if b"encryption-data" in manifest:
        raise IngestError(
            "encrypted", "the file is locked with a password.", "Open it with its password and save it without one."
        )
    _read(data, source, "odt")


def _read(data: bytes, source: Source, ending: str) -> None:
    read_docx(to_docx(data, ending), source)
