"""Faults in dist/: files that differ from the build, or that an index refuses."""

from __future__ import annotations

import zipfile
from functools import partial
from pathlib import Path

from tests.guide.remedies.on_index import recorded_wheel_published
from tests.guide.remedies.remedy import FOR_TESTPYPI, all_of, mended_by
from tests.guide.remedies.runs import run_published
from tests.guide.remedies.traces import off_main
from tests.sandbox.actors import commits, existing_releases
from tests.sandbox.actors.workflow_edits import replaced_in_job
from tests.sandbox.sandbox import Sandbox

#: Two files just over an index's limit for one file; GitHub accepts each of them.
_RECORDINGS, _RECORDED = ("first.bin", "second.bin"), 54 * 1024 * 1024
_METADATA = (
    "Metadata-Version: 2.4\nName: {name}\nVersion: 0.1.0\n"
    "Summary: Open Host Factory Plugin for IBM Spectrum Symphony\n"
)
_WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_UPLOAD = "      - uses: actions/upload-artifact@"


@mended_by(run_published("testpypi"))
def signature_behind_the_wheel(sandbox: Sandbox) -> None:
    """A step of the build job appends a signature to the built wheel."""
    signed = 'echo "-- signed by the build farm" | tee -a dist/*.whl > /dev/null'
    _add_step(sandbox, "Sign the wheel", signed)


@mended_by(run_published("testpypi"))
def sdist_as_a_zip(sandbox: Sandbox) -> None:
    """A step of the build job also packs the sdist as a .zip."""
    _add_step(
        sandbox,
        "Pack the sources for Windows, too",
        "tar -xf dist/*.tar.gz",
        "sources=$(basename dist/*.tar.gz .tar.gz)",
        'python3 -m zipfile -c "dist/$sources.zip" "$sources"',
    )


@mended_by(run_published("testpypi"))
def hyphens_in_the_sdist(sandbox: Sandbox) -> None:
    """A step of the build job names the sdist with hyphens, as the project is spelt."""
    _add_step(
        sandbox,
        "Name the sdist as the project",
        "sdist=$(basename dist/*.tar.gz)",
        'mv "dist/$sdist" "dist/${sdist//_/-}"',
    )


@mended_by(run_published("testpypi"))
def bill_of_materials_in_dist(sandbox: Sandbox) -> None:
    """A step of the build job writes the bill of materials into dist/."""
    written = """echo '{"bomFormat":"CycloneDX"}' > dist/sbom.cdx.json"""
    _add_step(sandbox, "Write the bill of materials", written)


@mended_by(
    all_of(
        [recorded_wheel_published("testpypi", "{module}/build_info.py"), run_published("testpypi")],
        FOR_TESTPYPI,
    )
)
def file_added_to_wheel(sandbox: Sandbox) -> None:
    """A step of the build job adds a file to the finished wheel."""
    _add_step(
        sandbox,
        "Name the channel in the wheel",
        f"mkdir {sandbox.facts.module}",
        f"""echo 'CHANNEL = "stable"' > {sandbox.facts.module}/build_info.py""",
        'python3 -c "import sys, zipfile',
        "zipfile.ZipFile(sys.argv[1], 'a').write(sys.argv[2])\" dist/*.whl */build_info.py",
    )


@mended_by(run_published("testpypi").also(off_main(_RECORDINGS)))
def recording_in_wheel(sandbox: Sandbox) -> None:
    """Two recordings of 54 MiB each are in git, beside the modules, and in the wheel in dist/.

    Those in git are of zeros, which git packs well. The wheel does not compress them, as it could
    not compress real ones.
    """
    facts, recording = sandbox.facts, bytes(_RECORDED)

    def change(folder: Path) -> None:
        for name in _RECORDINGS:
            (folder / "src" / facts.module / name).write_bytes(recording)

    commits.commit_change(sandbox, "Keep the recordings of two hosts", change)
    _, wheel = existing_releases.file_names(sandbox, "0.1.0")
    (sandbox.folder / "dist").mkdir()
    with zipfile.ZipFile(sandbox.folder / "dist" / wheel, "w") as archive:
        info = f"{facts.distribution}-0.1.0.dist-info"
        files = {f"{facts.module}/{name}": recording for name in _RECORDINGS}
        files[f"{info}/METADATA"] = _METADATA.format(name=facts.package).encode()
        files[f"{info}/WHEEL"] = _WHEEL.encode()
        for name, content in files.items():
            archive.writestr(name, content)
        record = "".join(f"{name},,{len(content)}\n" for name, content in files.items())
        archive.writestr(f"{info}/RECORD", f"{record}{info}/RECORD,,\n")


def _add_step(sandbox: Sandbox, name: str, *lines: str) -> None:
    """Add a step to the build job, between its checks and the upload of the artifact."""
    indented = "".join(f"          {line}\n" for line in lines)
    run = f"        run: |\n{indented}" if len(lines) > 1 else f"        run: {lines[0]}\n"
    step = f"      - name: {name}\n{run}"
    edit = partial(replaced_in_job, job="build", old=_UPLOAD, new=step + _UPLOAD)
    commits.rewrite_workflow(sandbox, name, edit)
