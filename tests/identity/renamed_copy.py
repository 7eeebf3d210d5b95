"""A copy of this repository with the names of another project in all files that state names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from overrides.hooks.facts import read
from overrides.hooks.facts.identity import Identity, identity_of
from overrides.hooks.facts.substitution import substitution
from tests import ROOT
from tests.faults.checkout import Checkout

#: The files that state names: pages, workflows, settings, the specimen, the path of publish.yml.
STATED_IN = (
    "docs/**/*.md", ".github/**/*.yml", ".github/*.in", "README.md", "mkdocs.yml",
    "tests/specimen/**/*", "overrides/hooks/facts/reader.py",
)  # fmt: skip


def renaming(theirs: Identity) -> Callable[[str], str]:
    """The substitution of our names by theirs. The address of this site is no name of a project."""
    facts = read(ROOT)
    return substitution(identity_of(facts), theirs, _address(facts.site_url))


def renaming_back(theirs: Identity) -> Callable[[str], str]:
    """The substitution of their names by ours."""
    facts = read(ROOT)
    return substitution(theirs, identity_of(facts), _address(facts.site_url))


def stated(root: Path) -> Iterator[Path]:
    """The files below `root` that state names, as paths from `root`."""
    for pattern in STATED_IN:
        for path in sorted(root.glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(root)


def rename(checkout: Checkout, theirs: Identity) -> None:
    """Substitute the names in the files of a copy, and in the names of the files."""
    renamed = renaming(theirs)
    for path in list(stated(checkout.root)):
        old, new = checkout.root / path, checkout.root / renamed(path.as_posix())
        text = renamed(old.read_text(encoding="utf-8"))
        old.unlink()
        new.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(text, encoding="utf-8")


def _address(url: str) -> str:
    return url.removeprefix("https://").rstrip("/")
