"""uv refuses a tool of publish.yml whose file has another hash than the lock."""

from __future__ import annotations

import re

import pytest

from overrides.hooks.facts import PUBLISH
from tests import ROOT
from tests.drift.sources import tree
from tests.sandbox.fixtures import RunCommand
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.repository import TOOLS_LOCK

LOCK = (ROOT / TOOLS_LOCK).read_text(encoding="utf-8")
#: A file's hash, wrong in its first digits.
HASH, WRONG = r"sha256:[0-9a-f]{8}", "sha256:00000000"


@pytest.mark.parametrize(
    ("job", "tool"), [("build", "pluggy"), ("build", "rich"), ("sbom", "lxml")]
)
def test_a_tool_with_another_hash_is_refused(
    restored_sandbox: Sandbox, shell: RunCommand, job: str, tool: str
) -> None:
    """pluggy is a part of the build backend, rich of twine, lxml of cyclonedx-bom."""
    path = restored_sandbox.folder / TOOLS_LOCK
    commands = "\n".join(step.get("run", "") for step in tree(PUBLISH)["jobs"][job]["steps"])
    used = re.findall(r"^uv (?:build|venv tools|pip sync) ?.*$", commands, re.MULTILINE)
    path.write_text(re.sub(rf"^{tool}==.*\n(?: .*\n)+", _spoiled, LOCK, flags=re.MULTILINE))
    refused = shell(" && ".join(["rm -rf tools dist", *used]))
    path.write_text(LOCK)
    assert refused.returncode != 0 and f"Hash mismatch for `{tool}==" in refused.stderr


def test_uvx_compares_no_hashes(restored_sandbox: Sandbox, shell: RunCommand) -> None:
    """That is why the jobs do not use it: it runs a tool whose hashes are all wrong."""
    path = restored_sandbox.folder / TOOLS_LOCK
    path.write_text(re.sub(HASH, WRONG, LOCK))
    done = shell(f"uvx --constraints {TOOLS_LOCK} twine --version")
    path.write_text(LOCK)
    assert done.returncode == 0 and "twine version" in done.stdout


def _spoiled(found: re.Match[str]) -> str:
    return re.sub(HASH, WRONG, found[0])
