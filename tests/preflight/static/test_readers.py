"""Which metadata a backend writes, and which a tool of a workflow can read."""

from __future__ import annotations

from pathlib import Path

import pytest
from packaging.version import Version

from tests.preflight.static import readers
from tests.preflight.static.package_files import read

ACTION = "pypa/gh-action-pypi-publish"
#: A commit that no table names.
OTHER = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("requires", "license_key", "metadata"),
    [
        ("hatchling", '"MIT"', "2.5"),
        ("hatchling<1.32", '"MIT"', "2.4"),
        ("hatchling<=1.32.0", '"MIT"', "2.5"),
        ("hatchling==1.26.3", '"MIT"', "2.3"),
        ("hatchling~=1.27", '"MIT"', "2.4"),
        ("flit_core >=3.11,<4", '"MIT"', "2.4"),
        ("flit-core", '"MIT"', "2.5"),
        ("setuptools>=61", '"MIT"', "2.4"),
        ("uv_build>=0.9,<0.10", '"MIT"', "2.4"),
        ("uv_build>=0.9,<0.10", "{ text = 'MIT' }", "2.3"),
        ("pdm-backend", "{ text = 'MIT' }", "2.1"),
        ("larch-backend", '"MIT"', None),
    ],
)
def test_what_a_backend_writes(
    tmp_path: Path, requires: str, license_key: str, metadata: str | None
) -> None:
    """The newest version that the requirement allows decides."""
    text = f'[build-system]\nrequires = ["{requires}"]\n[project]\nname = "a"\n'
    (tmp_path / "pyproject.toml").write_text(f"{text}license = {license_key}\n")
    written = readers.written(read(tmp_path))
    assert (str(written[1]) if written else None) == metadata


@pytest.mark.parametrize(
    ("ref", "comment", "reads"),
    [
        ("release/v1", "", "2.5"),
        ("unstable/v1", "", "2.5"),
        ("v1.14.2", "", "2.5"),
        ("v1.14.1", "", "2.4"),
        ("v1.14.0", "", "2.4"),
        ("release/v1.13", "", "2.4"),
        ("v1.12.2", "", "2.3"),
        ("v1.10.3", "", "2.3"),
        ("v1.6.4", "", "2.2"),
        ("ed0c53931b1dc9bd32cbe73a98c7f6766f8a527e", "", "2.4"),
        ("ba38be9e461d3875417946c167d0b5f3d385a247", "", "2.4"),
        # The commit counts, and not what the comment says of it.
        ("ed0c53931b1dc9bd32cbe73a98c7f6766f8a527e", "# v1.14.2", "2.4"),
        (OTHER, "# v1.13.0", "2.4"),
        (OTHER, "# tag=v1.13.0", "2.4"),
        (OTHER, "# release/v1", "2.5"),
        (OTHER, "", None),
    ],
)
def test_what_the_publishing_action_reads(ref: str, comment: str, reads: str | None) -> None:
    uses = f"{ACTION}@{ref}"
    reader = readers.of_action(uses, f"      - uses: {uses} {comment}")
    assert (str(reader.metadata) if reader else None) == reads


@pytest.mark.parametrize(
    ("word", "reads"),
    [
        ("twine==6.1.0", "2.4"),
        ("twine@5.1.1", "2.3"),
        ("twine<7", "2.4"),
        ("twine~=6.0", "2.4"),
        ("twine>=6", "2.5"),
        ("twine[keyring]==5.1.1", "2.3"),
        # It has no upper bound for pkginfo, which decides.
        ("twine==6.0.1", None),
        ("twine==4.0.2", None),
        ("twine", None),
        ("twined==1.0", None),
        ("twine==x", None),
    ],
)
def test_what_a_required_twine_reads(word: str, reads: str | None) -> None:
    """None: the newest, or no twine."""
    reader = readers.of_requirement(word)
    assert (str(reader.metadata) if reader else None) == reads


def test_every_row_has_a_source_and_falls_from_version_to_version() -> None:
    rows = [*readers.table()["backend"], *readers.table()["reader"]]
    for row in rows:
        assert row["source"]
        versions = [Version(since) for since, _ in row["versions"]]
        metadata = [Version(each) for _, each in row["versions"] if each]
        assert versions == sorted(versions, reverse=True)
        assert metadata == sorted(metadata, reverse=True)
