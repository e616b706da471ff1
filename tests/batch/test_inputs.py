"""Which files a run reads."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from extract.batch.inputs import Item, list_inputs


def names(items: list[Item], root: Path) -> list[str]:
    return [os.path.relpath(i.uri, root) for i in items]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b/2.txt", "a/1.docx", "a/deep/er/3.pdf", "a.pdf/inside.txt", "~$1.docx", ".DS_Store", "a/._1.docx"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path / "in"


def test_a_folder_is_read_deep_in_the_order_of_names_without_office_locks(tree: Path) -> None:
    assert names(list(list_inputs([str(tree)])), tree) == ["a/1.docx", "a/deep/er/3.pdf", "a.pdf/inside.txt", "b/2.txt"]


def test_the_output_folder_is_never_read(tree: Path) -> None:
    assert names(list(list_inputs([str(tree)], exclude=tree / "a")), tree) == ["a.pdf/inside.txt", "b/2.txt"]


def test_links_do_not_lead_out_of_the_tree_or_round_in_circles(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_bytes(b"x")
    (tree / "round").symlink_to(tree)
    (tree / "out.txt").symlink_to(tmp_path / "outside.txt")
    (tree / "broken.txt").symlink_to(tree / "nowhere")
    found = {os.path.relpath(i.uri, tree): i.problem for i in list_inputs([str(tree)])}
    assert set(found) == {"a/1.docx", "a/deep/er/3.pdf", "a.pdf/inside.txt", "b/2.txt", "out.txt", "broken.txt"}
    assert found["out.txt"] is not None
    assert found["out.txt"][0] == "outside-link"
    assert found["broken.txt"] is not None, "a link to nothing is told, not passed over"


def test_pipes_and_what_is_not_there_are_named_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.docx")
    items = list(list_inputs([str(tmp_path), str(tmp_path / "gone.pdf"), str(tmp_path / "*.xyz")]))
    assert [i.problem and i.problem[0] for i in items] == ["not-a-file", "not-found", "not-found"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    (tmp_path / "a.txt").chmod(0)
    assert [i.problem and i.problem[0] for i in list_inputs([str(tmp_path)])] == ["unreadable"]


def test_patterns_lists_and_standard_input(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sorted(names(list(list_inputs([f"{tree}/**/*.txt"])), tree)) == ["a.pdf/inside.txt", "b/2.txt"]
    (tmp_path / "list").write_text(f"# what to read\n{tree}/b/2.txt\n\n{tree}/a\n", "utf-8")
    assert names(list(list_inputs([], list_file=str(tmp_path / "list"))), tree) == [
        "b/2.txt",
        "a/1.docx",
        "a/deep/er/3.pdf",
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{tree}/a/1.docx\n"))
    assert names(list(list_inputs(["-"])), tree) == ["a/1.docx"]


def test_a_remote_folder_is_read_through_fsspec() -> None:
    import fsspec

    fs = fsspec.filesystem("memory")
    fs.pipe("/archive/2024/a.txt", b"x")
    fs.pipe("/archive/b.txt", b"yy")
    items = list(list_inputs(["memory://archive"]))
    assert [(i.uri.replace("memory:///", "memory://"), i.size) for i in items] == [
        ("memory://archive/2024/a.txt", 1),
        ("memory://archive/b.txt", 2),
    ]
    fs.rm("/archive", recursive=True)


def test_a_hundred_thousand_files_are_listed_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in range(20):
        (tmp_path / f"{folder:02d}").mkdir()
        for i in range(50):
            (tmp_path / f"{folder:02d}/{i:03d}.txt").touch()
    looked: list[str] = []
    real = os.stat
    monkeypatch.setattr(os, "stat", lambda p, **k: (looked.append(str(p)), real(p, **k))[1])
    listing = list_inputs([str(tmp_path)])
    next(listing)
    assert len([p for p in looked if p.endswith(".txt")]) == 1, "a file is looked at when its turn comes"
    assert sum(1 for _ in listing) == 999
