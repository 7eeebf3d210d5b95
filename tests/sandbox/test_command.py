"""`python -m tests.sandbox`: its options, its exit status, and the repository that it copies."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests import ROOT

LOGIN = "gh auth login --hostname github.com --git-protocol https --web"


def _sandbox(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.sandbox", *arguments]
    return subprocess.run(
        command,
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_command_runs_in_the_clone_and_its_exit_status_is_returned() -> None:
    done = _sandbox("--fresh", "-c", "git remote get-url origin; exit 7")
    assert done.returncode == 7
    assert done.stdout == "https://github.com/awslabs/open-hostfactory-plugin\n"


def test_without_a_command_a_shell_opens_after_the_welcome() -> None:
    """The welcome has the path of the clone and the URL of the web forms."""
    done = _sandbox("--fresh", stdin="pwd; exit 3\n")
    assert done.returncode == 3, done.stderr
    *welcome, folder = done.stdout.splitlines()
    assert welcome[1].split() == ["your", "clone", folder]
    assert re.fullmatch(r"  web forms    http://pypi\.org\.localhost:\d+/", welcome[2])
    assert re.fullmatch(r"  GitHub's     http://github\.com\.localhost:\d+/", welcome[3])


def test_environments_are_set_up_unless_the_option_fresh_is_given() -> None:
    """With the option, nothing is: `gh` has no account, and GitHub has no environment."""
    count = "gh api repos/awslabs/open-hostfactory-plugin/environments --jq .total_count"
    assert _sandbox("-c", count).stdout == "2\n"
    fresh = _sandbox("--fresh", "-c", f"gh auth status || {LOGIN} && {count}")
    assert fresh.stdout == "0\n"
    assert "You are not logged into any GitHub hosts." in fresh.stderr


def test_the_repository_is_copied_and_not_changed(tmp_path: Path) -> None:
    """Commits and pushes in the sandbox change the copy only."""
    original = tmp_path / "mine"
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(original)]
    subprocess.run(["git", "init", "-q", str(original)], check=True, timeout=120)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "mine"], check=True, timeout=120)
    before = sorted(p.stat().st_mtime_ns for p in original.rglob("*"))
    done = _sandbox(
        "--repository", str(original), "-c",
        "git log --format=%s && git commit -q --allow-empty -m theirs && git push -q",
    )  # fmt: skip
    assert (done.returncode, done.stdout.split("\n")[-2]) == (0, "mine"), done.stderr
    assert sorted(p.stat().st_mtime_ns for p in original.rglob("*")) == before


def test_a_folder_that_is_no_repository_is_refused_in_one_sentence(tmp_path: Path) -> None:
    done = _sandbox("--repository", str(tmp_path), "-c", "true")
    assert done.returncode == 2
    reason = "no git repository with a commit; name the folder of one"
    git = f"fatal: repository '{tmp_path}' does not exist"
    assert done.stderr == f"tests.sandbox: {tmp_path}: {reason} ({git})\n"
