"""Patterns written where they are used, compiled at their first use.

The functions of the `regex` module look their pattern up in a cache at each call, with its flags, which costs more than most
of the short searches themselves. Flags stand inside the pattern here: "(?i)…".
"""

from __future__ import annotations

from functools import cache

import regex

once = cache(regex.compile)
"""The compiled pattern of a literal; only for literals, since nothing is ever dropped from it."""
