"""An upload from the first check to the stored file (`file_upload`, warehouse/forklift/legacy.py).

Everything is judged before anything is changed: a refused upload leaves no trace.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from packaging.metadata import Metadata
from packaging.utils import canonicalize_version
from pypi_attestations import Attestation, Distribution
from starlette.datastructures import UploadFile

from . import attestations, macaroons
from .caveats import Context
from .description import check_description
from .distribution import MEBIBYTE, check_distribution
from .fields import Fields
from .filenames import LONGEST, check_filename, check_sdist, check_wheel
from .metadata import read_metadata
from .names import check_rate, create_project, judge_creation
from .refusals import refuse
from .release import describe
from .services import Services
from .site import Site
from .state import File, Project, Publisher, Release, State, Token, User, new_id
from .uploadform import UploadForm, check_fields, read_form

FILE_LIMIT, PROJECT_LIMIT, GIBIBYTE = 100 * MEBIBYTE, 10 * 1024 * MEBIBYTE, 1024 * MEBIBYTE
OPEN_FOR = 14 * 86400  # seconds after its creation in which a release takes new files
ARCHIVED = ("archived", "archived-noindex")
CHUNK = 1 << 16


@dataclass(frozen=True)
class Identity:
    """Whose token came with the request: a user's or a publisher's."""

    macaroon: Any
    token: Token
    user: User | None
    publisher: Publisher | None


def identify(state: State, authorization: str) -> Identity:
    """The identity behind the Authorization header; refuses none, and users not in order."""
    if "read-only" in state.flags:
        refuse("index-read-only")
    if "disallow-new-upload" in state.flags:
        refuse("uploads-disabled")
    found = macaroons.find(state, macaroons.from_header(authorization))
    if found is None:
        refuse("invalid-auth")
    macaroon, token = found
    user = state.users.get(token.user or "")
    publisher = state.publishers.get(token.publisher or "")
    if (user is None and publisher is None) or (user and user.is_frozen):
        refuse("invalid-auth")
    if user and user.email != "verified":
        refuse("unverified-email", user=user.username)
    if user and not user.two_factor:
        refuse("two-factor-required", user=user.username)
    return Identity(macaroon, token, user, publisher)


@dataclass
class Upload:
    """One upload on its way: what is known so far."""

    state: State
    site: Site
    services: Services
    identity: Identity
    form: UploadForm
    metadata: Metadata
    file: IO[bytes]
    filename: str
    project: Project
    is_new: bool


def judge(
    state: State, site: Site, services: Services, identity: Identity, posted: Fields
) -> tuple[Upload, File, list[Attestation]] | None:
    """The upload and the file as it would be stored; None for a file that is there already."""
    fields = posted.cleaned()
    check_fields(fields)
    form, metadata = read_form(fields), read_metadata(fields)
    content = fields.last("content")
    if content is None:
        refuse("no-file")
    if isinstance(content, str):
        raise TypeError("content is a text; PyPI trips over it, too")
    project = state.project(form.name)
    is_new = project is None
    project = project or _new_project(state, site, services, identity, form.name)
    _check_permission(services, identity, project)
    if project.organization and not state.organizations.get(project.organization, True):
        refuse("organization-inactive")
    check_description(metadata)
    filename = content.filename or ""
    check_filename(filename, form.filetype)
    _check_type(content)
    upload = Upload(state, site, services, identity, form, metadata, content.file, filename,
                    project, is_new)  # fmt: skip
    return _judge_file(upload, fields)


def _new_project(
    state: State, site: Site, services: Services, identity: Identity, name: str
) -> Project:
    """The project as it would be created; it counts against the limit even if nothing comes."""
    if identity.user is None:
        refuse("non-user-identity")
    now, user = services.now(), identity.user.username
    check_rate(state, user, now)
    judge_creation(state, site, name)
    state.creations.append((user, now))
    return Project(name, {user: "Owner"}, id=new_id())


def _check_permission(services: Services, identity: Identity, project: Project) -> None:
    user, publisher = identity.user, identity.publisher
    context = Context(services.now(), user, publisher, project)
    macaroons.verify(identity.macaroon, identity.token, context)
    archived = project.lifecycle_status in ARCHIVED
    if user and (archived or user.username not in project.roles):
        refuse("not-project-member", user=user.username, project=project.name)
    if publisher and (archived or project.lifecycle_status == "quarantine-enter"):
        refuse("project-closed", project=project.name)


def _check_type(content: UploadFile) -> None:
    # A part without a type is text/plain to PyPI's parser.
    if (content.content_type or "text/plain").startswith("image/"):
        refuse("invalid-content-type")


def _judge_file(upload: Upload, fields: Fields) -> tuple[Upload, File, list[Attestation]] | None:
    size, hashes = _measure(upload)
    if any(hashes[kind] != digest for kind, digest in upload.form.digests.items()):
        refuse("digest-mismatch")
    if _is_stored(upload, hashes):
        return None
    _check_release(upload)
    if len(upload.filename.encode()) > LONGEST:
        raise ValueError("no file system takes such a name; PyPI trips over it, too")
    check_distribution(upload.file, upload.filename)
    metadata_sha256 = _check_names(upload)
    dist = Distribution(name=upload.filename, digest=hashes["sha256"])
    good = _attestations(upload, fields, dist)
    stored = File(
        upload.filename, upload.form.filetype, upload.form.pyversion, size, hashes,
        upload.services.now(), upload.form.comment or None, metadata_sha256,
        attestations=len(good),
    )  # fmt: skip
    return upload, stored, good


def _measure(upload: Upload) -> tuple[int, dict[str, str]]:
    """Size and digests of the file, read in pieces; refuses it as soon as it is too large."""
    project = upload.project
    limit = max(FILE_LIMIT, project.upload_limit or 0)
    total_limit = max(PROJECT_LIMIT, project.total_size_limit or 0)
    stored = sum(file.size for _, file in project.files())
    md5, sha256 = hashlib.md5(usedforsecurity=False), hashlib.sha256()
    blake2 = hashlib.blake2b(digest_size=32)
    size = 0
    while chunk := upload.file.read(CHUNK):
        size += len(chunk)
        if size > limit:
            refuse("file-too-large", project=project.name, limit=limit // MEBIBYTE)
        if size + stored > total_limit:
            refuse("project-size-limit", project=project.name, limit=total_limit // GIBIBYTE)
        for digest in (md5, sha256, blake2):
            digest.update(chunk)
    upload.file.seek(0)
    return size, {
        "md5": md5.hexdigest(), "sha256": sha256.hexdigest(), "blake2_256": blake2.hexdigest(),
    }  # fmt: skip


def _is_stored(upload: Upload, hashes: dict[str, str]) -> bool:
    """True for the very same file again; refuses a used name and content under another name."""
    blake2 = hashes["blake2_256"]
    for file in upload.state.all_files():
        if file.filename == upload.filename or file.hashes["blake2_256"] == blake2:
            if file.filename == upload.filename and file.hashes == hashes:
                return True
            refuse("file-already-exists", filename=upload.filename, digest=blake2)
    if upload.filename in upload.state.used_filenames:
        refuse("file-name-reuse")
    return False


def _release_of(upload: Upload) -> Release | None:
    return upload.project.releases.get(canonicalize_version(upload.metadata.version))


def _check_release(upload: Upload) -> None:
    release = _release_of(upload)
    if release is None:
        return
    if upload.services.now() - release.created > OPEN_FOR:
        refuse("release-too-old")
    is_sdist = upload.form.filetype == "sdist"
    if is_sdist and any(file.packagetype == "sdist" for file in release.files):
        refuse("multiple-sdists")


def _check_names(upload: Upload) -> str | None:
    """The digest of a wheel's metadata; None for an sdist."""
    # The project takes over the spelling of its name from the metadata.
    name = upload.metadata.name
    if upload.form.filetype == "sdist":
        check_sdist(upload.file, upload.filename, name, upload.metadata)
        return None
    content = check_wheel(upload.file, upload.filename, name, upload.metadata)
    return hashlib.sha256(content).hexdigest()


