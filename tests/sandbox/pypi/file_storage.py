"""An upload's file: checked for size and digests, compared with stored files, and stored."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from packaging.metadata import Metadata
from packaging.utils import canonicalize_version

from tests.sandbox.pypi import security_history
from tests.sandbox.pypi.distribution import MEBIBYTE
from tests.sandbox.pypi.names import create_project
from tests.sandbox.pypi.refusals import refuse
from tests.sandbox.pypi.release import File, Release, release_info
from tests.sandbox.pypi.state import Project, State
from tests.sandbox.pypi.upload_form import UploadForm
from tests.sandbox.pypi.upload_identity import Identity
from tests.terminal.whole_file import whole_file

GIBIBYTE = 1024 * MEBIBYTE
FILE_LIMIT, PROJECT_LIMIT = 100 * MEBIBYTE, 10 * GIBIBYTE
RELEASE_OPEN = 14 * 86400  # seconds after its creation in which a release accepts new files
CHUNK = 1 << 16


@dataclass
class Upload:
    """An upload; the checks fill in the fields that have defaults."""

    identity: Identity
    form: UploadForm
    metadata: Metadata
    file: IO[bytes]
    filename: str
    project: Project
    now: float
    size: int = 0
    hashes: dict[str, str] = field(default_factory=dict)
    metadata_sha256: str | None = None
    record_differs: bool = False
    provenance: dict[str, Any] | None = None

    @property
    def release(self) -> Release | None:
        return self.project.releases.get(canonicalize_version(self.metadata.version))


def check_size_and_digests(upload: Upload) -> None:
    """Compute `size` and `hashes`, reading in chunks; refuse as soon as the file is too large."""
    project = upload.project
    limit = max(FILE_LIMIT, project.upload_limit or 0)
    total_limit = max(PROJECT_LIMIT, project.total_size_limit or 0)
    stored = sum(file.size for _, file in project.files())
    digests: dict[str, Any] = {
        "md5": hashlib.md5(usedforsecurity=False),
        "sha256": hashlib.sha256(),
        "blake2_256": hashlib.blake2b(digest_size=32),
    }
    while chunk := upload.file.read(CHUNK):
        upload.size += len(chunk)
        if upload.size > limit:
            refuse("file-too-large", project=project.name, limit=limit // MEBIBYTE)
        if upload.size + stored > total_limit:
            refuse("project-size-limit", project=project.name, limit=total_limit // GIBIBYTE)
        for digest in digests.values():
            digest.update(chunk)
    upload.file.seek(0)
    upload.hashes = {kind: digest.hexdigest() for kind, digest in digests.items()}
    if any(upload.hashes[kind] != given for kind, given in upload.form.digests.items()):
        refuse("digest-mismatch")


def is_duplicate(state: State, upload: Upload) -> bool:
    """Return True if the same file is stored.

    Refuse a name that was used before, and content that is stored under another name.
    """
    name, blake2 = upload.filename, upload.hashes["blake2_256"]
    for file in state.all_files():
        if file.filename == name or file.hashes["blake2_256"] == blake2:
            if file.filename == name and file.hashes == upload.hashes:
                return True
            refuse("file-already-exists", filename=name, digest=blake2)
    if name in state.used_filenames:
        refuse("file-name-reuse")
    return False


def check_release(upload: Upload) -> None:
    """Refuse a file for a release that is closed, and a second sdist."""
    release = upload.release
    if release is None:
        return
    if upload.now - release.created > RELEASE_OPEN:
        refuse("release-too-old")
    if upload.form.filetype == "sdist" and any(f.packagetype == "sdist" for f in release.files):
        refuse("multiple-sdists")


def store(state: State, upload: Upload, folder: Path) -> None:
    """Write the file below `folder` under a temporary name, rename it, then record it.

    A reader gets the whole file or none.
    """
    file = File(
        upload.filename, upload.form.filetype, upload.form.pyversion, upload.size, upload.hashes,
        upload.now, upload.form.comment or None, upload.metadata_sha256, upload.provenance,
    )  # fmt: skip
    target = folder / file.path
    target.parent.mkdir(parents=True, exist_ok=True)
    upload.file.seek(0)
    with whole_file(target) as copy:
        shutil.copyfileobj(upload.file, copy, CHUNK)
    _record(state, upload, file)


def _record(state: State, upload: Upload, file: File) -> None:
    project, metadata, release = upload.project, upload.metadata, upload.release
    if project.normalized not in state.projects:
        creator = upload.identity.user.username if upload.identity.user else ""
        create_project(state, project, creator, file.uploaded)
    project.name = metadata.name
    new_version = "" if release else str(metadata.version)
    if release is None:
        release = Release(str(metadata.version), file.uploaded, release_info(metadata))
        project.releases[canonicalize_version(metadata.version)] = release
        by = upload.identity.user.username if upload.identity.user else "a trusted publisher"
        created = f"Version {metadata.version} created"
        security_history.record(state, file.uploaded, project.id, created, f"Added by: {by}")
    release.files.append(file)
    state.used_filenames.add(file.filename)
    state.log(project, file.uploaded, new_version)
