"""Files that a checkout brings and this machine does not have: submodules, and those of Git LFS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.preflight.project_files import text_of
from tests.preflight.report import NotRun

#: The input of actions/checkout → what it brings, why it is not here, the file that names it.
_BROUGHT = {
    "submodules": ("the submodules", "they are in other repositories", ".gitmodules", ""),
    "lfs": ("the files of Git LFS", "they are on GitHub only", ".gitattributes", "filter=lfs"),
}
#: Pages of failures that a missing file may cause.
_CAUSED = (None, "build-failure")


def notes(repository: Path, job: str, steps: Iterable[Mapping[str, Any]]) -> Iterator[NotRun]:
    """Of the job's checkouts: what they would bring, if the repository has any of it."""
    for step in steps:
        if not str(step.get("uses") or "").startswith("actions/checkout@"):
            continue
        for name, (what, why, file, words) in _BROUGHT.items():
            wanted = str((step.get("with") or {}).get(name, "false")).lower() != "false"
            path = repository / file
            if wanted and path.is_file() and words in text_of(path):
                yield NotRun(f"{what} in the job `{job}`", why)


def blamed(job: str, page: str | None, not_run: Iterable[NotRun]) -> str | None:
    """Why a failure of the job may be one of this machine. What is built without them is built."""
    if page not in _CAUSED:
        return None
    ends = tuple(f"{what} in the job `{job}`" for what, *_ in _BROUGHT.values())
    found = next((each for each in not_run if each.what in ends), None)
    return f"{found.what} are not here" if found else None
