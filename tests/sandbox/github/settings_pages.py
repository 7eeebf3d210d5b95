"""github.com's settings pages for environments: create one, configure its protection."""

from __future__ import annotations

import html
import time

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tests.sandbox.github import protection
from tests.sandbox.github import settings_forms as forms
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.deployment_environment import Environment, RefPattern

_BASE = "/{owner}/{repo}/settings/environments"
_POLICIES = {"No restriction": "", "Protected branches only": "protected",
             "Selected branches and tags": "custom"}  # fmt: skip

#: GitHub's boxes to tick, as lists.
_SWITCH = {"on": "on", "off": "off"}
_BYPASS = "Allow administrators to bypass configured protection rules"


class EnvironmentPages:
    """The labels of the forms are GitHub's; every request has an administrator's rights."""

    def __init__(self, context: ApiContext) -> None:
        self._context = context

    def routes(self) -> list[Route]:
        return [
            Route(f"{_BASE}/new", self.new, methods=["GET", "POST"]),
            Route(f"{_BASE}/{{number:int}}/edit", self.edit, methods=["GET", "POST"]),
            Route(_BASE, self.index),
        ]

    async def index(self, request: Request) -> Response:
        names = [found.name for found in self._context.state.environments.values()]
        return forms.page(
            "Environments", "".join(f"<li>{html.escape(name)}</li>" for name in names)
        )

    async def new(self, request: Request) -> Response:
        if request.method == "GET":
            return forms.page("New environment", _name_form())
        name = str((await request.form()).get("environment[name]", "")).strip()
        problem = self._problem(name)
        if problem:
            body = forms.alert(problem) + _name_form(name)
            return forms.page("New environment", body, status=422)
        found = protection.environment(self._context.state, name, time.time())
        base = f"/{self._context.state.full_name}/settings/environments"
        return RedirectResponse(f"https://github.com{base}/{found.id}/edit", status_code=302)

    def _problem(self, name: str) -> str | None:
        if not name:
            return "Name can't be blank"
        if len(name) > 255:
            return "Name is too long (maximum is 255 characters)"
        if name.lower() in self._context.state.environments:
            return "Name has already been taken"
        return None

    async def edit(self, request: Request) -> Response:
        number = request.path_params["number"]
        states = self._context.state.environments.values()
        found = next((e for e in states if e.id == number), None)
        if found is None:
            return forms.page("Not Found", forms.alert("Not Found"), status=404)
        problem = None
        if request.method == "POST":
            problem = self._configure(found, await request.form())
        body = (forms.alert(problem) if problem else "") + self._protection_form(found)
        return forms.page(f"Configure {found.name}", body, status=422 if problem else 200)

    def _configure(self, found: Environment, form: FormData) -> str | None:
        state = self._context.state
        slug = str(form.get("reviewer", "")).rpartition("/")[2]
        team = next((t for t in state.teams if t.slug == slug), None)
        if slug and team is None:
            return f"No team or person called {slug}"
        found.reviewers = [("Team", team.id)] if team else []
        found.prevent_self_review = form.get("self_review") == "on"
        found.admins_bypass = form.get("bypass") == "on"
        found.policy = str(form.get("policy", "")) or None
        if pattern := str(form.get("pattern", "")).strip():
            kind = str(form.get("kind", "branch"))
            found.patterns.append(RefPattern(state.new_id(), pattern, kind))
        return None

    def _protection_form(self, found: Environment) -> str:
        slugs = {team.id: team.slug for team in self._context.state.teams}
        reviewer = slugs.get(found.reviewers[0][1], "") if found.reviewers else ""
        return forms.form(
            forms.text_field("Required reviewers", "reviewer", reviewer),
            forms.choice("Prevent self-review", "self_review", _SWITCH, found.prevent_self_review),
            forms.choice(_BYPASS, "bypass", _SWITCH, found.admins_bypass),
            forms.choice("Deployment branches and tags", "policy", _POLICIES, found.policy or ""),
            forms.choice("Ref type", "kind", {"Branch": "branch", "Tag": "tag"}, "branch"),
            forms.text_field("Name pattern", "pattern"),
            button="Save protection rules",
        )


def _name_form(name: str = "") -> str:
    field = forms.text_field("Name", "environment[name]", name, required=True)
    return forms.form(field, button="Configure environment")
