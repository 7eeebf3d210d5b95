"""The reason for which Confirm fails before the fix: the page's own, or a mistake in a command."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tests.evaluate.environment import InjectedFault
from tests.guide import services
from tests.pages.fences import Fence

#: What a shell and the clients print of a command that they do not understand.
_MISTYPED = re.compile(
    r"command not found|syntax error|unknown (?:shorthand )?(?:command|flag|option|switch)"
    r"|unrecogni[sz]ed (?:argument|subcommand|option)|no such option|invalid (?:option|choice)"
    r"|unexpected argument|is not a git command|No module named",
    re.IGNORECASE,
)
#: A file that is not there, named before or after the words.
_NO_FILE = re.compile(
    r"(?:(?P<before>[^\s:'\"]+)['\"]?: No such file or directory)"
    r"|No such file or directory: ['\"]?(?P<after>[^\s'\"]+)"
)


def problem(
    groups: Sequence[Sequence[Fence]],
    run: Callable[[Fence], str | None],
    fault: InjectedFault | None,
) -> str | None:
    """Run Confirm before the fix; return the end of a sentence unless the fault fails each group.

    `run` returns the failure of a fence; a group ends at its first failure.
    """
    failures = []
    for group in groups:
        failure = next(filter(None, map(run, group)), None)
        if failure is None:
            return f"{services.in_tab(group[0])}passes before the fix, so it confirms nothing"
        failures.append(failure)
    if fault and fault.unmended() is None:
        return "comes too late: what was refused has succeeded before the fix"
    places = fault.places if fault else ()
    return next(filter(None, (mistake(failure, places) for failure in failures)), None)


def mistake(failure: str, places: tuple[str, ...]) -> str | None:
    """The end of a sentence when the failure is not that of the page's fault.

    A missing file is the fault's when it is below one of `places`.
    """
    printed = failure.partition("\noutput:")[2] or failure
    if found := _MISTYPED.search(printed):
        line = next(line for line in printed.splitlines() if found[0] in line)
        return f"fails before the fix by a mistake in the command: {line.strip()}"
    for found in _NO_FILE.finditer(printed):
        path = found["before"] or found["after"]
        if not any(place in path.split("/") for place in places):
            return f"fails before the fix because {path} is not there, and the fault is another"
    return None


def looks_elsewhere(places: tuple[str, ...], requested: set[str], text: str) -> str | None:
    """The end of a sentence when Confirm has looked at none of the places of the result."""
    if not places or requested & set(places) or any(f"{place}/" in text for place in places):
        return None
    return f"looks at none of {', '.join(places)}, so it does not see the result of the fix"
