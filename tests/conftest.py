"""Settings of all tests."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# the same cases every time, so that a run says something of the change and not of luck; `HYPOTHESIS_PROFILE=search` looks for new ones
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
