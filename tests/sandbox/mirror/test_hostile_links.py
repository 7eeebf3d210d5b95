"""Links that a program of a sandbox puts into its cache or the store: nothing elsewhere changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.sandbox.mirror import wheel_store
from tests.sandbox.mirror.uv_caches import UvCaches


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder of the person, laid out as a cache and as a store are."""
    folder = tmp_path / "elsewhere"
    for name in ("pypi/click/archive", "module", "uv/wheels-v9/pypi/click"):
        (folder / name).mkdir(parents=True)
        (folder / name / "module.py").write_text("x = 1\n")
    return folder


@pytest.fixture
def caches(tmp_path: Path) -> UvCaches:
    (tmp_path / "home").mkdir()
    caches = UvCaches(
        tmp_path / "store", tmp_path / "home/.cache/uv", tmp_path / "runners", "own", ()
    )
    caches.seed()
    return caches


@pytest.mark.parametrize(
    "place",
    [
        "home/.cache/uv/wheels-v9",  # Its wheels would be moved into the store.
        "home/.cache",
        "home/.cache/uv/environments-v2/a/b",  # It would be removed as an environment of uvx.
        "store/wheels-v9/pypi/click/any",  # It would be compiled as a wheel.
        "store/archive-v0",  # All in it would be removed as wheels without a link.
    ],
)
def test_a_link_to_elsewhere_is_not_followed(
    tmp_path: Path, caches: UvCaches, elsewhere: Path, place: str
) -> None:
    before = sorted(elsewhere.rglob("*"))
    link = tmp_path / place
    link.parent.mkdir(parents=True, exist_ok=True)
    if link.is_dir():
        shutil.rmtree(link)
    link.symlink_to(elsewhere)
    new = tmp_path / "runners/simple-v9/pypi/click.rkyv"  # Something to collect.
    new.parent.mkdir(parents=True)
    new.touch()
    with caches.kept_by_restore():
        pass
    caches.close()
    wheel_store.remove_unlinked(tmp_path / "store", grace=-1)
    assert sorted(elsewhere.rglob("*")) == before
