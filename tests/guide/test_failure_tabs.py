"""The run of a failure page with several causes: each tab of the fix has its own state."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from tests.evaluate.example_environment import (
    CONFIRM,
    FORM,
    FRONT,
    OTHER_FORM,
    SEE,
    ExampleEnvironment,
)
from tests.evaluate.example_guide import Guide, failures, fence
from tests.guide.project import project
from tests.pages.page import Docs


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    """A guide without pages."""
    return Guide(tmp_path)


def _problem(guide: Guide) -> str | None:
    """The reason why the page `a` cannot run."""
    page = Docs(guide.root).page("docs/a.md")
    return project(ExampleEnvironment).procedure(page).problem()


def tab(title: str, block: str) -> str:
    """A tab with a fence in it."""
    return f'=== "{title}"\n\n' + indent(block, "    ")


BY_FORM, BY_FILE = fence(f'form {{title="{FORM}"}}', "Power: on"), fence("bash", "touch ~/on")
TABBED = (
    FRONT.replace("breakage: switch-off", "breakage: {By form: switch-off, By file: cut-off}")
    + SEE + "## Fix\n\n" + tab("By form", BY_FORM)
    + tab("By file", f"Cut off by wire.\n\n{BY_FILE}") + CONFIRM
)  # fmt: skip


def test_the_whole_page_is_run_for_each_tab_of_the_fix(guide: Guide) -> None:
    """In the state of the last tab there are three requests, as on a page with one cause."""
    page = TABBED + fence("console", "$ grep -c request ~/requests", "3")
    verdicts = guide.write(a=page).run_page("a", project(ExampleEnvironment))
    assert [verdict.verdict for verdict in verdicts] == ["ran"] * 5, failures(verdicts)


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (
            TABBED.replace("Power: on", "Power: off"),
            "docs/a.md:19: https://service.example/power ref",
        ),
        (
            TABBED.replace("Power: on", "Note: x").replace(FORM, OTHER_FORM),
            "docs/a.md:27: the fix in the previous tab does not make docs/a.md:33 pass: `request`"
            " failed",
        ),
        (TABBED.replace("touch", "ls"), "docs/a.md:27: `ls ~/on` failed"),
        (
            TABBED.replace("file: cut-off", "file: switch-of"),
            "docs/a.md:27: docs/a.md:6: no fault is called 'switch-of'",
        ),
        (
            TABBED.replace("file: cut-off", "file: no-change"),
            "docs/a.md:27: this tab's fault does not produce docs/a.md:10: `request` did not",
        ),
    ],
)
def test_a_tab_that_is_wrong_fails(guide: Guide, page: str, sentence: str) -> None:
    """The fix fails or does not help; the fault is unknown or does not produce the refusal."""
    reports = failures(guide.write(a=page).run_page("a", project(ExampleEnvironment)))
    assert reports[0].startswith(sentence), reports


def test_the_tabs_that_run_are_those_for_which_the_front_matter_names_a_fault(guide: Guide) -> None:
    page = TABBED.replace('"By file"', '"By hand"')
    problem = _problem(guide.write(a=page)) or ""
    assert "['By form', 'By file']" in problem and "['By form', 'By hand']" in problem


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (TABBED.replace("By file: cut-off", "By file: switch-off"), "two tabs have the fault"),
        (TABBED.replace(indent(BY_FILE, "    "), "    x\n\n"), 'nothing runs in the tab "By file"'),
        (TABBED.replace("## Confirm", tab("By prayer", "Wait.\n") + "\n## Confirm"), "Fix has ["),
        (TABBED.replace("{By form: switch-off, By file: cut-off}", "cut-off"), "names one fault"),
    ],
)
def test_tabs_that_are_not_one_cause_each_fail(guide: Guide, page: str, sentence: str) -> None:
    """Two tabs of one fault, a tab without a block or without a fault, tabs of one fault."""
    assert sentence in (_problem(guide.write(a=page)) or "")


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (
            TABBED.replace("switch-off, By file: cut-off", "cut-off, By file: switch-off"),
            'the tab "By form" does not say by wire',
        ),
        (TABBED.replace("off by wire", "off by whom"), 'the tab "By file" does not say by wire'),
        (TABBED.replace('=== "By file', 'Or by wire.\n\n=== "By file'), "None"),
        (
            TABBED.replace("    ```form", "    Not by wire.\n\n    ```form", 1),
            "all say by wire, which tells one fault from the others",
        ),
    ],
)
def test_a_tab_tells_the_values_of_its_own_fault(guide: Guide, page: str, sentence: str) -> None:
    """Permuted tabs, a value of no fault, and a value of another tab's fault fail."""
    reports = failures(guide.write(a=page).run_page("a", project(ExampleEnvironment)))
    assert sentence in (reports or ["None"])[0]
