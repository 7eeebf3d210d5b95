"""Checks of an index: something new is on it, or all files of the reader's dist/ are."""

from __future__ import annotations

import zipfile
from hashlib import sha256

from overrides.hooks.facts.identity import identity_of
from tests.guide.remedies.remedy import ACCOUNTS, Check, Judge
from tests.sandbox.pypi import quarantine
from tests.sandbox.pypi.release import File
from tests.sandbox.sandbox import Sandbox


def hosts(index: str) -> tuple[str, ...]:
    """The hosts of an index."""
    return ("pypi.org", "upload.pypi.org") if index == "pypi" else ("test.pypi.org",)


def uploaded(index: str) -> Check:
    """A file of the project is on the index that was not there when the fault was injected."""

    def begin(sandbox: Sandbox) -> Judge:
        before = digests(sandbox, index)
        return lambda: None if digests(sandbox, index).keys() - before else nothing_new(index)

    return Check(begin, ACCOUNTS, hosts(index))


def folder_uploaded(index: str) -> Check:
    """Each file in dist/ is on the index, byte for byte."""

    def begin(sandbox: Sandbox) -> Judge:
        return lambda: _missing(sandbox, index)

    return Check(begin, ACCOUNTS, hosts(index))


def wheel_published(index: str, version: str, member: str) -> Check:
    """The index has a wheel of the version with the member in it; `{module}` is the package's."""

    def begin(sandbox: Sandbox) -> Judge:
        wanted = identity_of(sandbox.facts).filled(member)
        return lambda: _without_member(sandbox, index, version, wanted)

    return Check(begin, ACCOUNTS, hosts(index))


def recorded_wheel_published(index: str, member: str) -> Check:
    """The newest wheel has the member in it, and the index has sent no mail about that wheel."""

    def begin(sandbox: Sandbox) -> Judge:
        wanted = identity_of(sandbox.facts).filled(member)

        def judge() -> str | None:
            wheels = _wheels(sandbox, index)
            if not wheels:
                return nothing_new(index)
            newest = max(wheels, key=lambda file: file.uploaded)
            if any(newest.filename in text for _, text in sandbox.indexes[index].state.mails):
                return f"{newest.filename} differs from its RECORD"
            return _lacks(sandbox, index, newest, wanted)

        return judge

    return Check(begin, ACCOUNTS, hosts(index))


def restored(index: str) -> Check:
    """The project on the index is not in quarantine."""

    def begin(sandbox: Sandbox) -> Judge:
        def judge() -> str | None:
            project = sandbox.indexes[index].state.project(sandbox.facts.package)
            held = project is None or project.lifecycle_status == quarantine.ENTERED
            return "the project is still in quarantine" if held else None

        return judge

    return Check(begin, ("publish/release.md",), hosts(index))


def nothing_new(index: str) -> str:
    return f"no new file of the project is on {hosts(index)[0]}"


def digests(sandbox: Sandbox, index: str) -> dict[str, str]:
    """The SHA-256 of each file of the project on the index, by its name."""
    project = sandbox.indexes[index].state.project(sandbox.facts.package)
    files = project.files() if project else ()
    return {file.filename: file.hashes["sha256"] for _, file in files}


def _without_member(sandbox: Sandbox, index: str, version: str, member: str) -> str | None:
    stem = f"{sandbox.facts.distribution}-{version}-"
    for file in _wheels(sandbox, index):
        if file.filename.startswith(stem):
            return _lacks(sandbox, index, file, member)
    return f"{hosts(index)[0]} has no wheel of {version}"


def _wheels(sandbox: Sandbox, index: str) -> list[File]:
    project = sandbox.indexes[index].state.project(sandbox.facts.package)
    files = project.files() if project else ()
    return [file for _, file in files if file.packagetype == "bdist_wheel"]


def _lacks(sandbox: Sandbox, index: str, file: File, member: str) -> str | None:
    with zipfile.ZipFile(sandbox.indexes[index].folder / file.path) as wheel:
        return None if member in wheel.namelist() else f"{file.filename} has no {member}"


def _missing(sandbox: Sandbox, index: str) -> str | None:
    published = digests(sandbox, index)
    folder = sandbox.folder / "dist"
    found = folder.glob("[!.]*")  # uv writes a .gitignore beside the distributions
    files = sorted(found)
    if not files:
        return "dist/ is empty"
    for file in files:
        if published.get(file.name) != sha256(file.read_bytes()).hexdigest():
            return f"dist/{file.name} is not on {hosts(index)[0]}"
    return None
