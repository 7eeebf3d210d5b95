"""GitHub's refusals of actions, refs, called workflows and runs: their messages and conditions."""

from __future__ import annotations

import pytest

from overrides.hooks.facts import PUBLISH
from tests.guide.faults import FAULTS
from tests.sandbox.fixtures import RunCommand
from tests.sandbox.github import start_up
from tests.sandbox.github.refusals import CATALOGUE, Refused
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import Account, ActionsPolicy, State
from tests.sandbox.github.workflow import parse
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError
from tests.sandbox.runner import completed_run
from tests.sandbox.runner.action_catalogue import Use
from tests.sandbox.sandbox import Sandbox

_CALLER = "on: push\njobs:\n  outer:\n    uses: ./.github/workflows/b.yml\n{permissions}"
_CALLED = """on: workflow_call
jobs: {inner: {runs-on: x, steps: [run: a], permissions: {id-token: write, contents: read}}}
"""


def _state(**policy: object) -> State:
    owner = Account("awslabs", 1, "Organization")
    chosen = ActionsPolicy(**policy)  # type: ignore[arg-type]
    return State(owner, "open-hostfactory-plugin", 1, {}, [], {}, policy=chosen)


def _dispatch(sandbox: Sandbox) -> Run:
    return completed_run.wait(sandbox.github.dispatch(PUBLISH, {"environment": "testpypi"}))


def test_each_refusal_has_a_source_and_a_status_or_conclusion() -> None:
    """The two exceptions are jobs without an OIDC token, for which GitHub has no message."""
    assert all(entry.read.startswith("https://") for entry in CATALOGUE.values())
    without_message = [slug for slug, e in CATALOGUE.items() if not (e.status or e.conclusion)]
    assert without_message == ["missing-id-token-permission", "pull-request-from-fork"]


@pytest.mark.parametrize(
    ("policy", "rule"),
    [
        ({"allowed": "local_only"}, "from a repository owned by awslabs."),
        ({"allowed": "selected"}, "from a repository owned by awslabs or created by GitHub."),
        (
            {"allowed": "selected", "patterns": ["astral-sh/*"]},
            "from a repository owned by awslabs, created by GitHub,"
            " or match one of the patterns: astral-sh/*.",
        ),
    ],
)
def test_the_refusal_of_an_action_names_it_and_the_policys_rules(
    policy: dict[str, object], rule: str
) -> None:
    with pytest.raises(Refused) as refused:
        start_up.check_actions(_state(**policy), ["awslabs/own@v1", "pypa/publish@v1"])
    refusal = "The action pypa/publish@v1 is not allowed in awslabs/open-hostfactory-plugin"
    assert str(refused.value) == f"{refusal} because all actions must be {rule}"


def test_the_policy_admits_githubs_actions_and_those_that_match_a_pattern() -> None:
    """The refusal of two other actions names both in one sentence."""
    state = _state(allowed="selected", patterns=["pypa/gh-action-pypi-publish@*"])
    start_up.check_actions(state, ["actions/checkout@v7", "pypa/gh-action-pypi-publish@v1"])
    with pytest.raises(Refused, match=r"^The actions a/b@v1 and c/d@v2 are not allowed in"):
        start_up.check_actions(state, ["a/b@v1", "c/d@v2"])


@pytest.mark.parametrize(
    ("permissions", "allowed"),
    [
        ("", "id-token: write', but is only allowed 'id-token: none'."),
        ("    permissions: {id-token: write}\n", "contents: read', but is only allowed 'cont"),
        ("permissions: {}\n", "contents: read, id-token: write', but is only allowed 'cont"),
        ("permissions: write-all\n", None),
    ],
)
def test_a_called_job_may_not_request_more_than_its_caller_grants(
    permissions: str, allowed: str | None
) -> None:
    """The message lists the scopes that exceed the grant, and their granted levels."""
    text = _CALLER.format(permissions=permissions)
    caller, called = parse(text, "a.yml"), {"outer": parse(_CALLED, "b.yml")}
    if allowed is None:
        return start_up.check_nested(caller, called, "o/r", "c0ffee")
    with pytest.raises(Refused) as refused:
        start_up.check_nested(caller, called, "o/r", "c0ffee")
    message = str(refused.value)
    assert "a.yml (Line: 3, Col: 3): Error calling workflow 'o/r/b.yml@c0ffee'" in message
    assert f"The nested job 'inner' is requesting '{allowed}" in message


def test_a_local_reusable_workflow_may_not_have_a_version() -> None:
    text = "on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml@main\n"
    with pytest.raises(InvalidWorkflowError) as invalid:
        parse(text, "a.yml")
    assert invalid.value.problem.endswith("cannot specify version when calling local workflows")


@pytest.mark.parametrize(
    ("name", "ref", "exists"),
    [
        ("pypa/gh-action-pypi-publish", "v1", False),
        ("pypa/gh-action-pypi-publish", "release/v1", True),
        ("pypa/gh-action-pypi-publish", "v1.14.2", True),
        ("actions/checkout", "v7", True),
        ("astral-sh/setup-uv", "v10", False),
        ("astral-sh/setup-uv", "0" * 40, True),
    ],
)
def test_a_ref_exists_if_the_actions_repository_has_it(name: str, ref: str, exists: bool) -> None:
    """Only some actions have a short tag such as v7."""
    assert Use("job", name, ref, ()).exists() is exists


def test_a_run_refused_at_start_up_has_no_jobs(
    restored_sandbox: Sandbox, shell: RunCommand
) -> None:
    """The symptom is reported, and only the run's page shows the message."""
    FAULTS["githubs-own-actions-only"](restored_sandbox)
    run = _dispatch(restored_sandbox)
    assert (run.conclusion, run.jobs) == ("startup_failure", [])
    assert restored_sandbox.refusals() == ["action-not-allowed"]
    url = f"https://github.com/{restored_sandbox.facts.slug}/actions/runs/{run.id}"
    read = f"import urllib.request as u; print(u.urlopen('{url}').read())"
    page = shell(f'python3 -c "{read}"').stdout
    assert "are not allowed in awslabs/open-hostfactory-plugin" in page


def test_a_job_fails_in_set_up_job_when_a_ref_of_an_action_is_missing(
    restored_sandbox: Sandbox,
) -> None:
    """The job has only that step, and its log has the message."""
    FAULTS["publishing-action-at-v1"](restored_sandbox)
    run = _dispatch(restored_sandbox)
    job = next(job for job in run.jobs if job.key == "publish-testpypi")
    assert [(step.name, step.conclusion) for step in job.steps] == [("Set up job", "failure")]
    assert "unable to find version `v1`" in job.steps[0].lines[-1][1]
    assert restored_sandbox.refusals() == ["action-ref-not-found"]
