"""The environment variables of a job on a hosted runner."""

from __future__ import annotations

import sys
from pathlib import Path

#: bash reads this file at its start (BASH_ENV).
FLUSH_OUTPUT = Path(__file__).with_name("flush_output.bash")


def job_environment(home: Path, uv_cache: Path) -> dict[str, str]:
    """Create `home`, which is empty as on a fresh machine, and name it among the variables."""
    home.mkdir(parents=True, exist_ok=True)
    return {
        "HOME": str(home), "CI": "true", "GH_TELEMETRY": "0", "ACT_DISABLE_VERSION_CHECK": "1",
        "SANDBOX_PYTHON": sys.executable, "UV_CACHE_DIR": str(uv_cache),
        "BASH_ENV": str(FLUSH_OUTPUT),
    }  # fmt: skip
