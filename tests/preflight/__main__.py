"""`uv run python -m tests.preflight PATH`: whether the next release would publish, tried offline."""

from __future__ import annotations

import signal
import sys

from tests import ROOT
from tests.machine import requirements, start
from tests.preflight.options import parser
from tests.preflight.problem import PreflightError
from tests.preflight.report import EXIT_STATUS, Report
from tests.preflight.start import Wanted
from tests.sandbox.preconditions import PROBLEMS
from tests.terminal.held_folder import HeldFolder, remove_abandoned

PREFIX = "guide-preflight-"


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0, 1 or 2 for the verdict, 3 for a folder that cannot be tried."""
    options = parser().parse_args(arguments)
    start.reduce_environment()
    if problem := requirements.unmet(ROOT / ".cache"):
        return _fail(problem)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    from tests.preflight.session import Asked, preflight

    asked = Asked(
        options.path,
        Wanted(options.workflow, options.index, options.event, options.tag, options.job,
               dict(options.inputs)),
        dict(options.assumed), options.repository, options.environment, options.existing,
        options.versions, options.token, options.timeout,
    )  # fmt: skip
    remove_abandoned(PREFIX)
    held = HeldFolder(PREFIX)
    try:
        report = preflight(asked, held.path, _say)
    except (PreflightError, *PROBLEMS) as error:
        return _fail(str(error))
    finally:
        held.remove()
    _print(report)
    return EXIT_STATUS[report.verdict]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _fail(sentence: str) -> int:
    print(f"tests.preflight: {sentence}", file=sys.stderr)
    return 3


def _print(report: Report) -> None:
    import pprint

    pprint.pprint(report)


if __name__ == "__main__":
    sys.exit(main())
