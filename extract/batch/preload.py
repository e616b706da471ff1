"""Imported once by the fork server, so that each new worker starts with the pipeline in memory."""

from __future__ import annotations

from extract.pipeline import load

load()("Kế hoạch\nI. MỤC ĐÍCH\n1. Phòng Nội vụ báo cáo trước ngày 30/6/2024.")
