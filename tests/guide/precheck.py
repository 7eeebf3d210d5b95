"""The reason for which Confirm fails before the fix: the page's own, or a mistake in a command."""

from __future__ import annotations

import re

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
