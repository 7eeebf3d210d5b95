"""GitHub's judgements: dispatches, environments, permissions, workflows that cannot be read."""

from __future__ import annotations

import pytest

from tests import ROOT
from tests.sandbox.github import protection
from tests.sandbox.github.dispatch import accepted_inputs
from tests.sandbox.github.permissions import InvalidWorkflowError
from tests.sandbox.github.refusals import Refused
from tests.sandbox.github.state import Environment, RefPattern
from tests.sandbox.github.workflow import Workflow, parse
from tests.sandbox.runner import action_catalogue

_INPUTS = """
on:
  workflow_dispatch:
    inputs:
      environment: {type: choice, options: [testpypi, pypi], default: testpypi}
      reason: {required: true}
      loud: {type: boolean}
jobs: {}
"""


def _workflow() -> Workflow:
    return parse(_INPUTS, "x.yml")


def test_defaults_fill_what_is_not_given() -> None:
    """A run's inputs are the given ones and the defaults, as text."""
    assert accepted_inputs(_workflow(), {"reason": "a", "loud": True}) == {
        "environment": "testpypi", "reason": "a", "loud": "true",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reason": "a", "env": "pypi"}, 'Unexpected inputs provided: ["env"]'),
        ({}, "Required input 'reason' not provided"),
        (
            {"reason": "a", "environment": "test-pypi"},
            "Provided value 'test-pypi' for input 'environment' not in the list of allowed values",
        ),
    ],
)
def test_a_wrong_input_is_refused_in_githubs_words(given: dict[str, str], words: str) -> None:
    """422, with the sentence that gh prints."""
    with pytest.raises(Refused) as refused:
        accepted_inputs(_workflow(), given)
    assert str(refused.value) == words


def test_a_workflow_without_the_trigger_cannot_be_dispatched() -> None:
    """The sentence names the trigger."""
    with pytest.raises(Refused, match="does not have 'workflow_dispatch' trigger"):
        accepted_inputs(parse("on: push\njobs: {}\n", "x.yml"), {})


def test_a_tag_rule_admits_tags_only() -> None:
    """`v*` as a tag rule keeps main out, and as a branch rule it keeps v1.2.3 out."""
    tags = Environment(1, "pypi", 0, policy="custom", patterns=[RefPattern(1, "v*", "tag")])
    branches = Environment(1, "pypi", 0, policy="custom", patterns=[RefPattern(1, "v*", "branch")])
    words = "is not allowed to deploy to pypi due to environment protection rules."
    assert protection.refusal(tags, "refs/tags/v1.2.3") is None
    assert str(protection.refusal(tags, "refs/heads/main")) == f'Branch "main" {words}'
    assert str(protection.refusal(branches, "refs/tags/v1.2.3")) == f'Tag "v1.2.3" {words}'


@pytest.mark.parametrize(
    ("permissions", "token"),
    [
        ("", False),
        ("permissions: {contents: read}", False),
        ("permissions: {id-token: write}", True),
        ("permissions: write-all", True),
    ],
)
def test_only_id_token_write_gives_a_token(permissions: str, token: bool) -> None:
    """Naming one permission sets all others to none, whatever the workflow's top says."""
    text = f"on: push\njobs:\n  a:\n    runs-on: x\n    {permissions}\n"
    assert parse(text, "x.yml").may_have_token("a") is token


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("jobs: a: b\n", "x.yml:1: not YAML: "),
        ("- a\n", "x.yml:1: no workflow: a mapping with `jobs` is expected"),
        ("on: push\njobs: {}\npermissions:\n  id: write\n", "x.yml:4: unknown permission `id`"),
    ],
)  # fmt: skip
def test_a_broken_workflow_is_one_sentence(text: str, sentence: str) -> None:
    """File, line, what is wrong."""
    with pytest.raises(InvalidWorkflowError) as error:
        parse(text, "x.yml")
    assert str(error.value).startswith(sentence)


def test_an_unknown_action_is_named() -> None:
    """The runner has stand-ins for the actions of publish.yml and refuses others by name."""
    text = "on: push\njobs:\n  a:\n    steps:\n      - uses: some/action@v1\n"
    with pytest.raises(
        action_catalogue.UnknownActionError, match=r"x\.yml:5: unknown action `some/action`"
    ):
        action_catalogue.check(parse(text, "x.yml"))


def test_publish_yml_gives_each_action_only_inputs_that_it_has() -> None:
    """No `with:` of the real workflow names an input that the real action lacks."""
    text = (ROOT / ".github/workflows/publish.yml").read_text()
    document = parse(text, "publish.yml").document
    assert [action_catalogue.unknown_inputs(use) for use in action_catalogue.uses(document)].count(
        []
    ) == len(list(action_catalogue.uses(document)))


@pytest.mark.parametrize(
    ("label", "system"),
    [("ubuntu-latest", "Linux"), ("macos-14", "macOS"), ("windows-latest", "Windows")],
)
def test_a_runner_is_what_its_label_says(label: str, system: str) -> None:
    """The publishing action asks for it, since it runs on Linux only."""
    job = parse(f"on: push\njobs:\n  a: {{runs-on: {label}}}\n", "x.yml").jobs["a"]
    assert job.system == system
