"""The workflow files fit GitHub's schemas, and their steps do what their names say."""

import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from overrides.hooks.facts import PUBLISH
from tests import ROOT
from tests.drift.sources import facts, tree


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", ".github/workflows/*.yml"),
        ("vendor.dependabot", ".github/dependabot.yml"),
        ("vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/*.yml"),
    ],
)
def test_the_files_fit_their_schemas(schema: str, files: str) -> None:
    """check-jsonschema's vendored schema of each kind of file refuses none of ours."""
    # Here, because jsonschema may take seconds to import, and -m drift collects this file as well.
    from check_jsonschema import main  # type: ignore[import-untyped]

    paths = [str(path) for path in ROOT.glob(files)]
    assert paths
    checked = CliRunner().invoke(main, ["--builtin-schema", schema, *paths])
    assert checked.exit_code == 0, checked.output


def step(job: str, name: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs one step's own words as a runner does, with its files for outputs in the folder."""
    (script,) = [s["run"] for s in tree(PUBLISH)["jobs"][job]["steps"] if s.get("name") == name]
    files = {f"GITHUB_{kind}": str(folder / kind) for kind in ("ENV", "OUTPUT", "STEP_SUMMARY")}
    environment = {"PATH": "/usr/bin:/bin", **files, **variables}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_a_branch_is_not_published_to_pypi(tmp_path: Path) -> None:
    """The refusal says what ran, and what to do instead."""
    refused = step("build", "Refuse to publish a branch to PyPI", tmp_path, GITHUB_REF_NAME="main")
    assert refused.returncode == 1
    assert "::error::" in refused.stdout and "main is a branch" in refused.stdout
    assert "--ref v1.2.3" in refused.stdout


def test_a_rehearsal_is_numbered_by_the_time(tmp_path: Path) -> None:
    """setuptools-scm is told a distance of fourteen digits, which rises and has no local part."""
    assert step("build", "Number the rehearsal", tmp_path).returncode == 0
    line = (tmp_path / "ENV").read_text()
    assert re.fullmatch(r"SETUPTOOLS_SCM_PRETEND_METADATA=\{distance=20\d{12}\}\n", line)


def test_the_version_is_read_from_the_wheel(tmp_path: Path) -> None:
    """It is the second part of the wheel's name."""
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/open_hostfactory_plugin-1.2.4.dev5-py3-none-any.whl").touch()
    (tmp_path / "dist/open_hostfactory_plugin-1.2.4.dev5.tar.gz").touch()
    assert step("build", "Read the version", tmp_path).returncode == 0
    assert (tmp_path / "OUTPUT").read_text() == "version=1.2.4.dev5\n"


@pytest.mark.parametrize(("tag", "code"), [("v1.2.3", 0), ("v1.2.4", 1), ("1.2.3", 1)])
def test_a_tag_is_held_against_the_version(tmp_path: Path, tag: str, code: int) -> None:
    """Only `v` and the version passes; the refusal names both."""
    name = "Hold the tag against the version"
    held = step("build", name, tmp_path, GITHUB_REF_NAME=tag, VERSION="1.2.3")
    assert held.returncode == code
    assert (f"The tag is {tag}, but the distributions are 1.2.3." in held.stdout) == bool(code)


def summary(folder: Path, **variables: str) -> str:
    """What the last job writes."""
    env = {"VERSION": "1.2.3", "INDEX": "pypi", "FAILED": "false", "RESULTS": "", **variables}
    env |= {
        "PACKAGE_NAME": facts().package,
        "GUIDE": tree(PUBLISH)["jobs"]["summary"]["env"]["GUIDE"],
    }
    written = step("summary", "Write the summary", folder, **env)
    assert written.returncode == 0, written.stderr
    return (folder / "STEP_SUMMARY").read_text()


@pytest.mark.parametrize(
    ("index", "says"),
    [
        ("pypi", "python -m pip install open-hostfactory-plugin==1.2.3\n"),
        ("testpypi", "--index-url https://test.pypi.org/simple/ --no-deps open-host"),
    ],
)
def test_the_summary_says_how_to_install(tmp_path: Path, index: str, says: str) -> None:
    """A good run gives version, index and command."""
    text = summary(tmp_path, INDEX=index)
    assert says in text and f"1.2.3 is on {index}\n" in text and "troubleshooting" not in text


def test_the_summary_of_a_failure_links_the_box(tmp_path: Path) -> None:
    """It names the jobs that failed and no other, and where their log finds its page."""
    text = summary(
        tmp_path, FAILED="true", RESULTS="build=success sbom=failure publish-pypi=failure"
    )
    assert re.findall(r"the job `(.+?)` failed", text) == ["sbom", "publish-pypi"]
    assert f"({facts().site_url}troubleshooting/#log)" in text and "1.2.3 is on" not in text


def test_the_summary_hears_of_every_job() -> None:
    """Each job that it waits for is among the results that it reads."""
    job = tree(PUBLISH)["jobs"]["summary"]
    results = re.findall(r"([\w-]+)=\$\{\{ needs\.([\w-]+)\.result \}\}", job["env"]["RESULTS"])
    assert results == [(each, each) for each in job["needs"]]
