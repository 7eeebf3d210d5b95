"""What a client said in the log of a step, and what it says about this machine."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.sandbox.github.runs import Job, Step

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
#: The folders of a run, which no reader has.
_OURS = re.compile(
    r"/\S*?/guide-sandbox-\w+/services/runs/[^/\s]+/(cache/[^/\s]+/)?(hostexecutor|tmp)?/?"
)
#: Not an option of a usage text, such as `--error-on-external-run`.
_ERROR = re.compile(
    r"##\[error\]|(?<![\w-])(error|fatal)(?![\w-])|^\s*\u00d7|Traceback|\w(Error|Exception|Distribution)\b",
    re.IGNORECASE,
)
_STATUS_LINE = "##[error]Process completed with exit code"
#: So many lines are shown.
_LINES = 8
#: Words by which a step fails for want of something that a hosted runner has.
_LACKS = (
    (re.compile(r"exit code 127\b|command not found|No such file or directory: '\w+'"),
     "a program is not on this machine"),
    (re.compile(r"No space left on device|Disk quota exceeded|File size limit exceeded"),
     "there is no room for its files on this machine"),
    (re.compile(r"No interpreter found|Python downloads are not allowed|requires a different Python"
                r"|requires-python|Requires-Python|because the (current|requested) Python"
                r"|not supported by|SyntaxError"),
     "another Python is asked for"),
    (re.compile(r"Temporary failure in name resolution|Could not resolve host"),
     "no other host is reached from here"),
    (re.compile(r"Failed to refresh TUF metadata|sigstore\.(dev|oidc)"),
     "the public Sigstore is not reached from here"),
    (re.compile(r"BrokenPipeError|Connection (refused|reset)"), "a connection ended"),
    (re.compile(r"apt-get|dpkg|sudo|docker", re.IGNORECASE), "it changes the machine"),
)  # fmt: skip


#: What a program of Python says when it fails for a reason of its own, such as its version.
_PYTHON = re.compile(
    r"Traceback|subprocess-exited-with-error|metadata-generation-failed|Backend\w*Error"
)


def failed_step(job: Job) -> Step | None:
    return next((each for each in job.steps if each.conclusion == "failure"), None)


def lines(job: Job) -> list[str]:
    """The log of the failed step, else the messages of the job."""
    step = failed_step(job)
    said = [line for _, line in step.lines] if step else []
    said = said or [each.message for each in job.annotations]
    return [_OURS.sub("", _COLOURS.sub("", line)).rstrip() for line in said]


def errors(said: Sequence[str]) -> list[str]:
    """The lines with an error and what follows the first of them, else the last ones.

    A traceback says what went wrong at its end.
    """
    kept = [line for line in said if line.strip() and not line.startswith(_STATUS_LINE)]
    first = next((n for n, line in enumerate(kept) if _ERROR.search(line)), None)
    if first is None or "Traceback" in kept[first]:
        return kept[-_LINES:]
    return kept[first:][:_LINES]


def of_python(job: Job) -> bool:
    """Whether a program that Python runs failed, which another version of it may not."""
    return bool(_PYTHON.search("\n".join(lines(job))))


def lack(job: Job) -> str | None:
    """Why a step may fail here alone; None where nothing tells."""
    text = "\n".join(lines(job))
    return next((why for pattern, why in _LACKS if pattern.search(text)), None)
