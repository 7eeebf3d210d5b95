"""Archives that no row here records; each test names the part of PyPI's code that it follows."""

from __future__ import annotations

import io
import tarfile
import zipfile

import pytest

from tests.contracts import wheels
from tests.contracts.sdists import sdist, upload
from tests.contracts.served_index import Served

MEBIBYTE = 1024**2
TOO_MANY = "Incorrect number of top-level directories in sdist"


@pytest.mark.parametrize(
    ("members", "detail"),
    [
        (["sampleproject-1.0.0/PKG-INFO", "setup.py"], TOO_MANY),
        (["sampleproject-1.0.0/PKG-INFO", "sampleproject.py"], TOO_MANY),
        (["sampleproject-1.0.0/PKG-INFO", "sampleproject-1.0.0.txt"], TOO_MANY),
        (["PKG-INFO"], "PKG-INFO not found at PKG-INFO/PKG-INFO"),
        (["a/PKG-INFO", "a/b/c"], None),
        (["a/b/PKG-INFO", "a/b/c"], None),
        ([], TOO_MANY),
    ],
)
def test_an_sdist_has_one_folder_and_nothing_beside_it(
    seeded: Served, members: list[str], detail: str | None
) -> None:
    """Path parts count, not characters: `_commonpath`, warehouse/forklift/legacy.py."""
    answer = upload(seeded, sdist(*members))
    assert answer.status_code == (400 if detail else 200)
    if detail:
        assert f"Invalid distribution file. {detail}" in answer.text


def test_an_sdist_of_absolute_and_relative_paths_is_an_error_of_the_server(seeded: Served) -> None:
    """`os.path.commonpath` raises a ValueError, which PyPI does not catch."""
    assert upload(seeded, sdist("/a/PKG-INFO", "a/b")).status_code == 500


@pytest.mark.parametrize(("mebibytes", "refused"), [(63, False), (65, True)])
def test_a_wheel_may_unpack_to_many_times_its_size_below_64_mib(
    seeded: Served, mebibytes: int, refused: bool
) -> None:
    """`COMPRESSION_RATIO_MIN_SIZE`, warehouse/forklift/legacy.py; zeros shrink to a thousandth."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with zipfile.ZipFile(io.BytesIO(wheels.wheel())) as source:
            for name in source.namelist():
                archive.writestr(name, source.read(name))
        archive.writestr("sampleproject/zeros", bytes(mebibytes * MEBIBYTE))
    answer = wheels.upload(seeded, file.getvalue())
    assert answer.status_code == (400 if refused else 200)
    assert ("File exceeds compression ratio of 50" in answer.text) == refused


def test_an_sdist_may_unpack_to_many_times_its_size(seeded: Served) -> None:
    """A tar file is not measured: see the comment at `tarfile.open` in forklift/legacy.py."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("sampleproject-1.0.0/PKG-INFO"))
        zeros = tarfile.TarInfo("sampleproject-1.0.0/zeros")
        zeros.size = 65 * MEBIBYTE
        archive.addfile(zeros, io.BytesIO(bytes(zeros.size)))
    assert upload(seeded, file.getvalue()).status_code == 200