def _attestations(upload: Upload, fields: Fields, dist: Distribution) -> list[Attestation]:
    texts = fields.texts("attestations")
    if not texts or "disable-pep740" in upload.state.flags:
        return []
    publisher = upload.identity.publisher
    return attestations.check_attestations(texts[-1], publisher, dist, upload.services)


def store(upload: Upload, file: File, good: list[Attestation], folder: Path) -> None:
    """Writes the file below `folder`, then records it: whoever looks sees all of it or nothing."""
    target = folder / file.path
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{new_id()}.part")
    upload.file.seek(0)
    with part.open("wb") as copy:
        shutil.copyfileobj(upload.file, copy, CHUNK)
    part.replace(target)
    publisher = upload.identity.publisher
    if good and publisher:
        file.provenance = attestations.provenance(publisher, good)
    _record(upload, file)


def _record(upload: Upload, file: File) -> None:
    state, project, metadata = upload.state, upload.project, upload.metadata
    if upload.is_new:
        creator = upload.identity.user.username if upload.identity.user else ""
        create_project(state, project, creator, file.uploaded)
    project.name = metadata.name
    release = _release_of(upload)
    news = "" if release else str(metadata.version)
    if release is None:
        release = Release(str(metadata.version), file.uploaded, describe(metadata))
        project.releases[canonicalize_version(metadata.version)] = release
    release.files.append(file)
    state.used_filenames.add(file.filename)
    state.log(project, file.uploaded, news)
