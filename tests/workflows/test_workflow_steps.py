"""The files under .github are valid, and each step of publish.yml does what its name says."""

import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from overrides.hooks.facts import PUBLISH
from tests import ROOT
from tests.drift.sources import facts, tree
from tests.workflows.step_run import run_step


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", ".github/workflows/*.yml"),
        ("vendor.dependabot", ".github/dependabot.yml"),
        ("vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/*.yml"),
    ],
)
def test_the_files_are_valid_by_their_schemas(schema: str, files: str) -> None:
    """The schemas are check-jsonschema's vendored ones."""
    # Imported here, because jsonschema may take seconds to import.
    from check_jsonschema import main  # type: ignore[import-untyped]

    paths = [str(path) for path in ROOT.glob(files)]
    assert paths
    checked = CliRunner().invoke(main, ["--builtin-schema", schema, *paths])
    assert checked.exit_code == 0, checked.output


def step(job: str, name: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return run_step(PUBLISH, job, name, folder, **variables)


def test_a_branch_is_not_published_to_pypi(tmp_path: Path) -> None:
    """The error names the branch, and the option to use instead."""
    refused = step("build", "Refuse to publish a branch to PyPI", tmp_path, GITHUB_REF_NAME="main")
    assert refused.returncode == 1
    assert "::error::" in refused.stdout and "main is a branch" in refused.stdout
    assert "--ref v1.2.3" in refused.stdout


def test_a_version_for_testpypi_is_numbered_by_the_time(tmp_path: Path) -> None:
    """setuptools-scm gets a distance of fourteen digits, which grows and adds no local part."""
    assert step("build", "Number the rehearsal", tmp_path).returncode == 0
    line = (tmp_path / "ENV").read_text()
    assert re.fullmatch(r"SETUPTOOLS_SCM_PRETEND_METADATA=\{distance=20\d{12}\}\n", line)


def test_the_version_is_the_second_part_of_the_wheel_s_name(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/open_hostfactory_plugin-1.2.4.dev5-py3-none-any.whl").touch()
    (tmp_path / "dist/open_hostfactory_plugin-1.2.4.dev5.tar.gz").touch()
    assert step("build", "Read the version", tmp_path).returncode == 0
    assert (tmp_path / "OUTPUT").read_text() == "version=1.2.4.dev5\n"


@pytest.mark.parametrize(("tag", "code"), [("v1.2.3", 0), ("v1.2.4", 1), ("1.2.3", 1)])
def test_the_tag_must_be_v_and_the_version(tmp_path: Path, tag: str, code: int) -> None:
    """The error names both."""
    name = "Compare the tag with the version"
    done = step("build", name, tmp_path, GITHUB_REF_NAME=tag, VERSION="1.2.3")
    assert done.returncode == code
    assert (f"The tag is {tag}, but the distributions are 1.2.3." in done.stdout) == bool(code)


def summary(folder: Path, **variables: str) -> str:
    """The step summary that the last job writes."""
    env = {"VERSION": "1.2.3", "INDEX": "pypi", "FAILED": "false", "RESULTS": "", **variables}
    env |= {
        "PACKAGE_NAME": facts().package,
        "GUIDE": tree(PUBLISH)["jobs"]["summary"]["env"]["GUIDE"],
    }
    written = step("summary", "Write the summary", folder, **env)
    assert written.returncode == 0, written.stderr
    return (folder / "STEP_SUMMARY").read_text()


@pytest.mark.parametrize(
    ("index", "command"),
    [
        ("pypi", "python -m pip install open-hostfactory-plugin==1.2.3\n"),
        ("testpypi", "--index-url https://test.pypi.org/simple/ --no-deps open-host"),
    ],
)
def test_the_summary_of_a_success_shows_the_install_command(
    tmp_path: Path, index: str, command: str
) -> None:
    """It names version and index, and links no troubleshooting page."""
    text = summary(tmp_path, INDEX=index)
    assert command in text and f"1.2.3 is on {index}\n" in text and "troubleshooting" not in text


def test_the_summary_of_a_failure_names_the_failed_jobs_and_links_the_box(tmp_path: Path) -> None:
    text = summary(
        tmp_path, FAILED="true", RESULTS="build=success sbom=failure publish-pypi=failure"
    )
    assert re.findall(r"the job `(.+?)` failed", text) == ["sbom", "publish-pypi"]
    assert f"({facts().site_url}troubleshooting/#log)" in text and "1.2.3 is on" not in text


def test_the_summary_gets_the_result_of_every_job_that_it_needs() -> None:
    job = tree(PUBLISH)["jobs"]["summary"]
    results = re.findall(r"([\w-]+)=\$\{\{ needs\.([\w-]+)\.result \}\}", job["env"]["RESULTS"])
    assert results == [(name, name) for name in job["needs"]]
