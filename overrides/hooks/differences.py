"""The macro `differences(service)`: how the sandbox differs from a real service, as a table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

LIST = Path("tests/sandbox/differences.toml")
REQUIRED_KEYS = ("service", "real", "ours", "reason", "where")
HEADER = "| The real service | The sandbox | Why |\n|---|---|---|"

Difference = Mapping[str, str]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Registers the macro; the list is read at every build."""
    found = read(Path(config.config_file_path).parent)
    config.plugins["macros"].register_macros(  # type: ignore[attr-defined]
        {"differences": partial(table, found)}
    )
    return config


def read(root: Path) -> list[Difference]:
    """The entries of LIST, in its order. Raises PluginError for an entry without a required key."""
    try:
        found: list[Difference] = tomllib.loads((root / LIST).read_text())["difference"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise PluginError(f"{LIST}: cannot be read as a list of differences: {error}") from None
    for number, one in enumerate(found, 1):
        if missing := [key for key in REQUIRED_KEYS if not one.get(key)]:
            raise PluginError(f"{LIST}: difference {number} has no {', '.join(missing)}: add it.")
    return found


def table(found: list[Difference], service: str) -> str:
    """The entries of one service as a Markdown table. Raises PluginError when there is none."""
    rows = list(_rows(found, service))
    if not rows:
        known = ", ".join(sorted({one["service"] for one in found}))
        raise PluginError(f"{LIST}: no difference is listed for {service!r}; listed are {known}.")
    return "\n".join([HEADER, *rows])


def _rows(found: list[Difference], service: str) -> Iterator[str]:
    for one in found:
        if one["service"] == service:
            cells = (one[key].replace("|", "\\|") for key in ("real", "ours", "reason"))
            yield f"| {' | '.join(cells)} |"
