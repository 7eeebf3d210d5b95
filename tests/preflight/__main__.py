"""`python -m tests.preflight PATH`: whether the next release would publish, tried offline."""

from __future__ import annotations

import errno
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests import ROOT
from tests.confinement import level
from tests.machine import requirements, start
from tests.preflight.options import parser
from tests.preflight.problem import PreflightError
from tests.preflight.render import html_page, json_text, text
from tests.preflight.report import EXIT_STATUS, Report
from tests.preflight.ways import Wanted
from tests.sandbox.preconditions import PROBLEMS
from tests.sandbox.workstation import programs
from tests.terminal.held_folder import HeldFolder, remove_abandoned

if TYPE_CHECKING:
    from tests.sandbox.sandbox import Sandbox

PREFIX = "guide-preflight-"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0, 1 or 2 for the verdict, 3 for a folder that cannot be tried."""
    begun = time.monotonic()
    options = parser().parse_args(arguments)
    start.reduce_environment()
    if problem := requirements.unmet(ROOT / ".cache"):
        return _fail(problem)
    if not options.unconfined and (problem := too_open(level.available())):
        return _fail(problem)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda caught, _: sys.exit(128 + caught))
    from tests.preflight.asked import Asked
    from tests.preflight.session import preflight

    asked = Asked(
        options.path,
        Wanted(options.workflow, options.index, options.event, options.tag, options.job,
               dict(options.inputs), options.branch),
        dict(options.assumed), options.repository, options.environment, options.existing,
        options.versions, options.token, options.timeout, options.job_timeout,
    )  # fmt: skip
    remove_abandoned(PREFIX)
    held = HeldFolder(PREFIX)

    def finish(report: Report) -> None:
        report.seconds = round(time.monotonic() - begun, 1)
        _render(report, options.html, as_json=options.json)

    shown: list[Report] = []

    def ended(sandbox: Sandbox, report: Report) -> None:
        """The person reads the verdict while the sandbox is removed."""
        finish(report)
        shown.append(report)
        if options.keep:
            _open_shell(sandbox, output=2 if options.json else 1)

    try:
        report = preflight(
            asked, held.path, _say, ended=ended, show=_shower(options.json)
        )  # fmt: skip
    except (PreflightError, *PROBLEMS) as error:
        return _fail(str(error))
    except Exception as error:
        if getattr(error, "errno", None) in _NO_ROOM:
            return _fail(f"there is no room for its files: {error}")
        traceback.print_exc()
        if shown:
            _fail("an error of its own, after the verdict")
            return EXIT_STATUS[shown[0].verdict]
        _fail("an error of its own; it cannot tell")
        return EXIT_STATUS["cannot tell"]
    finally:
        held.remove()
    if not shown:
        finish(report)
    return EXIT_STATUS[report.verdict]


def too_open(machine: level.Level) -> str | None:
    """A workflow is a stranger's code: the sentence for a kernel that does not fully confine it."""
    if machine.full:
        return None
    missing = ", ".join(machine.missing())
    return f"this kernel does not confine {missing}. Add --unconfined to run the jobs all the same."


def _shower(as_json: bool) -> Callable[[Report], None]:
    """What shows what the files alone show; as JSON, the report is printed once, at the end."""
    return lambda report: None if as_json else print(text.before(report), end="", flush=True)


def _open_shell(sandbox: Sandbox, output: int) -> None:
    """Open the sandbox's shell, in the clone. It prints to that descriptor."""
    bash = [str(programs.system("bash")), "--noprofile", "--norc", "-i"]
    _say(f"This is the sandbox after the run: {sandbox.folder}. `exit` removes it.")
    # Ctrl+C is for the shell. A handler is not inherited by it, which "ignore" would be.
    signal.signal(signal.SIGINT, lambda *_: None)
    program = sandbox.programs.start(
        bash, sandbox.environment, sandbox.folder, {0: 0, 1: output, 2: 2}, own_session=False
    )
    try:
        program.wait()
    finally:
        program.close()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _fail(sentence: str) -> int:
    print(f"tests.preflight: {sentence}", file=sys.stderr)
    return 3


def _render(report: Report, html: Path | None, *, as_json: bool) -> None:
    """What the run adds to what was shown before it, or the whole report."""
    if html is not None:
        try:
            html.write_text(html_page.render(report), encoding="utf-8")
        except OSError as error:
            _say(f"{html} cannot be written: {error.strerror}")
    shown = json_text.render(report) if as_json else text.runs(report) + text.after(report)
    print(shown, end="", flush=True)


if __name__ == "__main__":
    sys.exit(main())
