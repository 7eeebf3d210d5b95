"""What the command asks for."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.preflight.ways import Wanted


@dataclass(frozen=True)
class Asked:
    """The options, and the folder of the repository."""

    path: Path
    wanted: Wanted
    assumed: Mapping[str, str | None] = field(default_factory=dict)
    repository: str | None = None
    environment: str | None = None
    existing: bool = False
    versions: Sequence[str] = ()
    token: bool = False
    timeout: float = 900.0
    job_timeout: float = 600.0
    #: When the command began, on the clock of `time.monotonic`.
    begun: float = field(default_factory=time.monotonic)
