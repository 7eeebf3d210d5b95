"""A store of unpacked and compiled wheels that the uv caches of all sandboxes share.

uv finds a cached listing or wheel by its name alone, and each sandbox builds other wheels of the
same name. So each has its own cache, with links into the store for the projects of others.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from tests.sandbox.workstation.programs import base_interpreter

#: Folders in uv's cache: unpacked wheels, links to them by project, listings by project, and
#: properties of interpreters (by path and modification time, so all sandboxes can share them).
_ARCHIVE, _WHEELS, _LISTINGS = "archive-v0", "wheels-v*/pypi/*", "simple-v*/pypi/*"
INTERPRETERS = "interpreter-v*"
_SHARED = (_WHEELS, _LISTINGS, INTERPRETERS)
#: Suffix of an empty file's name, which marks the wheel beside it as compiled.
_COMPILED = ".compiled"
#: What uv was writing when it was ended, anywhere in its cache (the names of Rust's tempfile).
_TEMPORARY = ".tmp*"
#: The folder of the store for what is being moved in: uv and the globs above do not look there.
_MOVING = "moving"
HOUR = 3600.0


def seed(store: Path, cache: Path) -> None:
    """Make the new folder `cache` with links to everything in `store`."""
    (store / _ARCHIVE).mkdir(parents=True, exist_ok=True)
    cache.mkdir(parents=True)
    os.symlink(store / _ARCHIVE, cache / _ARCHIVE)
    link(store, cache)


def link(store: Path, cache: Path) -> None:
    """Add links to what was added to `store` since `seed`."""
    for pattern in _SHARED:
        for kept in store.glob(pattern):
            place = cache / kept.relative_to(store)
            place.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                os.symlink(kept, place)


def link_mode(store: Path, root: Path) -> str:
    """The value of UV_LINK_MODE that is fastest without a warning of uv.

    A hard link needs the store and the virtual environments on one file system.
    """
    store.mkdir(parents=True, exist_ok=True)
    return "hardlink" if store.stat().st_dev == root.stat().st_dev else "copy"


def collect(cache: Path, store: Path, own: Collection[str]) -> None:
    """Move what is new in `cache` into `store`, except for the projects in `own`.

    Call it before a cache is removed. uv unpacks wheels into the store at once; without their
    links they would be downloaded again, and the unpacked files would never be used.
    """
    gains = [path for pattern in _SHARED for path in _gained(cache, pattern, own)]
    for gained in gains:
        _move(gained, store / gained.relative_to(cache), store / _MOVING)
    for archive in _linked_archives(store) if gains else ():
        _compile(archive)


def remove_unlinked(store: Path, grace: float = HOUR) -> None:
    """Remove unpacked wheels without a link and incomplete files, which killed programs leave.

    Those younger than `grace`, in seconds, stay: another run may be unpacking them. A time in the
    future is from before the clock was set back, and counts as old.
    """
    kept = {archive.name for archive in _linked_archives(store)}
    archives = store / _ARCHIVE
    unpacked = () if archives.is_symlink() else archives.glob("*")
    listings = (path for path in store.glob(_LISTINGS) if path.match(_TEMPORARY))
    for found in (*unpacked, *(store / _MOVING).glob("*"), *listings):
        if found.name.removesuffix(_COMPILED) in kept:
            continue
        with suppress(OSError):
            if abs(time.time() - found.lstat().st_ctime) > grace:
                shutil.rmtree(found) if found.is_dir() else found.unlink()


def _gained(cache: Path, pattern: str, own: Collection[str]) -> Iterator[Path]:
    inside = cache.resolve()
    for path in cache.glob(pattern):
        new = not path.is_symlink() and path.name.removesuffix(".rkyv") not in own
        whole = not path.match(_TEMPORARY)
        if new and whole and path.parent.resolve().is_relative_to(inside):
            yield path


def _move(gained: Path, kept: Path, moving: Path) -> None:
    """Move in one step: another run finds all or nothing. Files of an earlier run stay."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    moving.mkdir(exist_ok=True)
    partial = moving / f"{secrets.token_hex(8)}-{kept.name}"
    with suppress(FileNotFoundError):
        shutil.move(gained, partial)
    for incomplete in partial.rglob(_TEMPORARY):
        shutil.rmtree(incomplete) if incomplete.is_dir() else incomplete.unlink()
    with suppress(OSError):
        partial.rename(kept)
    if partial.is_dir():
        shutil.rmtree(partial)


def is_archive(folder: Path, store: Path) -> bool:
    """Whether a folder is one that uv has made in the store.

    Programs of a sandbox can put links into it and into their caches, to anywhere.
    """
    return folder.parent == store.resolve() / _ARCHIVE


def _linked_archives(store: Path) -> Iterator[Path]:
    for found in store.glob(f"{_WHEELS}/*"):
        if found.is_symlink() and found.exists() and is_archive(found.resolve(), store):
            yield found.resolve()


def _compile(archive: Path) -> None:
    """Compile a wheel once; uv links the result into each environment beside the sources."""
    mark = archive.parent / f"{archive.name}{_COMPILED}"
    if not mark.exists():
        command = [str(base_interpreter()), "-m", "compileall", "-q", str(archive)]
        # The exit status is not 0 for a wheel with code for another version of Python.
        subprocess.run(command, check=False, capture_output=True, timeout=300)
        mark.touch()
