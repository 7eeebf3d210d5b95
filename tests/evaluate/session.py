"""The session: the environment of this process, brought to the state in which each page starts."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from tests.evaluate.environment import Environment
from tests.evaluate.masking import masked
from tests.evaluate.project import Project
from tests.pages.page import Docs, Page
from tests.pages.prerequisites import prerequisites
from tests.terminal.shell import Shell

#: A report names so many of the accesses that the kernel refused.
MOST_NAMED = 5


class Session:
    """Holds the environment and its saved states; `seconds` is the time limit of one fence."""

    def __init__(self, docs: Docs, project: Project, seconds: float) -> None:
        self.docs, self.project, self.seconds = docs, project, seconds
        #: The pages that others name in `after:`. Their final states are worth saving.
        self.prerequisite_pages: set[str] = set()
        self._environment: Environment | None = None
        self._secrets: set[str] = set()
        self._saved: set[str] = set()

    @property
    def environment(self) -> Environment:
        """The environment, made at the first use."""
        if self._environment is None:
            self._environment = self.project.make_environment()
        return self._environment

    def prepare(self, page: Page, run: Callable[[Page], None]) -> None:
        """Bring the environment to the state in which `page` starts.

        `run` runs a prerequisite that has no saved state. Raises PrerequisiteProblem, and what
        `run` raises.
        """
        order = prerequisites(self.docs, page)
        done = next(n for n in range(len(order), -1, -1) if self._restored(order[:n]))
        for count in range(done, len(order)):
            run(order[count])
            self._save(order[: count + 1])

    def keep(self, page: Page) -> None:
        """Save the state after `page` when another page starts from it."""
        if page.name in self.prerequisite_pages:
            self._save([*prerequisites(self.docs, page), page])

    def shell(self, folder: Path | None = None) -> Shell:
        """A new shell, in `folder` or in the environment's own folder."""
        environment = self.environment
        where = folder if folder and folder.is_dir() else environment.folder
        return Shell(
            environment.programs, environment.variables, where, environment.answer, self.seconds
        )  # fmt: skip

    def outside(self) -> str | None:
        """Sentences when programs have tried to leave the environment since the last call."""
        found: list[str] = []
        if self._environment is None:
            return None
        if hosts := sorted(set(self._environment.blocked_hosts())):
            found.append(f"requested {', '.join(hosts)}, which is not in the sandbox")
        if refused := self._environment.refused_accesses():
            more = f"; and {len(refused) - MOST_NAMED} more" if len(refused) > MOST_NAMED else ""
            named = "; ".join(refused[:MOST_NAMED])
            found.append(f"tried to leave the sandbox, and the kernel refused it: {named}{more}")
        return "\n".join(found) or None

    def service_errors(self) -> str | None:
        """The sentences about errors of the environment's own services, one a line."""
        sentences = self._environment.service_errors() if self._environment else []
        return "\n".join(sentences) or None

    def mask(self, text: str) -> str:
        """The text with every secret masked, also those of earlier states."""
        self.note_secrets()
        return masked(text, self._secrets)

    def note_secrets(self) -> None:
        """Record the current secrets: a restored state lacks them, a later log may contain them."""
        if self._environment:
            self._secrets.update(filter(None, self._environment.secrets()))

    def close(self) -> None:
        """Close the environment, which ends all processes of the pages."""
        if self._environment:
            self._environment.close()
            self._environment = None

    def _save(self, order: list[Page]) -> None:
        """Save the state after these pages, once."""
        if (key := _key(order)) not in self._saved:
            self.environment.save(key)
            self._saved.add(key)

    def _restored(self, order: list[Page]) -> bool:
        """Restore the state after these pages; False when it was never saved."""
        if order:
            return self.environment.restore(_key(order))
        self.environment.reset()
        return True


def _key(order: list[Page]) -> str:
    """The key of the state after these pages: a digest of their texts."""
    return sha256("\0".join(page.sha256 for page in order).encode()).hexdigest()
