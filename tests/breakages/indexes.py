"""An index is out of order, or has rules that the project meets now."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

from ..sandbox import tampering
from ..sandbox.home import LOGIN
from ..sandbox.pypi import outage
from ..sandbox.pypi.state import Project
from ..sandbox.world import Sandbox

#: A file that somebody left among the sources: just over what an index takes in one file.
RECORDING, RECORDED = "recording.bin", 101 * 1024 * 1024
METADATA = (
    "Metadata-Version: 2.4\nName: {name}\nVersion: 0.1.0\n"
    "Summary: Open Host Factory Plugin for IBM Spectrum Symphony\n"
)
WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def prohibited_name(sandbox: Sandbox) -> None:
    """Somebody shortened the project's name to one that TestPyPI's administrators keep back."""
    sandbox.indexes["testpypi"].state.prohibited.add("hostfactory")
    _rename(sandbox, "hostfactory")
    _hand_token(sandbox, "testpypi")


def similar_name(sandbox: Sandbox) -> None:
    """Somebody shortened the project's name, and a stranger's project on PyPI looks like it."""
    sandbox.indexes["pypi"].state.add_project(Project("hostfactory", {"somebody": "Owner"}))
    _rename(sandbox, "host-factory")
    _hand_token(sandbox, "pypi")


def many_new_projects(sandbox: Sandbox) -> None:
    """The reader has created twenty other projects on TestPyPI within the hour."""
    state = sandbox.indexes["testpypi"].state
    state.creations += [(LOGIN, time.time())] * 20
    _hand_token(sandbox, "testpypi")


def silent_status_line(sandbox: Sandbox) -> None:
    """TestPyPI is reached through HTTP/2, and main has lost the option against local versions."""
    sandbox.indexes["testpypi"].state.flags.add(outage.SILENT)
    text = (sandbox.folder / "pyproject.toml").read_text()
    text = text.replace('raw-options = { local_scheme = "no-local-version" }\n', "")
    tampering.commit_file(sandbox, "pyproject.toml", text, "Drop an option that nobody knows")
    _hand_token(sandbox, "testpypi")


def outage_of_uploads(sandbox: Sandbox) -> None:
    """TestPyPI's upload service is down, until somebody looks whether it is back."""
    _hand_token(sandbox, "testpypi")
    outage.begin(sandbox.indexes["testpypi"].state, outage.DOWN, requests=0)


def uploads_switched_off(sandbox: Sandbox) -> None:
    """TestPyPI's administrators have switched uploads off, for the next one."""
    _hand_token(sandbox, "testpypi")
    outage.begin(sandbox.indexes["testpypi"].state, "disallow-new-upload", requests=1)


def full_project(sandbox: Sandbox) -> None:
    """Two nightly builds of five gigabytes each fill the project on TestPyPI."""
    state = sandbox.indexes["testpypi"].state
    state.add_project(Project(sandbox.facts.package, {LOGIN: "Owner"}))
    for number in (1, 2):
        name = f"open_hostfactory_plugin-0.0.1.dev{number}-py3-none-any.whl"
        tampering.add_file(sandbox, "testpypi", f"0.0.1.dev{number}", name, b"%d" % number)
    for file in state.all_files():
        file.size = 5 * 1024**3
    _hand_token(sandbox, "testpypi")


def recording_in_wheel(sandbox: Sandbox) -> None:
    """A recording of 101 MB lies among the sources, and in the wheel that was built from them."""
    package = "open_hostfactory_plugin"
    with (sandbox.folder / "src" / package / RECORDING).open("wb") as file:
        file.truncate(RECORDED)
    (sandbox.folder / "dist").mkdir()
    wheel = sandbox.folder / "dist" / f"{package}-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{package}/{RECORDING}", bytes(RECORDED))
        info = f"{package}-0.1.0.dist-info"
        archive.writestr(f"{info}/METADATA", METADATA.format(name=sandbox.facts.package))
        archive.writestr(f"{info}/WHEEL", WHEEL)
        archive.writestr(f"{info}/RECORD", f"{package}/{RECORDING},,{RECORDED}\n")
    _hand_token(sandbox, "testpypi")


def publisher_for_other_name(sandbox: Sandbox) -> None:
    """The pending publisher on TestPyPI is to create a project of another spelling."""
    for pending in sandbox.indexes["testpypi"].state.pending.values():
        pending.project_name = "open-host-factory-plugin"


def project_by_hand(sandbox: Sandbox) -> None:
    """The reader uploaded a first version to TestPyPI by hand; the pending publisher stays."""
    state, name = sandbox.indexes["testpypi"].state, "open_hostfactory_plugin-0.0.1.tar.gz"
    state.add_project(Project(sandbox.facts.package, {LOGIN: "Owner"}), time.time())
    tampering.add_file(sandbox, "testpypi", "0.0.1", name, b"uploaded by hand")


def company_authority(sandbox: Sandbox) -> None:
    """The company's network opens connections; its authority lies in a file that IT handed out."""
    handed = Path(sandbox.environment["REQUESTS_CA_BUNDLE"]).read_text()
    (sandbox.root / "home" / "company-ca.pem").write_text(handed)
    _hand_token(sandbox, "testpypi")


def token_without_jti(sandbox: Sandbox) -> None:
    """The next OIDC token lacks the claim that tells it from all others."""
    sandbox.github.issuer.forgotten.append("jti")


def _rename(sandbox: Sandbox, name: str) -> None:
    """What a person does to give the package another name and keep the module's."""
    text = (sandbox.folder / "pyproject.toml").read_text()
    text = text.replace(f'name = "{sandbox.facts.package}"', f'name = "{name}"', 1)
    wheel = '\n[tool.hatch.build.targets.wheel]\npackages = ["src/open_hostfactory_plugin"]\n'
    tampering.commit_file(sandbox, "pyproject.toml", text + wheel, "Shorten the name")


def _hand_token(sandbox: Sandbox, site: str) -> None:
    """The reader has made a token for uploads by hand."""
    fields = {"Token name": "uploads by hand", "Scope": "Entire account (all projects)"}
    domain = sandbox.indexes[site].site.domain
    sandbox.browser.submit(f"https://{domain}/manage/account/token/", fields)
