"""The bare repository behind github.com: what git itself knows, asked by subprocess."""

from __future__ import annotations

import subprocess
from pathlib import Path


class Bare:
    """One bare repository, read and its refs changed; a missing ref or file is None."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def git(self, *arguments: str) -> str:
        """Output of a git command, without the last line end.

        Raises:
            subprocess.CalledProcessError: git refused.
        """
        command = ["git", "--git-dir", str(self.folder), *arguments]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
        return done.stdout.rstrip("\n")

    def _maybe(self, *arguments: str) -> str | None:
        try:
            return self.git(*arguments)
        except subprocess.CalledProcessError:
            return None

    def commit(self, name: str) -> str | None:
        """The commit that a branch, tag or SHA means."""
        return self._maybe("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")

    def qualified(self, name: str) -> str | None:
        """`main` → `refs/heads/main`, `v1.0` → `refs/tags/v1.0`; None when there is no such ref."""
        if name.startswith("refs/"):
            return name if self._maybe("rev-parse", "--verify", "--quiet", name) else None
        for prefix in ("refs/heads/", "refs/tags/"):
            if self._maybe("rev-parse", "--verify", "--quiet", prefix + name) is not None:
                return prefix + name
        return None

    def file(self, commit: str, path: str) -> str | None:
        return self._maybe("show", f"{commit}:{path}")

    def files(self, commit: str, folder: str) -> list[str]:
        listed = self._maybe("ls-tree", "--name-only", commit, f"{folder}/")
        return listed.splitlines() if listed else []

    def subject(self, commit: str) -> str:
        return self.git("show", "-s", "--format=%s", commit)

    def refs(self) -> dict[str, str]:
        """Every branch and tag with the object that it names."""
        lines = self.git("for-each-ref", "--format=%(refname) %(objectname)").splitlines()
        return dict(line.split(" ", 1) for line in lines)

    def create_tag(self, tag: str, commit: str) -> None:
        self.git("update-ref", f"refs/tags/{tag}", commit)

    def delete_ref(self, name: str) -> None:
        self.git("update-ref", "-d", name)
