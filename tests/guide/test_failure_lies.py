"""Lies on a failure page: a Confirm, a refusal or a head that proves nothing fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluate.example_environment import CONFIRM, FIX, FRONT, SEE, ExampleEnvironment
from tests.evaluate.example_guide import Guide, failures, fence, sourced
from tests.guide.project import project

MARKED = FIX + fence("bash", "touch ~/done")
#: A fix that only leaves a mark.
NO_FIX = "## Fix\n\n" + fence("bash", "touch ~/done")
OFF = "The service is off."
QUIET = "request > ~/words 2>&1"
SHADOW = f"request() {{ command {QUIET} || true; echo {OFF}; return 4; }}"


CONFIRM_BY = "## Confirm\n\n"


def confirm(*lines: str) -> str:
    """A Confirm of one block."""
    return "## Confirm\n\n" + fence("bash", *lines)


def seen(*lines: str) -> str:
    """A section of one refusal."""
    return "## Error message\n\n" + fence('console {refused="service-off"}', *lines)


def report(tmp_path: Path, *parts: str) -> str:
    """The first failure of a page."""
    guide = Guide(tmp_path).write(a="".join(parts), b=fence("bash", "true"))
    return (failures(guide.run_page("a", project(ExampleEnvironment))) or ["it passes"])[0]


@pytest.mark.parametrize(
    ("before", "fix", "confirm", "sentence"),
    [
        ("", MARKED, confirm("test -e ~/done"), "looks at none of service.example"),
        ("touch ~/seen", FIX, confirm("test -e ~/seen"), "passes before the fix"),
        ("seen=yes", FIX, confirm('test -n "$seen"'), "passes before the fix"),
        ("export seen=yes", FIX, confirm('test -n "$seen"'), "passes before the fix"),
        ("", NO_FIX, confirm("request || test -e ~/done"), "hides the failure of `request`"),
        ("", NO_FIX, confirm("test -e ~/done"), "not mended: the service is off"),
        ("", MARKED, CONFIRM_BY + sourced("reqest || test -e ~/done"), "mistake in the command"),
        ("", MARKED, CONFIRM_BY + sourced("ls --of || test -e ~/done"), "mistake in the command"),
        ("", MARKED, confirm("cat ~/done", "request"), "is not there, and the fault is another"),
        ("", "## Fix\n\n", confirm("touch ~/on", "request"), "passes before the fix"),
    ],
)
def test_a_confirm_that_does_not_look_at_the_world_fails(
    tmp_path: Path, before: str, fix: str, confirm: str, sentence: str
) -> None:
    """It looks at a mark or a variable of the page, has a typing mistake, or mends the fault."""
    prepared = fence("bash", before) if before else ""
    assert sentence in report(tmp_path, FRONT, prepared, SEE, fix, confirm)


@pytest.mark.parametrize(
    ("before", "see", "sentence"),
    [
        ("true", seen(f"$ echo {OFF} && false", OFF), "no service has refused anything"),
        (
            "true",
            seen(f"$ {QUIET} || echo {OFF} && false", OFF),
            "hides the failure of",
        ),
        ("true", seen(f"$ {QUIET}", "$ cat ~/words", OFF), "`cat ~/words` printed the message"),
        ("true", seen(f"$ {QUIET}", f"$ printf '{OFF}\\n'", OFF), "` printed the message"),
        ("true", seen("$ request | tee ~/words", OFF), "tee ~/words` printed the message"),
        (
            f"request() {{ command {QUIET} || true; echo {OFF}; return 4; }}",
            SEE,
            "is a function, which can hide a program",
        ),
        ("PATH=~/fake:$PATH", SEE, "changes `PATH`"),
        ("echo service-slow > ~/refused", SEE, "the first refusal was `service-slow`"),
    ],
)
def test_a_refusal_that_its_speaker_has_not_printed_fails(
    tmp_path: Path, before: str, see: str, sentence: str
) -> None:
    """The page's own commands print it, or another refusal came first."""
    fake = fence("bash", "mkdir ~/fake", "cp ~/bin/request ~/fake", before)
    assert sentence in report(tmp_path, FRONT, fake, see, FIX, CONFIRM)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("who: [request]", "who: [twine]", "printed the message of `service-off`, and `who` is"),
        ("who: [request]", "who: [request]\nafter: [b.md]", "`after` is ['b.md'], but the fault"),
        ("who: [request]", "who: [request]\nafter: [c.md]", "docs/a.md:6"),
    ],
)
def test_a_head_that_is_wrong_fails(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    """Another program, a page too many or one that is not there."""
    assert sentence in report(tmp_path, FRONT.replace(old, new), SEE, FIX, CONFIRM)


def test_a_silent_page_on_which_a_service_refuses_fails(tmp_path: Path) -> None:
    front = FRONT.replace(f"says: [{OFF}]", "says: []\nsilent: true")
    see = "## Error message\n\n" + sourced("request || true")
    assert "`silent`, but a service refused: service-off" in report(
        tmp_path, front, see, FIX, CONFIRM
    )


def test_the_page_without_a_lie_passes(tmp_path: Path) -> None:
    assert report(tmp_path, FRONT, SEE, FIX, CONFIRM) == "it passes"
