"""Refusals that need no page, and pages that cannot be acted out: each with its reason."""

#: What the stand-ins can refuse and no reader with the usual clients meets.
UNEXPLAINED: dict[str, str] = {}

#: Pages with `acted: false`, and what the sandbox lacks to act them out.
NOT_ACTED: dict[str, str] = {}
