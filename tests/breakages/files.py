"""What lies in the reader's dist/ is not what was built, or not what an index takes."""

from __future__ import annotations

import shutil

from ..sandbox import tampering
from ..sandbox.world import Sandbox

_TAG = """\
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Tag(BuildHookInterface):
    def initialize(self, version, build_data):
        build_data["tag"] = "py3-none-linux_x86_64"
"""
_PUBLISH = "      - uses: pypa/gh-action-pypi-publish@"


def used_file_names(sandbox: Sandbox) -> None:
    """0.1.0 was on TestPyPI, and its owner deleted the project to upload it again."""
    for ending in (".tar.gz", "-py3-none-any.whl"):
        name = f"open_hostfactory_plugin-0.1.0{ending}"
        sandbox.indexes["testpypi"].state.used_filenames.add(name)


def signature_behind_the_wheel(sandbox: Sandbox) -> None:
    """A signing tool wrote its signature behind the end of the built wheel."""
    for wheel in tampering.build(sandbox, "0.1.0").glob("*.whl"):
        with wheel.open("ab") as file:
            file.write(b"\n-- signed by the build farm\n")


def platform_hook(sandbox: Sandbox) -> None:
    """A build hook tags the wheel for the machine that a helper program was compiled on."""
    tampering.commit_file(sandbox, "hatch_build.py", _TAG, "Tag the wheel for Linux")
    text = (sandbox.folder / "pyproject.toml").read_text()
    text += "\n[tool.hatch.build.targets.wheel.hooks.custom]\n"
    tampering.commit_file(sandbox, "pyproject.toml", text, "Use the hook")


def sdist_as_a_zip(sandbox: Sandbox) -> None:
    """An older tool left the sdist of 0.1.0 in dist/ as a .zip, too."""
    dist = tampering.build(sandbox, "0.1.0")
    unpacked = sandbox.root / "tmp" / "sdist"
    shutil.unpack_archive(dist / "open_hostfactory_plugin-0.1.0.tar.gz", unpacked)
    shutil.make_archive(str(dist / "open_hostfactory_plugin-0.1.0"), "zip", unpacked)


def hyphens_in_the_sdist(sandbox: Sandbox) -> None:
    """An older build backend named the sdist of 0.1.0 as the project spells itself."""
    dist = tampering.build(sandbox, "0.1.0")
    sdist = dist / "open_hostfactory_plugin-0.1.0.tar.gz"
    sdist.rename(dist / "open-hostfactory-plugin-0.1.0.tar.gz")


def bill_of_materials_in_dist(sandbox: Sandbox) -> None:
    """Somebody let the bill of materials be written into dist/."""
    dist = tampering.build(sandbox, "0.1.0")
    (dist / "sbom.cdx.json").write_text('{"bomFormat": "CycloneDX"}\n')


def other_folder(sandbox: Sandbox) -> None:
    """The job that publishes to TestPyPI downloads the distributions into another folder."""
    head, job, tail = tampering.workflow_text(sandbox).partition("  publish-testpypi:\n")
    text = head + job + tail.replace("path: dist/", "path: packages/", 1)
    tampering.commit_workflow(sandbox, text, "Name the folder for what is in it")


def other_artifact(sandbox: Sandbox) -> None:
    """The build job uploads its artifact under a name that nobody else uses."""
    text = tampering.workflow_text(sandbox)
    text = text.replace("          name: dist\n", "          name: distributions\n", 1)
    tampering.commit_workflow(sandbox, text, "Call the artifact what it is")


def both_indexes_in_one_job(sandbox: Sandbox) -> None:
    """A rehearsal goes on to PyPI in the same job, and PyPI's publisher names no environment."""
    for publisher in sandbox.indexes["pypi"].state.pending.values():
        publisher.environment = ""
    text, mark = tampering.workflow_text(sandbox), "  # --8<-- [end:publish-testpypi]"
    head, _, tail = text.partition(mark)
    step = _PUBLISH + head.rpartition(_PUBLISH)[2].partition("\n")[0] + "\n"
    tampering.commit_workflow(sandbox, head + step + mark + tail, "Go on to PyPI")


def skip_what_exists(sandbox: Sandbox) -> None:
    """Rehearsals are numbered by commits and skip what exists; this one was published before."""
    text = tampering.workflow_text(sandbox)
    text = text.replace("$(date -u +%Y%m%d%H%M%S)", "$(git rev-list --count HEAD)")
    url = "          repository-url: https://test.pypi.org/legacy/\n"
    text = text.replace(url, f"{url}          skip-existing: true\n")
    tampering.commit_workflow(sandbox, text, "Let a repeated rehearsal pass")
    tampering.use_publishers(sandbox, "testpypi")
    version = "0.1.dev" + sandbox.github.bare.git("rev-list", "--count", "main")
    for ending in (".tar.gz", "-py3-none-any.whl"):
        name = f"open_hostfactory_plugin-{version}{ending}"
        tampering.add_file(sandbox, "testpypi", version, name, b"an earlier rehearsal")
