"""GitHub's description of its REST API, and the errors that the check of answers finds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.sandbox.github import api_description, json_environments, json_releases, json_runs
from tests.sandbox.github.deployment_environment import Environment
from tests.sandbox.github.json_accounts import profile
from tests.sandbox.github.json_repository import commit, repository
from tests.sandbox.github.rest_routes import ROUTES, UNDESCRIBED
from tests.sandbox.github.runs import Job, Run, Step
from tests.sandbox.github.state import Account, Release, State, Team

_OWNER, _USER = Account("awslabs", 1, "Organization"), Account("someone", 2)
_STATE = State(_OWNER, "r", 1, {"someone": _USER}, [Team("t", 501, ["someone"])], {})
_ENVIRONMENT = Environment(
    3, "pypi", 0, reviewers=[("Team", 501), ("User", 2)], wait_timer=5, policy="custom"
)
_STEP = Step(1, "Set up job", status="completed", conclusion="success", started_at=1.0)
_JOB = Job(5, "a", "a", "completed", "success", 1.0, 2.0, steps=[_STEP])
_RUN = Run(4, 1, "w.yml", "w", "w", "push", "refs/heads/main", "c0ffee", "someone", {}, 0.0)
_RELEASE = Release(6, "v1", "n", "b", False, False, "main", "someone", 0.0, 1.0)
_R = "/repos/awslabs/r"

#: (path of a GET request, its answer)
ANSWERS: list[tuple[str, Any]] = [
    ("/user", profile(_USER)),
    (_R, repository(_STATE)),
    (f"{_R}/commits/main", commit(_STATE, "c0ffee", "Subject")),
    (f"{_R}/environments/pypi", json_environments.environment(_STATE, _ENVIRONMENT)),
    (f"{_R}/releases", [json_releases.release(_STATE, _RELEASE)]),
    (f"{_R}/actions/runs/4", json_runs.run(_STATE, _RUN, 7, "Subject")),
    (f"{_R}/actions/jobs/5", json_runs.job(_STATE, _RUN, _JOB)),
]

#: Keys of answers that the description lacks; other keys may be added to any object.
_UNDESCRIBED_KEYS = {"can_admins_bypass", "has_downloads"}


def test_the_schema_describes_the_routes_and_no_others() -> None:
    """After a change of the routes, run rest_schema_generator."""
    described = api_description.described()
    answered = {f"{method} {path}" for method, path, _ in ROUTES}
    found = {each: api_description.matching(each, described) for each in answered}
    assert {each for each, template in found.items() if template is None} == UNDESCRIBED
    assert set(found.values()) - {None} == set(described)


@pytest.mark.parametrize(("path", "answer"), ANSWERS)
def test_an_answer_of_the_stand_in_fits(path: str, answer: Any) -> None:
    assert api_description.problem_with("GET", path, answer) is None


def _changed(answer: Any, change: Callable[[dict[str, Any]], object]) -> Any:
    """A copy of the answer, or of its first item, with one change."""
    first = dict(answer[0] if isinstance(answer, list) else answer)
    change(first)
    return [first] if isinstance(answer, list) else first


@pytest.mark.parametrize(("path", "answer"), ANSWERS)
def test_a_missing_key_is_found(path: str, answer: Any) -> None:
    """`url` is required in each of these objects; the problem names both routes."""
    problem = api_description.problem_with("GET", path, _changed(answer, lambda o: o.pop("url")))
    assert problem is not None
    assert problem.startswith(f"GET {path} is not as GitHub describes GET /")


@pytest.mark.parametrize(("path", "answer"), ANSWERS)
def test_a_wrong_type_is_found(path: str, answer: Any) -> None:
    """A number for a string, and a string that could be converted to a number or a boolean."""
    wrong_values: dict[type, object] = {str: 5, int: "5", bool: "true"}
    for key, right in (answer[0] if isinstance(answer, list) else answer).items():
        if type(right) in wrong_values and key not in _UNDESCRIBED_KEYS:
            wrong = _changed(answer, partial(_put, key, wrong_values[type(right)]))
            assert api_description.problem_with("GET", path, wrong), key


def _put(key: str, value: object, changed: dict[str, Any]) -> None:
    changed[key] = value


@pytest.mark.parametrize("answer", [None, 5, "x", True, [5]])
@pytest.mark.parametrize("path", dict(ANSWERS))
def test_an_answer_of_another_kind_is_found(path: str, answer: object) -> None:
    assert api_description.problem_with("GET", path, answer)


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (f"{_R}/actions/jobs/5", "status", "finished"),
        (f"{_R}/actions/jobs/5", "conclusion", "passed"),
        (f"{_R}/actions/jobs/5", "started_at", "yesterday"),
        (f"{_R}/actions/jobs/5", "started_at", "2025-13-01T00:00:00Z"),
        (f"{_R}/actions/jobs/5", "steps", [{"name": "a"}]),
        (f"{_R}/environments/pypi", "protection_rules", [{"type": "other"}]),
    ],
)
def test_a_value_that_github_does_not_describe_is_found(path: str, key: str, value: object) -> None:
    """Values of an enumeration, times, and objects inside the answer."""
    wrong = {**dict(ANSWERS)[path], key: value}
    assert f"$.{key}" in (api_description.problem_with("GET", path, wrong) or "")


def test_a_problem_is_one_sentence() -> None:
    wrong = {key: value for key, value in dict(ANSWERS)[_R].items() if key != "id"}
    assert api_description.problem_with("GET", _R, wrong) == (
        f"GET {_R} is not as GitHub describes GET /repos/{{owner}}/{{repo}}:"
        " $: 'id' is a required property"
    )


def test_json_in_an_answer_that_has_none_on_github_is_found() -> None:
    path = f"{_R}/git/refs/tags/v3.1.0"
    assert api_description.problem_with("DELETE", path, {})


def test_an_operation_that_the_file_lacks_has_no_problem() -> None:
    assert api_description.problem_with("POST", "/graphql", {"data": 5}) is None
