"""The log of a step: its lines, and the error with which it ends."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Mapping
from typing import Any

from tests.sandbox.github.runs import Job, Step

#: act's message after the result of a step whose process has failed.
_EXIT_STATUS = re.compile(r"exit status (\d+)")
_EXIT_CODE = "Process completed with exit code {}."
#: Go's words for the signal that has ended a process, which are those of the C library.
_SIGNALS = {
    f"signal: {(signal.strsignal(number) or '').lower()}": int(number)
    for number in signal.valid_signals()
}
_NOT_STARTED = "fork/exec "


def write(step: Step, text: str) -> None:
    now = time.time()
    step.lines += [(now, line) for line in text.rstrip("\n").split("\n")]


def note_status(_: Job, step: Step, message: Mapping[str, Any]) -> None:
    """Write the exit code that a step's own bash has told; see flush_output.bash."""
    if len(message["stepID"]) == 1:
        _write_error(step, _EXIT_CODE.format(message["arg"]))


def write_reason(step: Step, reason: str) -> None:
    """Write why the step's process failed, as act says it after the result of the step."""
    if status := _EXIT_STATUS.fullmatch(reason):
        _write_error(step, _EXIT_CODE.format(status[1]))
    elif number := _SIGNALS.get(reason.removesuffix(" (core dumped)")):
        _write_error(step, _EXIT_CODE.format(128 + number))
    elif reason.startswith(_NOT_STARTED):
        _write_error(step, reason)


def _write_error(step: Step, text: str) -> None:
    """Add the error to the step's log, once; an action's log ends with the action's own error."""
    line = f"##[error]{text}"
    lines = [line for _, line in step.lines]
    ends_with_error = any("##[error]" in last for last in lines[-1:])
    if line not in lines and not (step.uses and ends_with_error):
        write(step, line)
