"""The files that the input `path` of actions/upload-artifact names, and the folder they are from.

Source: findFilesToUpload in its src/shared/search.ts, and @actions/glob.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

_WILDCARDS = "*?["


def found(patterns: str, *, hidden: bool) -> tuple[Path, list[Path]]:
    """The root of the artifact, and the files; a line with `!` takes files out again."""
    lines = [line.strip() for line in patterns.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    files: dict[Path, None] = {}
    for line in lines:
        matching = list(_files(line.removeprefix("!"), hidden=hidden))
        if line.startswith("!"):
            files = {path: None for path in files if path not in matching}
        else:
            files |= dict.fromkeys(matching)
    roots = _roots(line for line in lines if not line.startswith("!"))
    return _root(roots, list(files)), list(files)


def _root(roots: Sequence[Path], files: Sequence[Path]) -> Path:
    if len(roots) > 1:
        return Path(os.path.commonpath(roots))
    if len(files) == 1 and roots and roots[0] == files[0]:
        return files[0].parent
    return roots[0] if roots else Path.cwd()


def _roots(lines: Iterable[str]) -> list[Path]:
    """The part of each pattern before its first wildcard; none below another one."""
    starts = list(dict.fromkeys(_start(line) for line in lines))
    return [one for one in starts if not any(other in one.parents for other in starts)]


def _start(line: str) -> Path:
    parts: list[str] = []
    for part in _absolute(line).split("/"):
        if set(part) & set(_WILDCARDS):
            break
        parts.append(part)
    return Path("/".join(parts) or "/")


def _absolute(line: str) -> str:
    return os.path.normpath(os.path.join(os.getcwd(), os.path.expanduser(line)))


def _files(line: str, *, hidden: bool) -> Iterator[Path]:
    for name in sorted(glob.glob(_absolute(line), recursive=True, include_hidden=True)):
        for path in _below(Path(name)):
            parts = path.relative_to(_start(line).parent).parts
            if hidden or not any(part.startswith(".") for part in parts):
                yield path


def _below(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, _, names in os.walk(path, followlinks=True):
        yield from (Path(folder, name) for name in sorted(names))
