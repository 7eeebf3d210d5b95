"""An upload from the first check to the last (`file_upload`, warehouse/forklift/legacy.py).

Everything is judged before anything is changed: a refused upload leaves no trace.
"""

from __future__ import annotations

import hashlib

from starlette.datastructures import UploadFile

from tests.sandbox.pypi.dependencies import Services
from tests.sandbox.pypi.distribution import check_distribution
from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.file_storage import Upload, check_release, is_stored, measure
from tests.sandbox.pypi.filenames import LONGEST, check_filename, check_sdist, check_wheel
from tests.sandbox.pypi.long_description import check_description
from tests.sandbox.pypi.metadata import read_metadata
from tests.sandbox.pypi.names import check_rate, judge_creation
from tests.sandbox.pypi.refusals import refuse
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import Project, State
from tests.sandbox.pypi.upload_form import check_fields, read_form
from tests.sandbox.pypi.upload_identity import Identity, check_permission


def validated(
    state: State, site: Site, services: Services, identity: Identity, posted: Fields
) -> Upload | None:
    """The upload, good to be stored; None for a file that is there already.

    Raises TypeError and ValueError where PyPI's own server trips.
    """
    fields, now = posted.cleaned(), services.now()
    check_fields(fields)
    form, metadata = read_form(fields), read_metadata(fields)
    content = _content(fields)
    project = state.project(form.name) or _new_project(state, site, identity, form.name, now)
    check_permission(identity, project, now)
    if project.organization and not state.organizations.get(project.organization, True):
        refuse("organization-inactive")
    check_description(metadata)
    filename = content.filename or ""
    check_filename(filename, form.filetype)
    # A part without a type is text/plain to PyPI's parser.
    if (content.content_type or "text/plain").startswith("image/"):
        refuse("invalid-content-type")
    upload = Upload(identity, form, metadata, content.file, filename, project, now)
    measure(upload)
    if is_stored(state, upload):
        return None
    check_release(upload)
    _check_file(upload)
    if "disable-pep740" not in state.flags:
        _attest(upload, fields, services)
    return upload


def _content(fields: Fields) -> UploadFile:
    content = fields.last("content")
    if content is None:
        refuse("no-file")
    if isinstance(content, str):
        raise TypeError("content is a text")
    return content


def _new_project(state: State, site: Site, identity: Identity, name: str, now: float) -> Project:
    """The project as it would be created; it counts against the limit even if nothing comes."""
    if identity.user is None:
        refuse("non-user-identity")
    user = identity.user.username
    check_rate(state, user, now)
    judge_creation(state, site, name)
    state.creations.append((user, now))
    return Project(name, {user: "Owner"})


def _check_file(upload: Upload) -> None:
    """Refuses what is no distribution, or not the one that the metadata speaks of."""
    if len(upload.filename.encode()) > LONGEST:
        raise ValueError("no file system takes such a name")
    check_distribution(upload.file, upload.filename)
    # The project takes over the spelling of its name from the metadata.
    project = upload.metadata.name
    if upload.form.filetype == "sdist":
        check_sdist(upload.file, upload.filename, project, upload.metadata)
    else:
        content = check_wheel(upload.file, upload.filename, project, upload.metadata)
        upload.metadata_sha256 = hashlib.sha256(content).hexdigest()


def _attest(upload: Upload, fields: Fields, services: Services) -> None:
    texts, publisher = fields.texts("attestations"), upload.identity.publisher
    if texts:
        # Sigstore's libraries take half a second to load: only who signs should wait for them.
        from pypi_attestations import Distribution

        from tests.sandbox.pypi.attestations import check_attestations

        dist = Distribution(name=upload.filename, digest=upload.hashes["sha256"])
        upload.provenance = check_attestations(texts[-1], publisher, dist, services)
