"""The repository that is tried: a copy of it, its owner and name, its branch and its tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.preflight.problem import PreflightError
from tests.preflight.source_git import SECONDS, GitError, git, text

_SLUG = re.compile(r"github\.com(?::\d+)?[:/]+([\w.-]+)/([\w.-]+?)(?:\.git)?/?$")
_LINK = re.compile(r"https?://github\.com/([\w.-]+)/([\w.-]+?)(?:\.git)?(?=[/\"'#\s]|$)")
#: Files that name the repository when no remote does.
_NAMING = ("pyproject.toml", "setup.cfg", "setup.py")


@dataclass(frozen=True)
class Target:
    """`copy` is a clone with the changes that are not committed yet, in one commit more.

    `uncommitted` are their paths. `tags` are the newest first.
    """

    source: Path
    copy: Path
    home: Path
    owner: str
    repository: str
    branch: str
    tags: tuple[str, ...]
    uncommitted: tuple[str, ...]

    @property
    def slug(self) -> str:
        return f"{self.owner}/{self.repository}"

    def git(self, *arguments: str) -> str:
        """What git prints in the copy. Raises GitError."""
        return text(self.copy, *arguments, home=self.home)


def read(path: Path, folder: Path, slug: str | None = None, *, seconds: float = SECONDS) -> Target:
    """Copy the repository at `path` into `folder`; `slug` is `OWNER/NAME`, if it is given.

    `seconds` is the limit for the copy.

    Raises:
        PreflightError: it is no git repository with a commit, or its owner cannot be known.
    """
    home, copy = folder / "git-home", folder / "copy"
    home.mkdir(parents=True)
    source = _top(path, home)
    try:
        text(source, "rev-parse", "--verify", "HEAD^{commit}", home=home)
        git(folder, "clone", "-q", "--no-hardlinks", str(source), str(copy), home=home,
            seconds=min(seconds, SECONDS))  # fmt: skip
        branch = _default_branch(source, home)
        text(copy, "checkout", "-q", "-B", branch, _head(source, home), home=home)
        uncommitted = _commit_changes(source, copy, home)
        tags = text(source, "tag", "--sort=-creatordate", home=home).split()
    except GitError as error:
        problem = f"{path}: no git repository with a commit that can be cloned ({error})"
        raise PreflightError(problem) from None
    except OSError as error:
        raise PreflightError(f"{path}: it cannot be read ({error})") from None
    owner, name = _names(source, copy, home, slug)
    return Target(source, copy, home, owner, name, branch, tuple(tags), uncommitted)


def _top(path: Path, home: Path) -> Path:
    if not path.is_dir():
        raise PreflightError(f"{path}: no such folder")
    try:
        bare = text(path, "rev-parse", "--is-bare-repository", home=home) == "true"
        what = "--absolute-git-dir" if bare else "--show-toplevel"
        return Path(text(path, "rev-parse", what, home=home))
    except GitError as error:
        raise PreflightError(f"{path}: no git repository ({error})") from None


def _head(source: Path, home: Path) -> str:
    return text(source, "rev-parse", "HEAD", home=home)


def _default_branch(source: Path, home: Path) -> str:
    """The remote's default branch as the clone knows it, else the one that is checked out."""
    for ref, prefix in (
        ("refs/remotes/origin/HEAD", "refs/remotes/origin/"),
        ("HEAD", "refs/heads/"),
    ):
        try:
            return text(source, "symbolic-ref", ref, home=home).removeprefix(prefix)
        except GitError:
            continue
    return "main"


def _commit_changes(source: Path, copy: Path, home: Path) -> tuple[str, ...]:
    """Commit what differs from HEAD in the source's work tree: tracked files, and new workflows."""
    if text(source, "rev-parse", "--is-bare-repository", home=home) == "true":
        return ()
    changes = git(source, "diff", "--binary", "--no-ext-diff", "--no-textconv", "HEAD", home=home)
    others = ("ls-files", "-z", "--others", "--exclude-standard", "--", ".github")
    listed = text(source, *others, home=home).split("\0")
    new = [
        name for name in listed if (source / name).is_file() and not (source / name).is_symlink()
    ]
    if changes:
        git(copy, "apply", "--index", "--whitespace=nowarn", home=home, given=changes)
    for name in new:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes((source / name).read_bytes())
        text(copy, "add", "--force", "--", name, home=home)
    names = text(copy, "diff", "--cached", "--name-only", "-z", "HEAD", home=home)
    changed = [name for name in names.split("\0") if name]
    if changed:
        text(copy, "commit", "-q", "--no-gpg-sign", "-m", "Changes not committed yet", home=home)
    return tuple(changed)


def _names(source: Path, copy: Path, home: Path, slug: str | None) -> tuple[str, str]:
    for found in _candidates(source, copy, home, slug):
        return found[1], found[2]
    raise PreflightError(
        f"{source}: no remote is at github.com, so its owner is not known;"
        " name it with --repository OWNER/NAME"
    )


def _candidates(source: Path, copy: Path, home: Path, slug: str | None) -> Iterator[re.Match[str]]:
    """The owner and name: as given, of `origin`, of another remote, of the project's own links."""
    if slug is not None:
        given = re.fullmatch(r"([\w.-]+)/([\w.-]+)", slug)
        if given is None:
            raise PreflightError(f"--repository {slug}: write OWNER/NAME")
        yield given
    names = text(source, "remote", home=home).splitlines()
    for name in sorted(names, key=lambda each: each != "origin"):
        address = text(source, "config", "--get", f"remote.{name}.url", home=home)
        if found := _SLUG.search(address):
            yield found
    for file in _NAMING:
        if (copy / file).is_file() and (
            link := _LINK.search((copy / file).read_text("utf-8", "replace"))
        ):
            yield link
