"""github.com's settings page for a new ruleset.

Source: https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/creating-rulesets-for-a-repository
"""

from __future__ import annotations

import time

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tests.sandbox.github import settings_forms as forms
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.rulesets import Ruleset

#: The labels, as https://github.com/numpy/numtype/rules/4384706 shows them.
_RULES = {"creation": "Restrict creations", "update": "Restrict updates",
          "deletion": "Restrict deletions"}  # fmt: skip
_STATUS = {"Disabled": "disabled", "Active": "active"}
#: GitHub's boxes to tick, as lists.
_SWITCH = {"off": "off", "on": "on"}


class RulesetPages:
    """The reader is an administrator. A list of bypassing teams has one team here."""

    def __init__(self, context: ApiContext) -> None:
        self._context = context

    def routes(self) -> list[Route]:
        return [Route("/{owner}/{repo}/settings/rules/new", self.new, methods=["GET", "POST"])]

    async def new(self, request: Request) -> Response:
        target = request.query_params.get("target", "branch")
        if request.method == "GET":
            return forms.page("New ruleset", _form(target))
        if problem := self._made(target, await request.form()):
            body = forms.alert(problem) + _form(target)
            return forms.page("New ruleset", body, status=422)
        base = f"https://github.com/{self._context.state.full_name}"
        return RedirectResponse(f"{base}/settings/environments", status_code=302)

    def _made(self, target: str, form: FormData) -> str | None:
        """Add the ruleset; the problem when it cannot be added."""
        state = self._context.state
        name, slug = (str(form.get(key, "")).strip() for key in ("name", "bypass"))
        team = next((t for t in state.teams if t.slug == slug.rpartition("/")[2]), None)
        if not name or any(each.name == name for each in state.rulesets):
            return "Name must be unique" if name else "Name can't be blank"
        if slug and team is None:
            return f"No team called {slug}"
        kind = {"tag": "refs/tags/", "branch": "refs/heads/"}[target]
        pattern = str(form.get("pattern", "")).strip()
        state.rulesets.append(Ruleset(
            state.new_id(), name, target, str(form.get("enforcement")), time.time(),
            [kind + pattern] if pattern else [], [],
            [rule for rule in _RULES if form.get(rule) == "on"],
            [("Team", team.id, "always")] if team else [],
        ))  # fmt: skip
        return None


def _form(target: str) -> str:
    return forms.form(
        forms.text_field("Ruleset Name", "name", required=True),
        forms.choice("Enforcement status", "enforcement", _STATUS, "disabled"),
        forms.text_field("Bypass list", "bypass"),
        forms.text_field({"tag": "Target tags"}.get(target, "Target branches"), "pattern"),
        *(forms.choice(label, rule, _SWITCH, chosen=False) for rule, label in _RULES.items()),
    )
