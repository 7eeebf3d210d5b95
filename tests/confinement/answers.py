"""Answers the system calls that wait for the supervisor."""

from __future__ import annotations

from seccompy import SeccompError
from seccompy.notify import Listener, Notification, RespFlag


def respond(listener: Listener, call: Notification, error: int | None) -> None:
    """Let the kernel run the call (None), say that it is done (0), or fail it with an error."""
    flags = RespFlag.CONTINUE if error is None else RespFlag.NONE
    try:
        listener.respond(call.id, error=error or 0, flags=flags)
    except (SeccompError, RuntimeError):
        return  # The program has ended, or a signal has interrupted the call.
