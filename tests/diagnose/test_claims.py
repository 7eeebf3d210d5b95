"""The claims in a log lead to the tab of a cause, or to PyPI's page about another publisher."""

from __future__ import annotations

import pytest

from overrides.hooks.failures import FOLDER, lookup
from tests import ROOT
from tests.diagnose.matching import Matcher

KNOWN = lookup(ROOT / "docs")
REFUSED = (
    "valid token, but no corresponding publisher (Publisher with matching claims was not found)"
)
REF = "o/r/.github/workflows/{}.yml@refs/tags/v1"


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(ROOT, KNOWN)


@pytest.mark.parametrize(
    ("claims", "tabs"),
    [
        ("* `environment`: `MISSING`", ["No environment in the job"]),
        ("    environment: None,", ["No environment in the job"]),
        ("* `sub`: `repo:o/r:ref:refs/tags/v1`", ["No environment in the job"]),
        ("* `sub`: `repo:o/r:environment:pypi`\n* `environment`: `pypi`", []),
        ('    environment: Some(\n        "pypi",\n    ),', []),
        (
            f"workflow_ref: {REF.format('a')}\njob_workflow_ref: {REF.format('b')}",
            ["Called workflow"],
        ),
        (f"workflow_ref: {REF.format('a')}\njob_workflow_ref: {REF.format('a')}", []),
        (f"job_workflow_ref: {REF.format('a')}", []),
    ],
)
def test_the_claims_in_a_log_lead_to_the_tab_of_their_cause(
    claims: str, tabs: list[str], matcher: Matcher
) -> None:
    first = matcher.matches(f"{REFUSED}\n\n{claims}\n")[0]
    assert (first.symptom, [tab.name for tab in first.tabs]) == ("invalid-publisher", tabs)


def test_each_tab_that_a_log_can_lead_to_is_on_its_page() -> None:
    """tests/browser/test_log_box_links.py follows the links."""
    for row in KNOWN["symptoms"]:
        text = (ROOT / "docs" / FOLDER / f"{row['symptom']}.md").read_text(encoding="utf-8")
        for tab in row["tabs"]:
            assert f'\n=== "{tab["name"]}"\n' in text, (row["symptom"], tab["name"])


#: Claims as warehouse/oidc/models of pypi/warehouse names them, and as uv prints them.
ELSEWHERE = {
    "GitLab CI/CD": [
        '"project_path": "g/p", "ci_config_ref_uri": "gitlab.com/g/p//ci.yml@refs/heads/main"',
        'GitLabTokenClaims {\n    sub: "project_path:g/p:ref_type:branch:ref:main",',
    ],
    "Google Cloud": [
        '"iss": "https://accounts.google.com", "email": "a@b", "email_verified": true'
    ],
    "ActiveState": ['"actor_id": "1", "ingredient": "p", "builder": "pypi-publisher"'],
    "Buildkite": ['BuildkiteTokenClaims {\n    sub: "organization:o:pipeline:p",'],
}


@pytest.mark.parametrize("name", KNOWN["elsewhere"], ids=lambda publisher: publisher["name"])
def test_the_claims_of_another_publisher_are_recognised(
    name: dict[str, str], matcher: Matcher
) -> None:
    for claims in ELSEWHERE[name["name"]]:
        found = matcher.answer(f"{REFUSED}\n{claims}\n")
        assert [each.name for each in found.elsewhere] == [name["name"]]
        assert found.elsewhere[0].url.startswith("https://docs.pypi.org/trusted-publishers/")
        assert found.matches[0].symptom == "invalid-publisher"


def test_the_claims_of_github_are_no_other_publishers(matcher: Matcher) -> None:
    claims = "\n".join(
        f"* `{name}`: `o/r`"
        for name in ("sub", "repository", "repository_owner", "workflow_ref", "ref", "environment")
    )
    assert matcher.answer(f"{REFUSED}\n{claims}").elsewhere == []
