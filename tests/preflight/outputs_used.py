"""Whether a job uses what a step of its own, or a job that it needs, hands on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Literal


def outputs_used(
    job: Mapping[str, Any] | None, context: Literal["steps", "needs"], name: str
) -> bool:
    """`name` is the id of the step or of the needed job.

    GitHub compares names without regard to case: docs.github.com, "Evaluate expressions in
    workflows and actions".
    """
    text = json.dumps(job or {}, default=str)
    one = re.escape(name)
    uses = (
        rf"{context}\.({one}|\*)\.outputs", rf"{context}\[.{{1,3}}{one}(?![\w-])",
        rf"toJSON\(\s*{context}\s*\)",
    )  # fmt: skip
    return bool(re.search("|".join(uses), text, re.IGNORECASE))
