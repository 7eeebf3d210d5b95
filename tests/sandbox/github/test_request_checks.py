"""The checks of dispatch inputs, environments, permissions and workflow files."""

from __future__ import annotations

import pytest

from tests import ROOT
from tests.sandbox.github import protection
from tests.sandbox.github.deployment_environment import Environment, RefPattern
from tests.sandbox.github.dispatch import accepted_inputs
from tests.sandbox.github.refusals import Refused
from tests.sandbox.github.workflow import Workflow, parse, system_of
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError
from tests.sandbox.runner import action_catalogue

_INPUTS = """
on:
  workflow_dispatch:
    inputs:
      environment: {type: choice, options: [testpypi, pypi], default: testpypi}
      reason: {required: true}
      loud: {type: boolean}
jobs: {a: {runs-on: x, steps: [run: a]}}
"""


def _workflow() -> Workflow:
    return parse(_INPUTS, "x.yml")


def test_a_dispatch_uses_the_defaults_of_absent_inputs() -> None:
    """All inputs are converted to text."""
    assert accepted_inputs(_workflow(), {"reason": "a", "loud": True}) == {
        "environment": "testpypi", "reason": "a", "loud": "true",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"reason": "a", "env": "pypi"}, 'Unexpected inputs provided: ["env"]'),
        ({}, "Required input 'reason' not provided"),
        (
            {"reason": "a", "environment": "test-pypi"},
            "Provided value 'test-pypi' for input 'environment' not in the list of allowed values",
        ),
    ],
)
def test_a_wrong_input_is_refused_with_githubs_message(given: dict[str, str], message: str) -> None:
    with pytest.raises(Refused) as refused:
        accepted_inputs(_workflow(), given)
    assert str(refused.value) == message


def test_a_workflow_without_the_trigger_cannot_be_dispatched() -> None:
    with pytest.raises(Refused, match="does not have 'workflow_dispatch' trigger"):
        accepted_inputs(parse("on: push\njobs: {a: {runs-on: x, steps: [run: a]}}\n", "x.yml"), {})


def test_a_rule_for_tags_admits_no_branch_and_one_for_branches_no_tag() -> None:
    tags = Environment(1, "pypi", 0, policy="custom", patterns=[RefPattern(1, "v*", "tag")])
    branches = Environment(1, "pypi", 0, policy="custom", patterns=[RefPattern(1, "v*", "branch")])
    rest = "is not allowed to deploy to pypi due to environment protection rules."
    assert protection.refusal(tags, "refs/tags/v1.2.3") is None
    assert str(protection.refusal(tags, "refs/heads/main")) == f'Branch "main" {rest}'
    assert str(protection.refusal(branches, "refs/tags/v1.2.3")) == f'Tag "v1.2.3" {rest}'


@pytest.mark.parametrize(("protected", "admitted"), [([], True), (["main"], False)])
def test_a_rule_for_protected_branches_admits_all_while_none_is_protected(
    protected: list[str], admitted: bool
) -> None:
    """GitHub docs, "Deployments and environments", on deployment branches and tags."""
    found = Environment(1, "pypi", 0, policy="protected")
    assert (protection.refusal(found, "refs/heads/side", protected) is None) is admitted
    assert protection.refusal(found, "refs/heads/main", protected) is None


@pytest.mark.parametrize(
    ("permissions", "token"),
    [
        ("", False),
        ("permissions: {contents: read}", False),
        ("permissions: {id-token: write}", True),
        ("permissions: write-all", True),
    ],
)
def test_a_job_gets_an_oidc_token_only_with_id_token_write(permissions: str, token: bool) -> None:
    """Naming one permission sets all others to none."""
    text = f"on: push\njobs:\n  a:\n    runs-on: x\n    steps: [run: a]\n    {permissions}\n"
    assert (parse(text, "x.yml").level("a", "id-token") == "write") is token


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("jobs: a: b\n", "x.yml:1: not YAML: "),
        ("- a\n", "x.yml:1: no workflow: a mapping with `jobs` is expected"),
        ("on: push\njobs: {}\npermissions:\n  id: write\n", "x.yml:4: unknown permission `id`"),
    ],
)  # fmt: skip
def test_the_error_of_an_invalid_workflow_names_file_and_line(text: str, sentence: str) -> None:
    with pytest.raises(InvalidWorkflowError) as error:
        parse(text, "x.yml")
    assert str(error.value).startswith(sentence)


def test_the_error_of_an_unknown_action_names_it_with_file_and_line() -> None:
    """An action without a stand-in is unknown."""
    text = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: some/action@v1\n"
    with pytest.raises(
        action_catalogue.UnknownActionError, match=r"x\.yml:6: unknown action `some/action`"
    ):
        action_catalogue.check(parse(text, "x.yml"))


def test_publish_yml_passes_only_inputs_that_the_real_action_has() -> None:
    text = (ROOT / ".github/workflows/publish.yml").read_text()
    uses = list(action_catalogue.uses(parse(text, "publish.yml").document))
    assert uses
    assert [use for use in uses if action_catalogue.unknown_inputs(use)] == []


@pytest.mark.parametrize(
    ("label", "system"),
    [("ubuntu-latest", "Linux"), ("macos-14", "macOS"), ("windows-latest", "Windows")],
)
def test_the_label_of_a_runner_gives_its_system(label: str, system: str) -> None:
    """The publishing action, which runs only on Linux, checks it."""
    assert system_of(label) == system
