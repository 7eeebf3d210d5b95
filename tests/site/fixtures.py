"""Fixtures for tests of the built site: its build, its folder, and its URL while it is served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.site.built_site import BuiltSite


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """One strict build for all tests of the process."""
    from tests.site import built_site

    return built_site.build(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def site(built_site: BuiltSite) -> Path:
    """The folder of the built site."""
    return built_site.folder


@pytest.fixture(scope="session")
def offline_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the copy that is read from a disk."""
    from tests.site import offline

    return offline.build(tmp_path_factory.mktemp("offline") / "copy")


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The URL of the built site."""
    from tests.site import serve

    with serve.served(site) as address:
        yield address
