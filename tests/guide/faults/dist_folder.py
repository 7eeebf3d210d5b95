"""Faults in the reader's dist/: files that differ from the build, or that an index refuses."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from tests.guide.remedies.on_index import folder_uploaded, recorded_wheel_published, uploaded
from tests.guide.remedies.remedy import mended_by
from tests.sandbox import command
from tests.sandbox.actors import api_token, existing_releases, manual_uploads
from tests.sandbox.sandbox import Sandbox

#: A file left in the source tree, just over an index's size limit for one file.
_RECORDING, _RECORDED = "recording.bin", 101 * 1024 * 1024
_METADATA = (
    "Metadata-Version: 2.4\nName: {name}\nVersion: 0.1.0\n"
    "Summary: Open Host Factory Plugin for IBM Spectrum Symphony\n"
)
_WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


@mended_by(uploaded("testpypi"))
def signature_behind_the_wheel(sandbox: Sandbox) -> None:
    """A signing tool appended its signature to the built wheel."""
    for wheel in _build(sandbox).glob("*.whl"):
        with wheel.open("ab") as file:
            file.write(b"\n-- signed by the build farm\n")


@mended_by(folder_uploaded("testpypi"))
def sdist_as_a_zip(sandbox: Sandbox) -> None:
    """An older tool also left the sdist of 0.1.0 in dist/ as a .zip."""
    dist, (sdist, _) = _build(sandbox), existing_releases.file_names(sandbox, "0.1.0")
    unpacked = sandbox.root / "tmp" / "sdist"
    shutil.unpack_archive(dist / sdist, unpacked)
    shutil.make_archive(str(dist / sdist.removesuffix(".tar.gz")), "zip", unpacked)


@mended_by(folder_uploaded("testpypi"))
def hyphens_in_the_sdist(sandbox: Sandbox) -> None:
    """An older build backend named the sdist of 0.1.0 with hyphens, as the project is spelt."""
    dist, (sdist, _) = _build(sandbox), existing_releases.file_names(sandbox, "0.1.0")
    (dist / sdist).rename(dist / sdist.replace("_", "-"))


@mended_by(folder_uploaded("testpypi"))
def bill_of_materials_in_dist(sandbox: Sandbox) -> None:
    """Somebody wrote the bill of materials into dist/."""
    (_build(sandbox) / "sbom.cdx.json").write_text('{"bomFormat": "CycloneDX"}\n')


@mended_by(recorded_wheel_published("pypi", "0.1.1", "{module}/build_info.py"))
def file_added_to_wheel(sandbox: Sandbox) -> None:
    """A release script added a file to the finished wheel of 0.1.0, which is on PyPI."""
    for wheel in _build(sandbox).glob("*.whl"):
        with zipfile.ZipFile(wheel, "a") as archive:
            archive.writestr(f"{sandbox.facts.module}/build_info.py", 'CHANNEL = "stable"\n')
    manual_uploads.upload(sandbox, "pypi", sandbox.folder / "dist")


@mended_by(uploaded("testpypi"))
def recording_in_wheel(sandbox: Sandbox) -> None:
    """A recording of 101 MB is in the source tree and in the wheel that was built from it."""
    facts = sandbox.facts
    with (sandbox.folder / "src" / facts.module / _RECORDING).open("wb") as file:
        file.truncate(_RECORDED)
    (sandbox.folder / "dist").mkdir()
    _, wheel = existing_releases.file_names(sandbox, "0.1.0")
    with zipfile.ZipFile(sandbox.folder / "dist" / wheel, "w") as archive:
        archive.writestr(f"{facts.module}/{_RECORDING}", bytes(_RECORDED))
        info = f"{facts.distribution}-0.1.0.dist-info"
        archive.writestr(f"{info}/METADATA", _METADATA.format(name=facts.package))
        archive.writestr(f"{info}/WHEEL", _WHEEL)
        archive.writestr(f"{info}/RECORD", f"{facts.module}/{_RECORDING},,{_RECORDED}\n")
    api_token.make(sandbox, "testpypi")


def _build(sandbox: Sandbox) -> Path:
    """Build sdist and wheel of 0.1.0 and return the reader's dist/."""
    # It runs the reader's build backend, so it is confined as the reader's shell is.
    built = sandbox.run("uv", "build", "--quiet", SETUPTOOLS_SCM_PRETEND_VERSION="0.1.0")
    command.check(built)
    return sandbox.folder / "dist"
