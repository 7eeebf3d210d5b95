"""All checks of an upload, in PyPI's order (`file_upload`, warehouse/forklift/legacy.py).

They run before the upload is stored, so a refused upload stores nothing. It still counts against
the limit on new projects.
"""

from __future__ import annotations

import hashlib

from starlette.datastructures import UploadFile

from tests.sandbox.pypi.dependencies import Dependencies
from tests.sandbox.pypi.distribution import check_distribution
from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.file_storage import (
    Upload,
    check_release,
    check_size_and_digests,
    is_duplicate,
)
from tests.sandbox.pypi.filenames import MAX_FILENAME, check_filename
from tests.sandbox.pypi.long_description import check_description
from tests.sandbox.pypi.metadata import read_metadata
from tests.sandbox.pypi.names import check_creation, check_rate
from tests.sandbox.pypi.refusals import ServerError, refuse
from tests.sandbox.pypi.sdist import check_sdist
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import Project, State
from tests.sandbox.pypi.upload_form import check_fields, read_form
from tests.sandbox.pypi.upload_identity import Identity, check_account, check_permission
from tests.sandbox.pypi.wheel import check_wheel, record_differs


def validate(
    state: State, site: Site, dependencies: Dependencies, identity: Identity, posted: Fields
) -> Upload | None:
    """Return the upload if it can be stored; None if the same file is stored already.

    Raises ServerError where PyPI's own code fails.
    """
    fields, now = posted.sanitized(), dependencies.now()
    check_fields(fields)
    form, metadata = read_form(fields), read_metadata(fields)
    content = _content(fields)
    project = state.project(form.name) or _new_project(state, identity, form.name, now)
    check_permission(identity, project, now)
    check_account(identity.user)
    _check_organization(state, project)
    check_description(metadata)
    filename = content.filename or ""
    check_filename(filename, form.filetype)
    _check_content_type(content)
    upload = Upload(identity, form, metadata, content.file, filename, project, now)
    check_size_and_digests(upload)
    if is_duplicate(state, upload):
        return None
    check_release(upload)
    _check_file(upload)
    if "disable-pep740" not in state.flags:
        _add_provenance(upload, fields, dependencies)
    return upload


def _content(fields: Fields) -> UploadFile:
    content = fields.last("content")
    if content is None:
        refuse("no-file")
    if isinstance(content, str):
        raise ServerError("content is a text field, not a file")
    return content


def _new_project(state: State, identity: Identity, name: str, now: float) -> Project:
    """Return the project to create; it counts against the limit even if the upload is refused."""
    if identity.user is None:
        refuse("non-user-identity")
    check_account(identity.user)
    user = identity.user.username
    check_rate(state, user, now)
    check_creation(state, name)
    state.creations.append((user, now))
    return Project(name, {user: "Owner"})


def _check_organization(state: State, project: Project) -> None:
    if project.organization and not state.organizations.get(project.organization, True):
        refuse("organization-inactive")


def _check_content_type(content: UploadFile) -> None:
    # PyPI's parser reads a part without a Content-Type as text/plain.
    if (content.content_type or "text/plain").startswith("image/"):
        refuse("invalid-content-type")


def _check_file(upload: Upload) -> None:
    """Refuse a file that is not a distribution, or that does not fit its metadata."""
    if len(upload.filename.encode()) > MAX_FILENAME:
        raise ServerError(f"{upload.filename} is too long for a file system")
    check_distribution(upload.file, upload.filename)
    # The upload changes the project's name to the metadata's spelling.
    project = upload.metadata.name
    if upload.form.filetype == "sdist":
        check_sdist(upload.file, upload.filename, project, upload.metadata)
    else:
        content = check_wheel(upload.file, upload.filename, project, upload.metadata)
        upload.metadata_sha256 = hashlib.sha256(content).hexdigest()
        upload.record_differs = record_differs(upload.file, upload.filename)


def _add_provenance(upload: Upload, fields: Fields, dependencies: Dependencies) -> None:
    texts, publisher = fields.texts("attestations"), upload.identity.publisher
    if texts:
        # Imported here because Sigstore's libraries take half a second to load.
        from pypi_attestations import Distribution

        from tests.sandbox.pypi.attestations import check_attestations

        dist = Distribution(name=upload.filename, digest=upload.hashes["sha256"])
        upload.provenance = check_attestations(texts[-1], publisher, dist, dependencies)
