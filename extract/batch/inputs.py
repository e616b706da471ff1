"""Which files a run reads: folders, globs, list files, standard input, remote folders. Listed one by one, never all held."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

REMOTE = (
    "s3://",
    "gs://",
    "gcs://",
    "hdfs://",
    "abfs://",
    "az://",
    "http://",
    "https://",
    "ftp://",
    "sftp://",
    "memory://",
)
_OFFICE_LOCKS = ("~$", ".~lock.")
_JUNK = {".DS_Store", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Item:
    """One input. `problem` is (code, message, remedy) where it cannot even be opened."""

    uri: str
    size: int = 0
    mtime_ns: int = 0
    problem: tuple[str, str, str] | None = None
    version: str = ""  # what a remote store says of the content: an ETag or a time


def is_remote(text: str) -> bool:
    return text.startswith(REMOTE)


def list_inputs(inputs: Iterable[str], list_file: str | None = None, exclude: Path | None = None) -> Iterator[Item]:
    """Every file that the inputs name, folders in the order of their names, each file once for each time it is named.

    `inputs` may be files, folders, glob patterns, remote addresses, or "-" for a list on standard input; `list_file` holds one
    of them a line. `exclude` is a folder that is never read (the output).
    """
    for text in inputs:
        if text == "-":
            yield from _from_lines(sys.stdin, exclude)
        else:
            yield from _expand(text, exclude)
    if list_file:
        with open(list_file, encoding="utf-8", errors="surrogateescape") as lines:
            yield from _from_lines(lines, exclude)


def _from_lines(lines: Iterable[str], exclude: Path | None) -> Iterator[Item]:
    for line in lines:
        text = line.rstrip("\r\n\0")
        if text.strip() and not text.startswith("#"):
            yield from _expand(text, exclude)


def _expand(text: str, exclude: Path | None) -> Iterator[Item]:
    if is_remote(text):
        yield from _remote(text)
    elif os.path.isdir(text):
        yield from _walk(Path(text), exclude)
    elif os.path.lexists(text):
        yield _item(text)
    elif glob.has_magic(text):
        found = False
        for name in glob.iglob(text, recursive=True):
            found = True
            yield from _walk(Path(name), exclude) if os.path.isdir(name) else iter([_item(name)])
        if not found:
            yield Item(
                text,
                problem=(
                    "not-found",
                    "no file fits this pattern.",
                    "Check the pattern; quote it so that the shell leaves it alone.",
                ),
            )
    else:
        yield Item(text, problem=("not-found", "there is no such file.", "Check the name and the folder you are in."))


def _walk(root: Path, exclude: Path | None) -> Iterator[Item]:
    """Depth first, one folder's names in memory at a time; links are followed only where they stay in the tree."""
    real_root = os.path.realpath(root)
    banned = os.path.realpath(exclude) if exclude else None
    stack: list[Iterator[os.DirEntry[str]]] = [_scan(str(root))]
    while stack:
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
            continue
        if isinstance(entry, _Unreadable):
            yield Item(
                entry.path,
                problem=("unreadable", "this folder may not be read.", "Give read permission to the folder."),
            )
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                if banned is None or os.path.realpath(entry.path) != banned:
                    stack.append(_scan(entry.path))
                continue
            if entry.is_symlink():
                target = os.path.realpath(entry.path)
                inside = target.startswith(real_root + os.sep)
                if not os.path.exists(target):
                    yield Item(
                        entry.path,
                        problem=("unreadable", "a link to nothing.", "Put back what it points to, or remove it."),
                    )
                    continue
                if os.path.isdir(target) or inside:
                    continue  # a folder is read where it lies, and so is a file of this tree
                yield Item(
                    entry.path,
                    problem=(
                        "outside-link",
                        "a link to a file outside the folder.",
                        "Name the file itself if it is to be read.",
                    ),
                )
                continue
        except OSError as error:
            yield Item(
                entry.path,
                problem=(
                    "unreadable",
                    f"cannot be looked at ({error.strerror}).",
                    "Check the disk and the permissions.",
                ),
            )
            continue
        if entry.name.startswith(_OFFICE_LOCKS) or entry.name in _JUNK or entry.name.startswith("._"):
            continue
        yield _item(entry.path)


class _Unreadable:
    def __init__(self, path: str) -> None:
        self.path = path


def _scan(path: str) -> Iterator:
    try:
        with os.scandir(path) as entries:
            yield from sorted(entries, key=lambda e: e.name)
    except OSError:
        yield _Unreadable(path)


def _item(path: str) -> Item:
    try:
        info = os.stat(path)
    except OSError as error:
        return Item(
            path,
            problem=(
                "unreadable",
                f"cannot be looked at ({error.strerror}).",
                "Check the link, the disk and the permissions.",
            ),
        )
    if not stat.S_ISREG(info.st_mode):
        return Item(
            path,
            problem=("not-a-file", "is a pipe, a socket or a device, not a file.", "Copy what it gives into a file."),
        )
    if not os.access(path, os.R_OK):
        return Item(path, problem=("unreadable", "may not be read.", "Give read permission to the file."))
    return Item(path, info.st_size, info.st_mtime_ns)


def _remote(address: str) -> Iterator[Item]:
    import fsspec

    try:
        fs, root = fsspec.core.url_to_fs(address)
    except ImportError as error:
        yield Item(address, problem=("no-driver", f"{error}.", "Install the driver it names with pip."))
        return
    except (ValueError, OSError) as error:
        yield Item(address, problem=("unreadable", f"cannot be opened ({error}).", "Check the address."))
        return
    try:
        if glob.has_magic(root):
            found = fs.glob(root, detail=True)
        elif fs.isfile(root):
            found = {root: fs.info(root)}
        else:
            found = fs.find(root, detail=True)
        for name in sorted(found):
            info = found[name]
            if info.get("type") == "file":
                version = str(
                    info.get("ETag")
                    or info.get("etag")
                    or info.get("mtime")
                    or info.get("LastModified")
                    or info.get("created")
                    or ""
                )
                yield Item(fs.unstrip_protocol(name), int(info.get("size") or 0), 0, version=version)
    except Exception as error:  # each store has errors of its own
        yield Item(
            address, problem=("unreadable", f"cannot be listed ({error}).", "Check the address and your rights there.")
        )


def shown(uri: str) -> str:
    """A name that can be written down: bytes that are no UTF-8 stand as \\xNN."""
    return uri.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def read_item(uri: str, most: int) -> bytes:
    """The bytes of an input, at most `most` + 1 of them."""
    if is_remote(uri):
        import fsspec

        with fsspec.open(uri, "rb") as file:
            return file.read(most + 1)
    with open(uri, "rb") as file:
        return file.read(most + 1)
