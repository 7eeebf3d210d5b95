"""The bare repository behind github.com, read and changed by running git."""

from __future__ import annotations

from pathlib import Path

from tests.sandbox import command


class Bare:
    """One bare repository; methods return None for a missing ref or file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def git(self, *arguments: str) -> str:
        """The output of a git command without its last newline.

        Raises:
            CommandError: git exited with an error; the message is git's.
        """
        return command.run(["git", "--git-dir", str(self.folder), *arguments])

    def _git_or_none(self, *arguments: str) -> str | None:
        try:
            return self.git(*arguments)
        except command.CommandError:
            return None

    def commit(self, name: str) -> str | None:
        """The SHA of the commit that a branch, tag or SHA names."""
        return self._git_or_none("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")

    def qualified(self, name: str) -> str | None:
        """`main` → `refs/heads/main`, `v1.0` → `refs/tags/v1.0`; branches come first."""
        if name.startswith("refs/"):
            return name if self._git_or_none("rev-parse", "--verify", "--quiet", name) else None
        for prefix in ("refs/heads/", "refs/tags/"):
            if self._git_or_none("rev-parse", "--verify", "--quiet", prefix + name) is not None:
                return prefix + name
        return None

    def file(self, commit: str, path: str) -> str | None:
        return self._git_or_none("show", f"{commit}:{path}")

    def files(self, commit: str, folder: str) -> list[str]:
        """Paths of the folder's entries; empty when the folder is missing."""
        listed = self._git_or_none("ls-tree", "--name-only", commit, f"{folder}/")
        return listed.splitlines() if listed else []

    def subject(self, commit: str) -> str:
        return self.git("show", "-s", "--format=%s", commit)

    def refs(self) -> dict[str, str]:
        """Full name → SHA of the object, for every ref."""
        lines = self.git("for-each-ref", "--format=%(refname) %(objectname)").splitlines()
        return dict(line.split(" ", 1) for line in lines)

    def create_tag(self, tag: str, commit: str) -> None:
        self.git("update-ref", f"refs/tags/{tag}", commit)

    def delete_ref(self, name: str) -> None:
        self.git("update-ref", "-d", name)
