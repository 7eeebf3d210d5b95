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
    """The file is no workflow; the message is one sentence with file and line."""


def check_permissions(granted: Any, text: str, path: str) -> None:
    for scope in granted if isinstance(granted, dict) else ():
        if scope not in SCOPES:
            line = next((n for n, t in enumerate(text.splitlines(), 1) if f"{scope}:" in t), 1)
            raise InvalidWorkflowError(
                f"{path}:{line}: unknown permission `{scope}`;"
                f" GitHub knows {', '.join(sorted(SCOPES))}"
            )
