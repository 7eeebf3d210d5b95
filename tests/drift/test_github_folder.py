"""All that lies under .github: linted, pinned, and asking for what there is."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT
from tests.drift.sources import WORKFLOWS, facts, tree, workflow

pytestmark = pytest.mark.drift


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A program of this environment, at the repository's top."""
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_zizmor_finds_nothing() -> None:
    """The strictest persona has no finding in any file under .github, ignored ones included."""
    audit = run("zizmor", "--offline", "--persona=auditor", "--format=json", ".github")
    assert audit.stdout.startswith("["), audit.stderr
    found = [f"{each['ident']}: {each['desc']}" for each in json.loads(audit.stdout)]
    assert not found and audit.returncode == 0, audit.stderr
    assert "zizmor: ignore" not in "".join((ROOT / file).read_text() for file in WORKFLOWS)


def test_act_reads_every_workflow_strictly() -> None:
    """The runner that the tests use knows every key."""
    facts()
    checked = run("act", "--validate", "--strict", "-W", ".github/workflows")
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("file", WORKFLOWS)
def test_every_job_ends_and_no_expression_reaches_a_shell(file: str) -> None:
    """Each job has a time limit; values reach `run:` by the environment only."""
    assert all(each.timeout_minutes for each in workflow(file).jobs)
    steps = [step for each in tree(file)["jobs"].values() for step in each["steps"]]
    assert not [step for step in steps if "${{" in step.get("run", "")]


def test_an_action_has_one_pin() -> None:
    """All workflows use the same commit of an action, so a bump is one change."""
    facts()
    pins: dict[str, set[tuple[str, str]]] = {}
    for file in WORKFLOWS:
        for action in workflow(file).actions:
            pins.setdefault(action.name, set()).add((action.pin, action.version))
    assert pins and not {name: both for name, both in pins.items() if len(both) > 1}


def test_the_issue_form_asks_for_what_there_is() -> None:
    """Its symptoms are the troubleshooting pages and `other`; its indexes those of a dispatch."""
    form = tree(".github/ISSUE_TEMPLATE/publishing-failure.yml")
    options = {e["id"]: e["attributes"]["options"] for e in form["body"] if e["type"] == "dropdown"}
    pages = {page.stem for page in (ROOT / "docs/troubleshooting").glob("*.md")} - {"index"}
    assert set(options["symptom"]) == pages | {"other"}
    assert tuple(options["index"]) == facts().workflow.inputs[0].choices
    assert f"({facts().site_url}troubleshooting/)" in form["body"][0]["attributes"]["value"]
