"""Whether this kernel keeps the jobs of another person's workflow from the files of the machine."""

from __future__ import annotations

from tests.confinement.level import Level


def problem(level: Level, *, unconfined: bool) -> str | None:
    """The sentence with which the command refuses; None when it may run the jobs."""
    if unconfined or level.landlock:
        return None
    return (
        f"this kernel does not confine {', '.join(level.missing())}, and the workflow may be"
        " another person's: add --unconfined to run its jobs all the same"
    )
