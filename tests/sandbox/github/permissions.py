"""The scopes that a job may ask for, and the sentence for one that GitHub does not know."""

from __future__ import annotations

from typing import Any

#: The scopes of a job's token, from GitHub's workflow syntax ("permissions").
SCOPES = frozenset(
    [
        "actions",
        "artifact-metadata",
        "attestations",
        "checks",
        "contents",
        "deployments",
        "discussions",
        "id-token",
        "issues",
        "models",
        "packages",
        "pages",
        "pull-requests",
        "repository-projects",
        "security-events",
        "statuses",
    ]
)


class InvalidWorkflowError(ValueError):
    """The file is no workflow; the message is one sentence with file and line.

    `problem` is what GitHub says of it, as its public reports and parser have it.
    """

    def __init__(self, sentence: str, problem: str) -> None:
        super().__init__(sentence)
        self.problem = problem


def check_permissions(granted: Any, text: str, path: str) -> None:
    for scope in granted if isinstance(granted, dict) else ():
        if scope not in SCOPES:
            line, column = place(text, f"{scope}:")
            raise InvalidWorkflowError(
                f"{path}:{line}: unknown permission `{scope}`;"
                f" GitHub knows {', '.join(sorted(SCOPES))}",
                f"(Line: {line}, Col: {column}): Unexpected value '{scope}'",
            )


def place(text: str, part: str) -> tuple[int, int]:
    """Line and column of the first place that holds `part`, counted from 1."""
    lines = enumerate(text.splitlines(), 1)
    return next(((n, line.index(part) + 1) for n, line in lines if part in line), (1, 1))
