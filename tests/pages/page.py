"""A page with its front matter and fences, and the folder of pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from tests.pages import front_matter, lexer, snippets
from tests.pages.fences import Fence
from tests.pages.front_matter import FrontMatter


@dataclass(frozen=True)
class Problem:
    """The reason why a page as a whole cannot run. `place` is `docs/page.md:LINE`."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


@dataclass(frozen=True)
class Page:
    """One Markdown file. `name` is its path from the root (`docs/setup/pypi.md`)."""

    name: str
    text: str
    front: FrontMatter
    key_lines: dict[str, int]
    fences: tuple[Fence, ...]
    problem: Problem | None = field(default=None)

    @classmethod
    def unreadable(cls, name: str, reason: str) -> Page:
        """A page without content that has a problem."""
        return cls(name, "", FrontMatter(), {}, (), Problem(f"{name}:1", reason))

    @cached_property
    def sha256(self) -> str:
        """The digest of the page and its includes. Saved states are keyed by it."""
        included = "\0".join(fence.text for fence in self.fences)
        return sha256(f"{self.text}\0{included}".encode()).hexdigest()

    def place(self, key: str) -> str:
        """`docs/page.md:LINE` of a key in the front matter."""
        return f"{self.name}:{self.key_lines.get(key, 1)}"


@dataclass(frozen=True)
class Docs:
    """The folder of pages. `root` is the repository, `folder` the path of the pages below it."""

    root: Path
    folder: str = "docs"
    _pages: dict[str, Page] = field(default_factory=dict)

    def page(self, name: str) -> Page:
        """The page at `name`, a path from the root. Raises OSError and UnicodeDecodeError."""
        if name not in self._pages:
            # As MkDocs, without a byte order mark and with unified line ends.
            text = (self.root / name).read_text(encoding="utf-8-sig", errors="strict")
            self._pages[name] = self._parsed(name, text)
        return self._pages[name]

    def page_name(self, path: str) -> str:
        """The name of the page at `path`, which is relative to the folder of pages."""
        return f"{self.folder}/{path}"

    @property
    def settings(self) -> Path:
        """The path of mkdocs.yml."""
        return self.root / "mkdocs.yml"

    def _parsed(self, name: str, text: str) -> Page:
        """The page. When a part is not valid, `problem` names it and the fences are still read."""
        problem: Problem | None = None
        keys: dict[str, int] = {}
        front, length = FrontMatter(), 0
        try:
            front, keys, length = front_matter.read(text)
        except front_matter.FrontProblem as error:
            problem = Problem(f"{name}:{error.line}", str(error))
            found = front_matter.FRONT.match(text)
            length = found[0].count("\n") if found else 0
        lines = list(enumerate(text.split("\n"), 1))[length:]
        try:
            lines = snippets.expand(lines, lambda: snippets.site_expander(self.settings))
        except snippets.SnippetProblem as error:
            problem = problem or Problem(f"{name}:{error.line}", str(error))
        return Page(name, text, front, keys, tuple(lexer.lex(name, lines)), problem)
