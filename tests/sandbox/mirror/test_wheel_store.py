"""Others' wheels: loaded and unpacked once for all sandboxes, and nothing is left over."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.sandbox.mirror import uv_tools, wheel_store

LISTING = Path("simple-v9/pypi/click.rkyv")
POINTER = Path("wheels-v9/pypi/click/8.3.1-py3-none-any")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that nobody has used yet."""
    return tmp_path / "store"


def gain(cache: Path, archive: str, pointer: Path = POINTER) -> Path:
    """What uv does for a wheel: it is unpacked into the archive, and a pointer leads there."""
    (cache / "archive-v0" / archive).mkdir()
    link = cache / pointer
    link.parent.mkdir(parents=True)
    link.symlink_to(cache / "archive-v0" / archive)
    (cache / LISTING).parent.mkdir(parents=True, exist_ok=True)
    (cache / LISTING).write_text("8.3.1")
    return link


def opened(store: Path, name: str) -> Path:
    """A sandbox's cache."""
    cache = store.parent / name
    wheel_store.seed(store, cache)
    return cache


def test_what_one_sandbox_loads_the_others_have(store: Path) -> None:
    """Also a sandbox that was open already, once the links are laid again."""
    first, second = opened(store, "first"), opened(store, "second")
    gain(first, "abc")
    wheel_store.harvest(first, store, ours=())
    assert not (second / POINTER).exists()
    wheel_store.lay(store, second)
    for cache in (second, opened(store, "third")):
        assert (cache / POINTER).resolve() == (store / "archive-v0/abc").resolve()
        assert (cache / LISTING).read_text() == "8.3.1"


def test_the_project_itself_is_nobody_else_s(store: Path) -> None:
    """Another sandbox builds other files under the same name."""
    first = opened(store, "first")
    gain(first, "abc")
    wheel_store.harvest(first, store, ours=("click",))
    assert not (store / LISTING).exists() and not (store / POINTER.parent).exists()


def test_only_what_nothing_leads_to_for_long_is_swept(store: Path) -> None:
    """An unpacked wheel whose pointer is lost goes with its mark, a fresh one stays."""
    first = opened(store, "first")
    gain(first, "kept")
    wheel_store.harvest(first, store, ours=())
    archives = store / "archive-v0"
    (archives / "lost").mkdir()
    (archives / "lost.compiled").touch()
    wheel_store.remove_stale(store)
    assert {path.name for path in archives.iterdir()} >= {"kept", "lost", "lost.compiled"}
    wheel_store.remove_stale(store, grace=-1)
    assert {path.name for path in archives.iterdir()} == {"kept", "kept.compiled"}
    assert os.readlink(store / POINTER)


def tool(cache: Path, name: str, project: str) -> Path:
    """What uvx leaves: an environment in the archive, and a pointer in the cache."""
    environment = cache / "archive-v0" / name
    (environment / f"lib/python3.11/site-packages/{project}-1.0.dist-info").mkdir(parents=True)
    pointer = cache / "environments-v2/abc" / name
    pointer.parent.mkdir(parents=True, exist_ok=True)
    pointer.symlink_to(environment)
    return pointer


def test_a_tool_outlives_the_world_and_the_project_s_does_not(store: Path) -> None:
    """In another world the project has other files; all go when the sandbox is closed."""
    cache = opened(store, "first")
    twine = tool(cache, "one", "twine")
    own = tool(cache, "two", "open_hostfactory_plugin").resolve()
    tools = uv_tools.taken(cache, ("open-hostfactory-plugin",))
    shutil.rmtree(cache / "environments-v2")
    uv_tools.lay(cache, tools)
    assert twine.resolve() == (store / "archive-v0/one").resolve() and twine.exists()
    assert not own.exists() and len(tools) == 1
    uv_tools.discard(cache)
    assert not twine.exists()
