"""The macros `ablation()` and `left_out()`: what happens when a step of the guide is left out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

RECORD = Path("tests/ablation/record.toml")
HEADER = "| Without this step | this one fails | and this page explains it |\n|---|---|---|"
OPTIONAL = "| You may leave out | because |\n|---|---|"

#: Between the page, the heading and the first line in the name of a step.
SEPARATOR = " § "

Row = Mapping[str, Any]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Registers the macros; the record is read at every build."""
    rows = read(Path(config.config_file_path).parent)
    titles = {path: _title(Path(config.docs_dir) / path) for path in _pages(rows)}
    tables = {"ablation": table(rows, titles), "left_out": optional(rows, titles)}
    config.plugins["macros"].register_macros(  # type: ignore[attr-defined]
        {name: lambda text=text: text for name, text in tables.items()}
    )
    return config


def read(root: Path) -> list[Row]:
    """The recorded rows. Raises PluginError when they cannot be read."""
    # Imported here: it takes long, and the tests read the name of a step only.
    from mkdocs.exceptions import PluginError

    try:
        rows: list[Row] = tomllib.loads((root / RECORD).read_text(encoding="utf-8"))["step"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise PluginError(
            f"{RECORD}: {error}: write it with `uv run python -m tests.ablation`"
        ) from None
    return rows


def table(rows: list[Row], titles: Mapping[str, str]) -> str:
    """The steps that something needs, the step that fails without them, and the failure page."""
    lines = [
        f"| {_cell(row['step'], titles)} | {_cell(row['fails'], titles)}"
        f" | [{row['page']}](../troubleshooting/{row['page']}.md) |"
        for row in rows
        if "fails" in row
    ]
    return "\n".join([HEADER, *lines])


def optional(rows: list[Row], titles: Mapping[str, str]) -> str:
    """The steps that may be left out, each with its reason."""
    lines = [
        f"| {_cell(row['step'], titles)} | {row['optional']} |" for row in rows if "optional" in row
    ]
    return "\n".join([OPTIONAL, *lines])


def _cell(step: str, titles: Mapping[str, str]) -> str:
    path, heading, label = step.split(SEPARATOR, 2)
    return f"[{titles[path]}](../{path}), {heading}: `` {label} ``"


def _pages(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        yield row["step"].partition(SEPARATOR)[0]


def _title(path: Path) -> str:
    from mkdocs.utils import meta

    _, front = meta.get_data(path.read_text(encoding="utf-8"))
    return str(front.get("title", path.stem))
