"""A page as the harness sees it: its front matter and its fences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from tests.pages import fences, front_matter, snippets
from tests.pages.fences import Fence
from tests.pages.front_matter import FrontMatter


@dataclass(frozen=True)
class Problem:
    """What is wrong with a page as a whole."""

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
    def unreadable(cls, name: str, why: str) -> Page:
        """A page that is only a problem."""
        return cls(name, "", FrontMatter(), {}, (), Problem(f"{name}:1", why))

    @cached_property
    def sha256(self) -> str:
        """Of everything that is played: a saved world is good for exactly this page."""
        played = "\0".join(fence.text for fence in self.fences)
        return sha256(f"{self.text}\0{played}".encode()).hexdigest()

    def place(self, key: str) -> str:
        """`docs/page.md:LINE` of a key in the front matter."""
        return f"{self.name}:{self.key_lines.get(key, 1)}"


@dataclass(frozen=True)
class Docs:
    """The folder of pages; `root` is the repository, `docs` the folder's path below it."""

    root: Path
    folder: str = "docs"
    expander: Callable[[], snippets.Expand] | None = None
    _pages: dict[str, Page] = field(default_factory=dict)

    def page(self, name: str) -> Page:
        """The page at `name` (from the root). Raises OSError when there is none."""
        if name not in self._pages:
            # As MkDocs reads it: a byte order mark is dropped, line ends are unified.
            text = (self.root / name).read_text(encoding="utf-8-sig", errors="strict")
            self._pages[name] = self._read(name, text)
        return self._pages[name]

    def before(self, path: str) -> str:
        """The name of the page that `after:` calls `path`."""
        return f"{self.folder}/{path}"

    def _read(self, name: str, text: str) -> Page:
        """The page; what is wrong with it is in `problem`, with such fences as could be seen."""
        problem: Problem | None = None
        keys: dict[str, int] = {}
        matter, skip = FrontMatter(), 0
        try:
            matter, keys, skip = front_matter.read(text)
        except front_matter.FrontProblem as wrong:
            problem = Problem(f"{name}:{wrong.line}", str(wrong))
            found = front_matter.FRONT.match(text)
            skip = found[0].count("\n") if found else 0
        lines = list(enumerate(text.split("\n"), 1))[skip:]
        try:
            lines = snippets.expand(lines, self._expander)
        except snippets.SnippetProblem as wrong_include:
            problem = problem or Problem(f"{name}:{wrong_include.line}", str(wrong_include))
        return Page(name, text, matter, keys, tuple(fences.lex(name, lines)), problem)

    def _expander(self) -> snippets.Expand:
        return self.expander() if self.expander else snippets.site_expander(self.settings)

    @property
    def settings(self) -> Path:
        """The site's settings, which say how it includes snippets."""
        return self.root / "mkdocs.yml"
