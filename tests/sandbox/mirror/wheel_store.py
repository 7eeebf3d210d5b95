"""Other people's wheels, unpacked and compiled once, behind the uv cache of each sandbox.

uv takes a cached listing or wheel by its name alone. So each sandbox has a cache of its own, in
which only the projects of others lead into the common store.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from tests.sandbox.workstation.programs import base_interpreter

#: uv's folders: unpacked wheels, pointers to them by project, listings by project, and
#: what an interpreter has answered (by its path and age, so it is the same for all).
_ARCHIVE, _WHEELS, _LISTINGS = "archive-v0", "wheels-v*/pypi/*", "simple-v*/pypi/*"
_SHARED = (_WHEELS, _LISTINGS, "interpreter-v*")
#: Beside an unpacked wheel in the store: its modules are compiled.
_COMPILED = ".compiled"
HOUR = 3600.0


def seed(store: Path, cache: Path) -> None:
    """Make the new folder `cache`, with links to all that `store` holds."""
    (store / _ARCHIVE).mkdir(parents=True, exist_ok=True)
    cache.mkdir(parents=True)
    os.symlink(store / _ARCHIVE, cache / _ARCHIVE)
    lay(store, cache)


def lay(store: Path, cache: Path) -> None:
    """Lay the links that `cache` lacks, to what `store` has gained since."""
    for pattern in _SHARED:
        for kept in store.glob(pattern):
            link = cache / kept.relative_to(store)
            link.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                os.symlink(kept, link)


def link_mode(store: Path, root: Path) -> str:
    """uv's word for the quickest way that works without a warning."""
    store.mkdir(parents=True, exist_ok=True)
    return "hardlink" if store.stat().st_dev == root.stat().st_dev else "copy"


def harvest(cache: Path, store: Path, ours: Collection[str]) -> None:
    """Move what `cache` has gained into `store`, but for the projects named in `ours`.

    To be done whenever a cache is about to go, or its gains would be loaded again and lie there
    for ever: what is unpacked lies in the store from the beginning.
    """
    gains = [path for pattern in _SHARED for path in _gained(cache, pattern, ours)]
    for gained in gains:
        _move(gained, store / gained.relative_to(cache))
    for archive in _archives(store) if gains else ():
        _compile(archive)


def remove_stale(store: Path, grace: float = HOUR) -> None:
    """Remove what was unpacked and nothing leads to any more: runs that were ended leave it.

    What is younger than `grace`, in seconds, is left alone: another run may just be making it.
    """
    kept = {archive.name for archive in _archives(store)}
    for found in (store / _ARCHIVE).iterdir():
        if found.name.removesuffix(_COMPILED) in kept:
            continue
        with suppress(OSError):
            if time.time() - found.lstat().st_ctime > grace:
                shutil.rmtree(found) if found.is_dir() else found.unlink()


def _gained(cache: Path, pattern: str, ours: Collection[str]) -> Iterator[Path]:
    for path in cache.glob(pattern):
        if not path.is_symlink() and path.name.removesuffix(".rkyv") not in ours:
            yield path


def _move(gained: Path, kept: Path) -> None:
    """In one step, so that another run sees all or nothing; the first one wins."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    partial = kept.with_name(f"{kept.name}.{os.getpid()}")
    with suppress(FileNotFoundError):
        shutil.move(gained, partial)
    with suppress(OSError):
        partial.rename(kept)
    if partial.is_dir():
        shutil.rmtree(partial)


def _archives(store: Path) -> Iterator[Path]:
    """The unpacked wheels that the store's pointers name."""
    for pointer in store.glob(f"{_WHEELS}/*"):
        if pointer.is_symlink() and pointer.exists():
            yield pointer.resolve()


def _compile(archive: Path) -> None:
    """Once; uv links the result into each environment beside the sources."""
    mark = archive.parent / f"{archive.name}{_COMPILED}"
    if not mark.exists():
        command = [str(base_interpreter()), "-m", "compileall", "-q", str(archive)]
        subprocess.run(command, check=False, capture_output=True)  # Some hold other Pythons' code.
        mark.touch()
