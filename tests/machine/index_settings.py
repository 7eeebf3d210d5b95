"""The package index that the settings of uv and pip name, in files."""

from __future__ import annotations

import configparser
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

#: A file that is missing or not valid; uv and pip, which run first, report the latter.
_UNREADABLE = (OSError, ValueError, configparser.Error)


def index_in_files(etc: Path = Path("/etc")) -> str | None:
    """The URL, with its login if the file has one; None when no file names an index."""
    found = (*_of_uv(etc), *_of_pip(etc))
    return next((url for url in found if isinstance(url, str) and url), None)


def _folders(etc: Path) -> list[Path]:
    """The folders of settings: the person's, then the machine's."""
    own = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    shared = os.environ.get("XDG_CONFIG_DIRS") or str(etc / "xdg")
    return [Path(folder) for folder in (own, *shared.split(":"), str(etc))]


def _of_uv(etc: Path) -> Iterator[object]:
    named = os.environ.get("UV_CONFIG_FILE")
    paths = [Path(named)] if named else [folder / "uv/uv.toml" for folder in _folders(etc)]
    for path in paths:
        try:
            found = tomllib.loads(path.read_text(encoding="utf-8"))
        except _UNREADABLE:
            continue
        yield from (index.get("url") for index in found.get("index", []) if index.get("default"))
        yield found.get("index-url")


def _of_pip(etc: Path) -> Iterator[object]:
    folders = [folder / "pip" for folder in _folders(etc)]
    own = [Path(os.path.expanduser("~/.pip")), *folders, etc]
    named = os.environ.get("PIP_CONFIG_FILE")
    for path in ([Path(named)] if named else []) + [folder / "pip.conf" for folder in own]:
        parser = configparser.RawConfigParser()
        try:
            parser.read_string(path.read_text(encoding="utf-8"))
        except _UNREADABLE:
            continue
        yield parser.get("global", "index-url", fallback=None)
