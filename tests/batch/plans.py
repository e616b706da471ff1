"""Short plans of our own for the tests of the batch."""

from __future__ import annotations

from pathlib import Path

PLAN = """ỦY BAN NHÂN DÂN
PHƯỜNG AN BÌNH
Số: {number}/KH-UBND
An Bình, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Ra quân vệ sinh môi trường đợt {number}

I. MỤC ĐÍCH
1. Giữ gìn phố phường sạch đẹp.
II. TỔ CHỨC THỰC HIỆN
1. Văn phòng Ủy ban nhân dân phường báo cáo kết quả trước ngày {day:02d}/4/2024.
2. Công an phường phối hợp bảo đảm an ninh, trật tự.
"""


def write_plans(folder: Path, count: int, **others: bytes) -> list[Path]:
    """`count` plans in two folders, and files with the contents of `others`."""
    paths = []
    for i in range(1, count + 1):
        path = folder / ("sâu/hơn" if i % 2 else ".") / f"kế hoạch {i:03d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PLAN.format(number=i, day=1 + i % 28), "utf-8")
        paths.append(path)
    for name, content in others.items():
        (folder / name.replace("__", ".")).write_bytes(content)
    return paths
