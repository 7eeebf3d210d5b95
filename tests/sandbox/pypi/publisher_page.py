"""The page of trusted publishers: the list of them, and the form to add one."""

from __future__ import annotations

from html import escape

from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.markup import field, form
from tests.sandbox.pypi.publisher_form import PENDING_FIELDS, PUBLISHER_FIELDS, Errors
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import Project, Publisher, State, User

#: field -> (label, placeholder), as on PyPI
LABELS = {
    "project_name": ("{site} Project Name", "project name"),
    "owner": ("Owner", "owner"),
    "repository": ("Repository name", "repository"),
    "workflow_filename": ("Workflow name", "workflow.yml"),
    "environment": ("Environment name (optional)", "release"),
}


def body(
    state: State, site: Site, user: User, project: Project | None, fields: Fields, errors: Errors
) -> str:
    """Return the page of `project`, or without one the account's page of pending publishers."""
    publishers: list[Publisher] = (
        [p for p in state.publishers.values() if project.id in p.projects]
        if project
        else [p for p in state.pending.values() if p.added_by == user.username]
    )
    inputs = "".join(
        _input(site, name, fields, errors)
        for name in (PUBLISHER_FIELDS if project else PENDING_FIELDS)
    )
    title = "Add a new publisher" if project else "Add a new pending publisher"
    rows = "".join(map(_row, publishers))
    return f"{rows}<h2>{title}</h2>\n<h3>GitHub</h3>\n{form(inputs, 'Add')}"


def _input(site: Site, name: str, fields: Fields, errors: Errors) -> str:
    label, placeholder = LABELS[name]
    value = fields.first(name) or ""
    return field(name, label.format(site=site.title), value, errors.get(name), placeholder)


def _row(publisher: Publisher) -> str:
    name = escape(getattr(publisher, "project_name", ""))
    workflow = escape(f"{publisher.owner}/{publisher.repository} {publisher.workflow}")
    environment = escape(publisher.environment or "(Any)")
    hidden = f'<input type="hidden" name="publisher_id" value="{publisher.id}">'
    return f"<p>{name} GitHub {workflow} {environment}</p>\n{form(hidden, 'Remove')}"
