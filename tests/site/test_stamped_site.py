"""The stamps of a small site after runs of its pages: what they say, and of which text."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT
from tests.evaluate.example_guide import Guide, fence
from tests.site.built_site import QUIET

HOOKS = ROOT / "overrides/hooks"
SETTINGS = f"""site_name: Stamps
plugins: [macros]
hooks: [{HOOKS}/import_path.py, {HOOKS}/run_stamp.py]
markdown_extensions:
  - pymdownx.superfences
  - pymdownx.snippets:
      base_path: [!relative $config_dir]
"""
GIT = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c"]
COMMIT = ["commit", "-qm", "x", "--allow-empty"]


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    """A page that includes a block, one that comes after it, and a third one."""
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    (tmp_path / "block.sh").write_text("echo one\n")
    for command in (["init", "-q"], COMMIT):
        subprocess.run([*GIT, *command], cwd=tmp_path, check=True, timeout=60)
    return Guide(tmp_path).write(
        index=fence("bash", "--8<-- 'block.sh'") + fence("text", "x"),
        b="---\nafter: [index.md]\n---\n" + fence("bash", "echo two"),
        c=fence("bash", "echo three") + "No block.\n",
    )


def stamps(guide: Guide) -> dict[str, str]:
    """Build the site; return the stamp of each page."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=guide.root, text=True,
        capture_output=True, check=False, timeout=120, env={"PATH": "/usr/bin:/bin", **QUIET},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    pages = {"index": "index.html", "b": "b/index.html", "c": "c/index.html"}
    html = {name: (guide.root / "site" / path).read_text() for name, path in pages.items()}
    found = {name: re.findall(r'<p class="ran">(.*?)</p>', text) for name, text in html.items()}
    assert all(len(each) == 1 for each in found.values())
    return {name: re.sub("<.*?>", "", each[0]) for name, each in found.items()}


def test_the_stamps_follow_the_pages_and_their_prerequisites(guide: Guide) -> None:
    assert {text[:33] for text in stamps(guide).values()} == {"The blocks of this page were not "}
    assert "4 passed" in guide.pytest()
    ran = stamps(guide)
    assert all(re.match(r"Ran .*: 1 of 1 blocks passed", text) for text in ran.values()), ran
    (guide.root / "block.sh").write_text("echo 1\n")
    guide.write(c=fence("bash", "echo three") + "Prose.\n")
    now = stamps(guide)
    assert all("changed since it last ran" in text for text in now.values()), now


def test_a_failure_and_another_commit_are_named_in_the_stamp(guide: Guide) -> None:
    guide.write(c=fence("bash", "true") + fence("bash", "false"))
    assert "1 failed, 4 passed" in guide.pytest()
    found = stamps(guide)
    assert found["c"].startswith("1 of 2 blocks failed when they last ran")
    assert found["b"].startswith("Ran ")
    subprocess.run([*GIT, *COMMIT], cwd=guide.root, check=True, timeout=60)
    found = stamps(guide)
    assert "another version" in found["b"] and found["c"].startswith("1 of 2 blocks failed")
