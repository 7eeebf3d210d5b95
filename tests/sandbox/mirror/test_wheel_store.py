"""The wheel store and uvx's environments: what sandboxes share, keep and remove."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.sandbox.mirror import uv_tools, wheel_store

LISTING = Path("simple-v9/pypi/click.rkyv")
LINK = Path("wheels-v9/pypi/click/8.3.1-py3-none-any")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The path of a store that does not exist yet."""
    return tmp_path / "store"


def install_wheel(cache: Path, archive: str) -> None:
    """Do as uv does for a wheel: unpack it into the archive, link it, and write the listing."""
    (cache / "archive-v0" / archive).mkdir()
    (cache / LINK).parent.mkdir(parents=True)
    (cache / LINK).symlink_to(cache / "archive-v0" / archive)
    (cache / LISTING).parent.mkdir(parents=True, exist_ok=True)
    (cache / LISTING).write_text("8.3.1")


def new_cache(store: Path, name: str) -> Path:
    """The uv cache of a sandbox called `name`."""
    cache = store.parent / name
    wheel_store.seed(store, cache)
    return cache


def test_a_wheel_of_one_sandbox_is_linked_into_all_others(store: Path) -> None:
    """`link` adds it to the cache of a sandbox that was already open."""
    first, second = new_cache(store, "first"), new_cache(store, "second")
    install_wheel(first, "abc")
    wheel_store.collect(first, store, own=())
    assert not (second / LINK).exists()
    wheel_store.link(store, second)
    for cache in (second, new_cache(store, "third")):
        assert (cache / LINK).resolve() == (store / "archive-v0/abc").resolve()
        assert (cache / LISTING).read_text() == "8.3.1"


def test_the_sandboxs_own_project_is_not_shared(store: Path) -> None:
    """Another sandbox builds other files under the same name."""
    first = new_cache(store, "first")
    install_wheel(first, "abc")
    wheel_store.collect(first, store, own=("click",))
    assert not (store / LISTING).exists() and not (store / LINK.parent).exists()


def test_only_old_unlinked_wheels_are_removed(store: Path) -> None:
    """The marks of compiled wheels are removed with them; wheels younger than the limit stay."""
    first = new_cache(store, "first")
    install_wheel(first, "kept")
    wheel_store.collect(first, store, own=())
    archives = store / "archive-v0"
    (archives / "lost").mkdir()
    (archives / "lost.compiled").touch()
    wheel_store.remove_unlinked(store)
    assert {path.name for path in archives.iterdir()} >= {"kept", "lost", "lost.compiled"}
    wheel_store.remove_unlinked(store, grace=-1)
    assert {path.name for path in archives.iterdir()} == {"kept", "kept.compiled"}
    assert os.readlink(store / LINK)


def test_what_uv_was_writing_when_it_was_ended_is_not_moved(store: Path) -> None:
    """A fence that takes too long is ended; uv then leaves a `.tmp` file or folder."""
    first = new_cache(store, "first")
    install_wheel(first, "abc")
    (first / LISTING.parent / ".tmpXvY12").write_text("8.")
    (first / LINK.parent / ".tmpZ9").mkdir()
    wheel_store.collect(first, store, own=())
    assert (store / LINK).is_symlink()
    assert not list(store.rglob(".tmp*"))


def test_an_incomplete_listing_is_removed_from_the_store_after_an_hour(store: Path) -> None:
    listings = store / LISTING.parent
    listings.mkdir(parents=True)
    (listings / ".tmpXvY12").write_text("8.")
    wheel_store.remove_unlinked(store)
    assert list(listings.iterdir())
    wheel_store.remove_unlinked(store, grace=-1)
    assert not list(listings.iterdir())


def tool(cache: Path, name: str, project: str) -> Path:
    """Do as uvx does: make an environment in the archive and a link to it. Returns the link."""
    environment = cache / "archive-v0" / name
    (environment / f"lib/python3.11/site-packages/{project}-1.0.dist-info").mkdir(parents=True)
    link = cache / "environments-v2/abc" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(environment)
    return link


def test_a_restore_keeps_a_tool_unless_the_own_project_is_installed_in_it(store: Path) -> None:
    """All environments are removed when the sandbox closes."""
    cache = new_cache(store, "first")
    twine = tool(cache, "one", "twine")
    own = tool(cache, "two", "open_hostfactory_plugin").resolve()
    tools = uv_tools.detach(cache, store, ("open-hostfactory-plugin",))
    shutil.rmtree(cache / "environments-v2")
    uv_tools.attach(cache, tools)
    assert twine.resolve() == (store / "archive-v0/one").resolve() and twine.exists()
    assert not own.exists() and len(tools) == 1
    uv_tools.remove(cache, store)
    assert not twine.exists()
