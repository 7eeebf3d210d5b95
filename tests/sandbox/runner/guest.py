"""What the runner does for somebody else's workflow, of which only a part is run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.sandbox.github.runs import Job, Run


def _as_it_is(path: str, text: str) -> str:
    return text


def _nothing(run: Run, job: Job, audience: str) -> None:
    return None


@dataclass(frozen=True)
class Guest:
    """`edit` maps a workflow file's path and text to the text that is run.

    `secrets` are the values by name, `repositories` further values of act's `--local-repository`.
    `identified` is called with the audience before a job gets an OIDC token, in a thread.
    `own_python`: its jobs may install packages into the Python that they find. `any_runner`: a
    runner has each label, since only the repository's owner knows the runners of its own.
    """

    edit: Callable[[str, str], str] = _as_it_is
    secrets: Mapping[str, str] = field(default_factory=dict)
    repositories: Sequence[str] = ()
    identified: Callable[[Run, Job, str], None] = _nothing
    own_python: bool = False
    any_runner: bool = False
