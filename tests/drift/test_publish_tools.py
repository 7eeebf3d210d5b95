"""The tools of publish.yml are locked, by version and hash, and the pages say how."""

from __future__ import annotations

import re
import tomllib

import pytest

from overrides.hooks.facts import PUBLISH
from tests import ROOT
from tests.drift.sources import facts, tree
from tests.sandbox.workstation.repository import SPECIMEN, TOOLS, TOOLS_LOCK

pytestmark = pytest.mark.drift

LOCK = (ROOT / TOOLS_LOCK).read_text(encoding="utf-8")
LISTED = {
    line for line in (ROOT / TOOLS).read_text(encoding="utf-8").splitlines() if line[0] != "#"
}
#: A locked tool: its name, its version, the rest of its requirement with the hashes.
TOOL = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?P<rest>(?:.*\\\n)+.*\n)", re.MULTILINE)


def locked() -> dict[str, str]:
    return {found["name"]: found["version"] for found in TOOL.finditer(LOCK)}


def commands(job: str) -> str:
    return "\n".join(step.get("run", "") for step in tree(PUBLISH)["jobs"][job]["steps"])


def test_the_lock_has_each_tool_with_hashes_and_no_address() -> None:
    """Every requirement is pinned and hashed; the place to fetch it from is not in the lock."""
    lines = [line for line in LOCK.splitlines() if re.match(r"\S", line) and line[0] != "#"]
    assert len(locked()) == len(lines) > len(LISTED)
    assert all("--hash=sha256:" in found["rest"] for found in TOOL.finditer(LOCK))
    assert "://" not in LOCK and "--index" not in LOCK and "--find-links" not in LOCK


def test_the_list_names_the_build_backend_and_what_the_jobs_run() -> None:
    """The backend is the one that pyproject.toml requires."""
    build = tomllib.loads((SPECIMEN / "pyproject.toml").read_text(encoding="utf-8"))
    assert {*build["build-system"]["requires"], "twine", "cyclonedx-bom"} == LISTED <= set(locked())
    assert "tools/bin/twine check" in commands("build")
    assert "tools/bin/cyclonedx-py" in commands("sbom")


def test_no_job_fetches_a_tool_that_is_not_locked() -> None:
    """Each build and each installation of a tool compares hashes; `uvx` would not."""
    run = "\n".join(map(commands, tree(PUBLISH)["jobs"]))
    assert "uvx" not in run and "uv tool" not in run and "pip install --upgrade" not in run
    uses = [line for line in run.splitlines() if re.search(r"uv (build|pip (?!install))", line)]
    assert len(uses) == 3
    assert all(TOOLS_LOCK in line and "--require-hashes" in line for line in uses)


def test_the_lock_was_made_by_the_command_of_the_page() -> None:
    """uv writes it into the first lines, without the options that change nothing in the file."""
    page = (ROOT / "docs/reference/workflow.md").read_text(encoding="utf-8").replace("\\\n ", "")
    (shown,) = re.findall(r"^uv pip compile .*$", page, re.MULTILINE)
    made = LOCK.splitlines()[1].strip("# ")
    assert made == shown.replace(" --quiet", "").replace(" --upgrade", "").replace("  ", " ")
    assert f"--python-version {facts().python} " in made


def test_the_pages_run_the_locked_twine() -> None:
    """All but the page about a twine that is too old, and a command that later ones lack."""
    paths = set((ROOT / "docs").rglob("*.md"))
    paths -= {ROOT / "docs/troubleshooting/metadata-version-unsupported.md"}
    pages = [path.read_text(encoding="utf-8") for path in paths]
    named = {
        version
        for page in pages
        for version in re.findall(r"uvx twine@([\d.]+\d)(?![\d.]| register)", page)
    }
    assert named == {locked()["twine"]}


def test_dependabot_looks_into_the_folder_of_the_lock() -> None:
    (uv,) = [e for e in tree(".github/dependabot.yml")["updates"] if e["package-ecosystem"] == "uv"]
    assert f"/{TOOLS.rpartition('/')[0]}" in uv["directories"] and uv["cooldown"]
