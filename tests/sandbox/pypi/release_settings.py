"""The forms that yank or delete a release (warehouse/manage/views, `release.html`)."""

from __future__ import annotations

from packaging.utils import canonicalize_version
from starlette.exceptions import HTTPException

from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.markup import field, form
from tests.sandbox.pypi.release import Release
from tests.sandbox.pypi.state import Project, State

CONFIRM = "confirm_delete_version"
#: The label of one of the boxes that must be ticked before PyPI's button works.
UNDERSTOOD = "I understand that I will not be able to undo this."


def yank_form() -> str:
    inputs = field("confirm_yank_version", "Version") + field("yanked_reason", "Reason (optional)")
    return form(inputs, "Yank release")


def yank(project: Project, version: str, fields: Fields) -> str:
    """Yank the release: installers take it only for an exact version (PEP 592)."""
    release = _release(project, version)
    if (fields.first("confirm_yank_version") or "").strip() != release.version:
        raise HTTPException(400)
    release.yanked, release.yanked_reason = True, fields.first("yanked_reason") or ""
    return f"Yanked release {release.version!r}"


def understood_box() -> str:
    return (
        f'<p><label for="undo">{UNDERSTOOD}</label>\n'
        '<input type="checkbox" id="undo" name="undo"></p>\n'
    )


def delete_form() -> str:
    return form(understood_box() + field(CONFIRM, "Version"), "Delete release")


def delete(state: State, project: Project, version: str, fields: Fields, now: float) -> str | None:
    """Delete the release and its files; return None if the typed version is wrong.

    The file names stay in `used_filenames`.
    """
    release = _release(project, version)
    confirmed = fields.first(CONFIRM)
    if confirmed != release.version:
        wrong = f"Could not delete release - {confirmed!r} is not the same as {release.version!r}"
        state.flashes.append(("error", wrong if confirmed else "Confirm the request"))
        return None
    del project.releases[canonicalize_version(version)]
    state.log(project, now)
    return f"Deleted release {release.version!r}"


def _release(project: Project, version: str) -> Release:
    release = project.releases.get(canonicalize_version(version))
    if release is None:
        raise HTTPException(404)
    return release
