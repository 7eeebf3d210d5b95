"""The form that deletes a project (warehouse/manage/views, `project/settings.html`)."""

from __future__ import annotations

from html import escape

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.markup import field, form, page
from tests.sandbox.pypi.release_settings import understood_box
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import Project, State, User

SETTINGS = "/manage/project/{name}/settings/"
DELETE = "/manage/project/{name}/delete_project/"
PROJECTS = "/manage/projects/"
CONFIRM = "confirm_project_name"


def deletes(path: str) -> bool:
    return path.endswith(DELETE.rpartition("}")[2])


def show(
    state: State, site: Site, path: str, user: User, project: Project | None
) -> Response | None:
    """Return the page at `path`, None if it is none of these; deleting is for POST only."""
    if deletes(path):
        raise HTTPException(405)
    if path == PROJECTS:
        names = (p.name for p in state.projects.values() if user.username in p.roles)
        return page(state, site, "Your projects", "".join(f"<p>{escape(n)}</p>\n" for n in names))
    if project and path.endswith(SETTINGS.rpartition("}")[2]):
        inputs = understood_box() + field(CONFIRM, "Project Name")
        action = DELETE.format(name=project.normalized)
        return page(state, site, "Project settings", form(inputs, "Delete project", action))
    return None


def delete(state: State, project: Project, fields: Fields, now: float) -> Response:
    """Delete the project with its releases, if its name was typed, and lead to the list.

    Its name is free for anybody; the names of its files stay used. Its publishers are no longer
    publishers of it (`oidc_publisher_project_association`, warehouse/oidc/models/_core.py).
    """
    typed = (fields.first(CONFIRM) or "").strip()
    if typed != project.name:
        wrong = f"Could not delete project - {typed!r} is not the same as {project.name!r}"
        state.flashes.append(("error", wrong if typed else "Confirm the request"))
        return RedirectResponse(SETTINGS.format(name=project.normalized), 303)
    state.log(project, now)
    del state.projects[project.normalized]
    for publisher in state.publishers.values():
        publisher.projects = [one for one in publisher.projects if one != project.id]
    state.flashes.append(("success", f"Deleted the project {project.name!r}"))
    return RedirectResponse(PROJECTS, 303)
