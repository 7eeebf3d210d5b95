"""What somebody else does to the world while the reader looks away; breakages are made of it."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from packaging.utils import canonicalize_version

from overrides.hooks.facts import PUBLISH

from .github.events import BOT
from .pypi.names import create_project
from .pypi.release import File, Release
from .pypi.state import Project, Publisher
from .world import Sandbox


def workflow_text(sandbox: Sandbox) -> str:
    """publish.yml as it is on main at GitHub."""
    return (sandbox.github.bare.file("refs/heads/main", PUBLISH) or "") + "\n"


def commit_workflow(sandbox: Sandbox, text: str, subject: str) -> None:
    """Put publish.yml's new text onto main."""
    commit_file(sandbox, PUBLISH, text, subject)


def commit_file(
    sandbox: Sandbox, path: str, text: str | None, subject: str, branch: str = "main"
) -> None:
    """Put one file's text onto main, as a merged pull request does; None takes the file away.

    Another `branch` goes on from main.
    """

    def change(folder: Path) -> None:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink() if text is None else target.write_text(text)

    commit_change(sandbox, subject, change, branch)


def commit_change(
    sandbox: Sandbox, subject: str, change: Callable[[Path], object], branch: str = "main"
) -> None:
    """Put onto main, or onto a branch that goes on from it, what `change` does to a clone."""
    bare, environment = sandbox.github.bare, sandbox.environment
    scratch = bare.folder.with_suffix(".other")
    git(bare.folder.parent, environment, "clone", "-q", str(bare.folder), scratch.name)
    change(scratch)
    git(scratch, environment, "add", "--all")
    git(scratch, environment, "commit", "-q", "-m", subject)
    git(scratch, environment, "push", "-q", "origin", f"HEAD:refs/heads/{branch}")
    shutil.rmtree(scratch)


def replace_in(sandbox: Sandbox, path: str, subject: str, *changes: tuple[str, str]) -> None:
    """Put onto main a file with some of its text replaced. Raises ValueError if it is not there."""
    text = sandbox.github.bare.file("refs/heads/main", path) or ""
    for old, new in changes:
        if old not in text:
            raise ValueError(f"{path} on main has no {old!r}")
        text = text.replace(old, new, 1)
    commit_file(sandbox, path, text.rstrip("\n") + "\n", subject)


def tag(sandbox: Sandbox, name: str) -> None:
    """Tag main's newest commit, as somebody does who pushes a tag."""
    git(sandbox.github.bare.folder, sandbox.environment, "tag", name, "main")


def git(folder: Path, environment: Mapping[str, str], *arguments: str) -> None:
    """Raises CalledProcessError when git refuses."""
    command = ["git", *arguments]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


def use_pending(sandbox: Sandbox, site: str) -> None:
    """The project exists as after its first run: the pending publisher is an ordinary one now."""
    state = sandbox.indexes[site].state
    _, pending = state.pending.popitem()
    project = Project(pending.project_name, {pending.added_by: "Owner"})
    state.add_project(project, time.time())
    publisher = Publisher(pending.owner, pending.repository, pending.owner_id, pending.workflow,
                          pending.environment, [project.id])  # fmt: skip
    state.publishers[publisher.id] = publisher


def release_by_bot(sandbox: Sandbox, tag: str) -> None:
    """A release of main that a workflow made with the token of its own run."""
    state, token = sandbox.github.state, "sandbox-token-of-a-run"
    state.tokens[token] = BOT
    url = f"https://api.github.com/repos/{sandbox.facts.slug}/releases"
    body = {"tag_name": tag, "name": tag, "body": "Released automatically."}
    sandbox.browser.post(url, body, {"Authorization": f"Bearer {token}"})
    del state.tokens[token]


def add_file(sandbox: Sandbox, site: str, version: str, filename: str, content: bytes) -> None:
    """A file that is on the index already; only its name and its digests matter."""
    index = sandbox.indexes[site]
    found = index.state.project(sandbox.facts.package)
    if found is None:
        raise LookupError(f"{index.site.title} has no project {sandbox.facts.package}")
    hashes = {
        "md5": hashlib.md5(content, usedforsecurity=False).hexdigest(),
        "sha256": hashlib.sha256(content).hexdigest(),
        "blake2_256": hashlib.blake2b(content + filename.encode(), digest_size=32).hexdigest(),
    }
    kind = ("bdist_wheel", "py3") if filename.endswith(".whl") else ("sdist", "source")
    fresh = Release(version, time.time(), _info(version))
    release = found.releases.setdefault(str(canonicalize_version(version)), fresh)
    release.files.append(File(filename, *kind, len(content), hashes, time.time()))
    index.state.used_filenames.add(filename)


def _info(version: str) -> dict[str, object]:
    """What the JSON API would show of such a file."""
    return {"version": version, "requires_python": None, "summary": None}


def build(sandbox: Sandbox, version: str) -> Path:
    """The dist/ of the reader, with sdist and wheel of a version."""
    environment = {**sandbox.environment, "SETUPTOOLS_SCM_PRETEND_VERSION": version}
    command = ["uv", "build", "--quiet"]
    subprocess.run(command, cwd=sandbox.folder, env=environment, check=True, capture_output=True)
    return sandbox.folder / "dist"


def use_publishers(sandbox: Sandbox, site: str) -> None:
    """The projects of the pending publishers exist, as after a first run."""
    state = sandbox.indexes[site].state
    for pending in list(state.pending.values()):
        project = Project(pending.project_name, {pending.added_by: "Owner"})
        create_project(state, project, pending.added_by, time.time())
        ordinary = Publisher(
            pending.owner, pending.repository, pending.owner_id, pending.workflow,
            pending.environment, [project.id],
        )  # fmt: skip
        state.publishers[ordinary.id] = ordinary
        del state.pending[pending.id]
