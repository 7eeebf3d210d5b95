"""Deletes a release, as the form on its page does (warehouse/manage/views, `release.html`)."""

from __future__ import annotations

from packaging.utils import canonicalize_version
from starlette.exceptions import HTTPException

from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.markup import field, form
from tests.sandbox.pypi.state import Project, State

CONFIRM = "confirm_delete_version"
#: One of the five boxes that have to be ticked before the button works.
UNDERSTOOD = "I understand that I will not be able to undo this."


def delete_form() -> str:
    box = (
        f'<p><label for="undo">{UNDERSTOOD}</label>\n<input type="checkbox" id="undo" name="undo">'
    )
    return form(f"{box}</p>\n{field(CONFIRM, 'Version')}", "Delete release")


def delete(state: State, project: Project, version: str, fields: Fields, now: float) -> str | None:
    """Takes the release and its files away; None when its version is not repeated rightly.

    The names of the files stay used.
    """
    key = canonicalize_version(version)
    release = project.releases.get(key)
    if release is None:
        raise HTTPException(404)
    confirmed = fields.first(CONFIRM)
    if confirmed != release.version:
        wrong = f"Could not delete release - {confirmed!r} is not the same as {release.version!r}"
        state.flashes.append(("error", wrong if confirmed else "Confirm the request"))
        return None
    del project.releases[key]
    state.log(project, now)
    return f"Deleted release {release.version!r}"
