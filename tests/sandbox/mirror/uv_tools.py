"""The environments that uvx makes: kept when a sandbox is restored, removed when it closes.

They are in uv's archive, which all sandboxes share; only one sandbox's cache has links to them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from overrides.hooks.facts.package_names import distribution
from tests.sandbox.mirror.wheel_store import is_archive

_TOOLS = "environments-v*/*/*"


def detach(cache: Path, store: Path, own: Collection[str]) -> dict[Path, Path]:
    """The environments to `attach` again, by the paths of their links in `cache`.

    Removes those in which a project of `own` is installed: its files differ from state to state.
    """
    kept = {}
    for link in _links(cache, store):
        environment = link.resolve()
        if any(_has_installed(environment, name) for name in own):
            shutil.rmtree(environment, ignore_errors=True)
        else:
            kept[link.relative_to(cache)] = environment
    return kept


def attach(cache: Path, tools: Mapping[Path, Path]) -> None:
    """Link the environments in `cache` again; a link that exists stays."""
    for link, environment in tools.items():
        (cache / link).parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.symlink(environment, cache / link)


def remove(cache: Path, store: Path) -> None:
    """Remove the environments: no other sandbox has links to them."""
    for link in _links(cache, store):
        shutil.rmtree(link.resolve(), ignore_errors=True)


def _links(cache: Path, store: Path) -> list[Path]:
    links = (path for path in cache.glob(_TOOLS) if path.is_symlink())
    return [link for link in links if is_archive(link.resolve(), store)]


def _has_installed(environment: Path, project: str) -> bool:
    name = distribution(project)
    return any(environment.glob(f"lib/python*/site-packages/{name}-*.dist-info"))
