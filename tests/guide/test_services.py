"""The tabs PyPI and TestPyPI of a failure page: both run, and both services are judged."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from tests.evaluate.example_environment import CONFIRM, FORM, FRONT, SEE, ExampleEnvironment
from tests.evaluate.example_guide import Guide, failures, fence
from tests.guide.project import project
from tests.pages.page import Docs


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    """A guide without pages."""
    return Guide(tmp_path)


def pair(pypi: str, testpypi: str) -> str:
    """Two tabs with a fence each."""
    return "".join(
        f'=== "{title}"\n\n{indent(block, "    ")}\n'
        for title, block in (("PyPI", pypi), ("TestPyPI", testpypi))
    )


ON = fence(f'form {{title="{FORM}"}}', "Power: on")
BOTH = FRONT.replace("switch-off", "off-on-both") + SEE + "## Fix\n\n"
PAGE = BOTH + pair(fence("bash", "touch ~/pypi"), ON) + CONFIRM
ASKED = fence("console", "$ request", "ok")
BOTH_ASKED = BOTH + pair(ON, ON) + "## Confirm\n\n" + pair(ASKED, ASKED)
NESTED = (
    FRONT.replace("breakage: switch-off", "breakage: {By form: off-on-both}")
    + SEE + "## Fix\n\n" + '=== "By form"\n\n' + indent(pair(ON, ON), "    ") + CONFIRM
)  # fmt: skip


@pytest.mark.parametrize("page", [PAGE, BOTH_ASKED, NESTED])
def test_the_blocks_of_both_tabs_run(guide: Guide, page: str) -> None:
    """Also those below Confirm, and those in the tab of a cause."""
    verdicts = guide.write(a=page).run_page("a", project(ExampleEnvironment))
    assert len(verdicts) > 3 and {one.verdict for one in verdicts} == {"ran"}, failures(verdicts)


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (PAGE.replace("touch ~/pypi", "ls ~/pypi"), "docs/a.md:19: `ls ~/pypi` failed"),
        (PAGE.replace("Power: on", "Power: of"), "docs/a.md:26: https://service.example/power ref"),
        (
            PAGE.replace("off-on-both", "switch-off"),
            "docs/a.md:6: the fault `switch-off` is not judged on PyPI, which has a tab in line 17",
        ),
        (
            NESTED.replace("off-on-both", "switch-off"),
            "docs/a.md:6: the fault `switch-off` is not judged on PyPI, which has a tab in line 19",
        ),
        (
            BOTH_ASKED.replace("$ request\n    ok", "$ echo ok\n    ok", 1),
            'in the tab "PyPI" passes before the fix, so it confirms nothing',
        ),
        (
            "$ echo ok\n    ok".join(BOTH_ASKED.rsplit("$ request\n    ok", 1)),
            'in the tab "TestPyPI" passes before the fix, so it confirms nothing',
        ),
    ],
)
def test_a_wrong_tab_fails(guide: Guide, page: str, sentence: str) -> None:
    """Its block fails, its fault is of one service, or its Confirm passes before the fix."""
    reports = failures(guide.write(a=page).run_page("a", project(ExampleEnvironment)))
    assert sentence in reports[0], reports


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (PAGE.replace('"TestPyPI"', '"Test PyPI"'), "call it PyPI or TestPyPI"),
        (PAGE.replace('"PyPI"', '"pypi"'), "call it PyPI or TestPyPI"),
        (PAGE.replace('=== "PyPI"', '=== "TestPyPI"'), "has no partner"),
        (PAGE.replace('=== "TestPyPI"', "Then:"), "has no partner"),
        (PAGE.replace(indent(ON, "    "), "    Wait.\n"), 'nothing runs in the tab "TestPyPI"'),
        (NESTED.replace(indent(ON, " " * 8), "", 1), 'nothing runs in the tab "PyPI"'),
    ],
)
def test_tabs_that_are_no_pair_fail(guide: Guide, page: str, sentence: str) -> None:
    """One is alone, is called otherwise, which the site would not link, or runs nothing."""
    guide.write(a=page)
    problem = project(ExampleEnvironment).procedure(Docs(guide.root).page("docs/a.md")).problem()
    assert sentence in (problem or "")
