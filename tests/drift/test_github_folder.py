"""The files under .github: linted, pinned, and consistent with the pages."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT
from tests.drift.sources import WORKFLOWS, facts, tree, workflow

pytestmark = pytest.mark.drift

FORM = ".github/ISSUE_TEMPLATE/publishing-failure.yml"


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a program of this Python environment in the repository's root."""
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )


def test_zizmor_finds_nothing() -> None:
    """The strictest persona has no finding, and no comment ignores one."""
    audit = run("zizmor", "--offline", "--persona=auditor", "--format=json", ".github")
    assert audit.stdout.startswith("["), audit.stderr
    found = [f"{each['ident']}: {each['desc']}" for each in json.loads(audit.stdout)]
    assert not found and audit.returncode == 0, audit.stderr
    assert "zizmor: ignore" not in "".join((ROOT / file).read_text() for file in WORKFLOWS)


def test_act_validates_every_workflow_strictly() -> None:
    facts()
    checked = run("act", "--validate", "--strict", "-W", ".github/workflows")
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("file", WORKFLOWS)
def test_every_job_has_a_time_limit_and_no_step_puts_an_expression_into_a_shell(file: str) -> None:
    """`run:` reads values from environment variables only."""
    assert all(each.timeout_minutes for each in workflow(file).jobs)
    steps = [step for each in tree(file)["jobs"].values() for step in each["steps"]]
    assert not [step for step in steps if "${{" in step.get("run", "")]


def test_all_workflows_pin_an_action_to_the_same_commit() -> None:
    """An update changes all of them together."""
    facts()
    pins: dict[str, set[tuple[str, str]]] = {}
    for file in WORKFLOWS:
        for action in workflow(file).actions:
            pins.setdefault(action.name, set()).add((action.pin, action.version))
    assert pins and not {name: both for name, both in pins.items() if len(both) > 1}


def test_the_issue_form_offers_the_pages_as_symptoms_and_the_inputs_as_indexes() -> None:
    """The symptoms are the troubleshooting pages and `other`; the indexes those of a dispatch."""
    form = tree(FORM)
    options = {e["id"]: e["attributes"]["options"] for e in form["body"] if e["type"] == "dropdown"}
    pages = {page.stem for page in (ROOT / "docs/troubleshooting").glob("*.md")} - {"index"}
    wrong = sorted(set(options["symptom"]) ^ (pages | {"other"}))
    assert not wrong, (
        f"{FORM}: the options of `symptom` are the troubleshooting pages and `other`: add or "
        f"remove {', '.join(wrong)}"
    )
    assert tuple(options["index"]) == facts().workflow.inputs[0].choices
    assert f"({facts().site_url}troubleshooting/)" in form["body"][0]["attributes"]["value"]
