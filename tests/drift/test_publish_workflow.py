"""The properties of publish.yml that the guide relies on."""

import re

import pytest

from overrides.hooks.facts import PUBLISH, Job
from tests import ROOT
from tests.drift.sources import facts, tree

pytestmark = pytest.mark.drift

SECTIONS = [
    "triggers", "permissions", "concurrency", "env", "build", "sbom", "publish-testpypi",
    "publish-pypi", "summary",
]  # fmt: skip


def text() -> str:
    return (ROOT / PUBLISH).read_text()


def job(name: str) -> Job:
    return next(each for each in facts().workflow.jobs if each.id == name)


#: How people call the index of each environment.
LABELS = {"testpypi": "TestPyPI", "pypi": "PyPI"}
#: When each of them is published to: a release has no inputs.
CONDITIONS = {
    "testpypi": "inputs.environment == 'testpypi'",
    "pypi": "github.event_name == 'release' || inputs.environment == 'pypi'",
}


@pytest.mark.parametrize(("name", "host"), [("testpypi", "test.pypi.org"), ("pypi", "pypi.org")])
def test_a_publishing_job_only_downloads_and_publishes(name: str, host: str) -> None:
    """It has its own environment and address, `id-token: write` alone, and two steps."""
    publish = job(f"publish-{name}")
    assert publish.permissions == {"id-token": "write"}
    assert [action.name for action in publish.actions] == [
        "actions/download-artifact",
        "pypa/gh-action-pypi-publish",
    ]
    steps = tree(PUBLISH)["jobs"][publish.id]["steps"]
    assert len(steps) == 2 and steps[1]["with"]["attestations"] is True
    assert publish.environment and publish.environment.name == name
    assert publish.environment.url == f"https://{host}/project/{facts().package}/"
    assert tree(PUBLISH)["jobs"][publish.id]["name"] == f"Publish to {LABELS[name]}"
    assert publish.condition == CONDITIONS[name]


def test_only_publishing_jobs_have_a_write_permission() -> None:
    """The workflow's own permissions are empty."""
    assert not facts().workflow.permissions and tree(PUBLISH)["permissions"] == {}
    writers = {each.id for each in facts().workflow.jobs if "write" in each.permissions.values()}
    assert writers == {each.job for each in facts().workflow.environments}


def test_the_triggers_are_a_release_and_a_dispatch() -> None:
    """No other event starts the workflow, and a dispatch publishes to TestPyPI by default."""
    triggers = {each.event: each for each in facts().workflow.triggers}
    assert list(triggers) == ["release", "workflow_dispatch"]
    assert triggers["release"].types == ("published",)
    (choice,) = triggers["workflow_dispatch"].inputs
    assert (choice.name, choice.type, choice.default) == ("environment", "choice", "testpypi")
    assert set(choice.choices) == {each.name for each in facts().workflow.environments}


def test_the_form_of_a_dispatch_says_which_index_needs_a_tag() -> None:
    """It is the index to which a release publishes, too: a release has no inputs."""
    asked = tree(PUBLISH)["on"]["workflow_dispatch"]["inputs"]["environment"]
    assert asked["required"] is True
    named = re.search(r"\. (\w+) needs a release tag", asked["description"])
    assert named and named[1] == "pypi"
    assert set(re.findall(r"inputs\.environment \|\| '(\w+)'", text())) == {"pypi"}


def test_the_values_of_env_are_repeated_nowhere() -> None:
    """The Python version occurs once; the package's name also as a part of the repository's."""
    assert text().count(facts().python) == 1
    rest = text().replace(f"'{facts().slug}'", "").replace(facts().site_url, "")
    assert rest.count(facts().package) == 1


def test_only_the_real_repository_publishes() -> None:
    """The first job's condition names the repository, and all others need that job."""
    build, *others = facts().workflow.jobs
    assert build.condition == f"github.repository == '{facts().slug}'"
    assert all("build" in each.needs for each in others)


def test_the_summary_links_the_troubleshooting_pages_of_this_site() -> None:
    assert tree(PUBLISH)["jobs"]["summary"]["env"]["GUIDE"] == facts().site_url
    assert "${GUIDE}troubleshooting/" in tree(PUBLISH)["jobs"]["summary"]["steps"][0]["run"]
    assert (ROOT / "docs/troubleshooting/index.md").exists()


def test_the_bill_of_materials_stays_out_of_dist() -> None:
    """An index refuses a JSON file, so the SBOM is an artifact of its own."""
    uploads = {
        step["with"]["name"]: step["with"]["path"]
        for each in tree(PUBLISH)["jobs"].values()
        for step in each["steps"]
        if "upload-artifact" in step.get("uses", "")
    }
    assert uploads == {"dist": "dist/", "sbom": "sbom.cdx.json"}


def test_a_run_that_has_begun_is_never_cancelled() -> None:
    """A partial upload is worse than a late one. Each index has its own concurrency group."""
    assert tree(PUBLISH)["concurrency"]["cancel-in-progress"] is False
    assert "inputs.environment || 'pypi'" in tree(PUBLISH)["concurrency"]["group"]


def test_snippet_marks_delimit_every_section_once() -> None:
    """The sections are exactly SECTIONS, and none is nested in another."""
    marks = re.findall(r"# --8<-- \[(start|end):([\w-]+)\]", text())
    assert sorted(name for kind, name in marks if kind == "start") == sorted(SECTIONS)
    pairs = zip(marks[::2], marks[1::2], strict=True)
    assert all(start == ("start", end[1]) and end[0] == "end" for start, end in pairs)
