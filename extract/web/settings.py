"""What a server is started with."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

from extract.ingest.limits import DEFAULT, Limits


@dataclass(frozen=True)
class Settings:
    """`folder` is an output folder of `kehoach extract`; everything else bounds what callers may do."""

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = None
    upload_mb: int = 25
    uploads_a_minute: int = 60
    uploads_at_once: int = 4
    workers: int = 1
    limits: Limits = field(default_factory=lambda: DEFAULT.replace(seconds=60, ocr_seconds=300))

    @property
    def loopback(self) -> bool:
        """Does the server answer this machine alone?"""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def check(self) -> None:
        """Raises ValueError, with the remedy, for a server that others could reach without a token."""
        if not self.loopback and not self.token:
            raise ValueError(
                f"{self.host} can be reached from other machines: give a token (--token, or the variable KEHOACH_TOKEN), "
                "or listen on 127.0.0.1."
            )
        if self.token is not None and len(self.token) < 16:
            raise ValueError("the token is too short to be safe: give at least 16 characters.")
