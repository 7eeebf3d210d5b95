"""The page on which an owner invites other people to a project, and the invitation.

Source: `manage_project_roles`, warehouse/manage/views/__init__.py; `verify_project_role`,
warehouse/accounts/views.py.
"""

from __future__ import annotations

from html import escape

from starlette.responses import RedirectResponse, Response

from tests.sandbox.pypi import security_history
from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.markup import field, form, page
from tests.sandbox.pypi.publisher_form import FormErrors
from tests.sandbox.pypi.refusals import refuse
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import Project, State, User

PATH, ACCEPT = "/manage/project/{name}/collaboration/", "/account/verify-project-role/"
FIELDS = ("username", "role_name")
ROLES = ("Maintainer", "Owner")


def body(state: State, project: Project, errors: dict[str, list[str]]) -> str:
    rows = [f"{name} {role}" for name, role in sorted(project.roles.items())]
    rows += [f"{name} Invite pending" for of, name in state.invitations if of == project.id]
    options = "".join(f'<option value="{role}">{role}</option>' for role in ROLES)
    roles = (
        '<p><label for="role_name">Role</label>\n<select id="role_name" name="role_name" required>'
        f'<option value="">Select role</option>{options}</select></p>\n'
    )
    wrong = "".join(f"<li>{each}</li>" for each in errors.get("role_name", ()))
    roles += f'<ul class="form-errors" id="role_name-errors">{wrong}</ul>\n'
    inputs = field("username", "User", errors=errors.get("username")) + roles
    listed = "".join(f"<p>{escape(row)}</p>\n" for row in rows)
    return f"{listed}<h3>Invite collaborator</h3>\n{form(inputs, 'Invite')}"


def invite(state: State, project: Project, fields: Fields, owner: User, now: float) -> str:
    """Store the invitation. Raises FormErrors for an unknown user or role."""
    name, role = (fields.first(key) or "" for key in FIELDS)
    user = state.users.get(name)
    if user is None:
        raise FormErrors({"username": ["No user found with that username. Try again."]})
    if role not in ROLES:
        raise FormErrors({"role_name": ["Select role"]})
    if name in project.roles:
        refuse("collaborator-already", user=name, role=project.roles[name])
    if user.email != "verified":
        refuse("collaborator-unverified", user=name, role=role)
    if (project.id, name) in state.invitations:
        refuse("collaborator-invited", user=name)
    state.invitations[project.id, name] = role
    what = f"{name} invited to join as project {role.lower()}"
    security_history.record(state, now, project.id, what, f"Invited by: {owner.username}")
    security_history.record(state, now, name, "Invited to role", f"Project: {project.name}")
    return f"Invitation sent to '{name}'"


def accept(state: State, site: Site, method: str, now: float) -> Response:
    """Show or accept the newest invitation, in the place of the person who was invited."""
    if not state.invitations:
        state.flashes.append(("error", "Invalid token: no token supplied"))
        return page(state, site, "Confirm Invite", "")
    (project_id, name), role = list(state.invitations.items())[-1]
    project = next(each for each in state.projects.values() if each.id == project_id)
    if method != "POST":
        return page(state, site, "Confirm Invite", form("", "Accept"))
    del state.invitations[project_id, name]
    project.roles[name] = role
    what = f"{name} added as project {role.lower()}"
    security_history.record(state, now, project.id, what)
    security_history.record(state, now, name, "Role added", f"Project: {project.name}")
    text = f"You are now {role} of the '{project.name}' project."
    state.flashes.append(("success", text))
    return RedirectResponse(PATH.format(name=project.name), 303)
