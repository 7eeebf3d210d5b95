"""The publisher forms' fields and their validation (warehouse/oidc/forms/)."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from urllib.parse import urlencode

from tests.sandbox.pypi.dependencies import Account, AccountLookupError, Dependencies
from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.names import PROJECT_NAME, check_name
from tests.sandbox.pypi.refusals import CATALOGUE, Refused
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import Publisher, State

Errors = dict[str, list[str]]
PUBLISHER_FIELDS = ("owner", "repository", "workflow_filename", "environment")
PENDING_FIELDS = ("project_name", *PUBLISHER_FIELDS)
OWNER = re.compile(r"^[a-zA-Z0-9][a-zA-Z0-9-]*$")
REPOSITORY = re.compile(r"^[a-zA-Z0-9-_.]+$")
FORBIDDEN_IN_ENVIRONMENT = re.compile(r"[\x00-\x1F\x7F'\"`,;\\]")
EMPTY_ERRORS = {
    "project_name": "Specify project name",
    "owner": "Specify GitHub repository owner (username or organization)",
    "repository": "Specify repository name",
    "workflow_filename": "Specify workflow filename",
}
#: refusal of `check_name` -> the form's error
NAME_ERRORS = {
    "name-invalid": "Invalid project name",
    "name-of-standard-library": "This project name isn't allowed (conflict with the Python standard"
    " library module name)",
    "name-not-allowed": "This project name isn't allowed",
    "name-too-similar": "This project name is too similar to an existing project",
}
OWN_PROJECT_ERROR = (
    "This project already exists: use the project's publishing settings <a href='{}'>here</a> to"
    " create a Trusted Publisher for it."
)


class FormErrors(Exception):
    """`errors` maps each invalid field to its messages, as HTML."""

    def __init__(self, errors: Errors) -> None:
        super().__init__(f"invalid form fields: {', '.join(errors)}")
        self.errors = errors


class PublisherForm:
    """A posted publisher form; `account` is the owner that `validate` found at GitHub."""

    def __init__(
        self, state: State, site: Site, dependencies: Dependencies, fields: Fields
    ) -> None:
        self.state, self.site, self.dependencies = state, site, dependencies
        self.values = {name: fields.first(name) or "" for name in PENDING_FIELDS}
        self.values["workflow_filename"] = self.values["workflow_filename"].strip()
        self._raw_workflow = fields.first("workflow_filename")
        self.account = Account("", 0)

    def validate(self, names: tuple[str, ...]) -> None:
        """Check the fields and look the owner up at GitHub; raise FormErrors with all messages."""
        checks: dict[str, Callable[[str], list[str]]] = {
            "project_name": self._project_name, "owner": self._owner,
            "repository": self._repository, "workflow_filename": self._workflow,
            "environment": self._environment,
        }  # fmt: skip
        errors: Errors = {}
        for name in names:
            given = self._raw_workflow if name == "workflow_filename" else self.values[name]
            if not given and name in EMPTY_ERRORS:
                errors[name] = [EMPTY_ERRORS[name]]
            elif messages := checks[name](self.values[name]):
                errors[name] = messages
        if errors:
            raise FormErrors(errors)

    def _project_name(self, value: str) -> list[str]:
        errors = [] if PROJECT_NAME.match(value) else ["Invalid project name"]
        try:
            check_name(self.state, value)
        except Refused as refused:
            slug = refused.refusal.slug
            return [*errors, NAME_ERRORS.get(slug) or self._existing(value)]
        return errors

    def _existing(self, value: str) -> str:
        project = self.state.project(value)
        if project is None or self.state.signed_in not in project.owners:
            return "This project already exists."
        query = {name: text for name, text in self.values.items() if text}
        url = f"https://{self.site.domain}/manage/project/{value}/settings/publishing/"
        url = f"{url}?{urlencode(query | {'provider': 'github'})}"
        return OWN_PROJECT_ERROR.format(escape(url))

    def _owner(self, value: str) -> list[str]:
        if not OWNER.match(value):
            return ["Invalid GitHub user or organization name."]
        try:
            self.account = self.dependencies.github_account(value)
        except AccountLookupError as error:
            refusal = CATALOGUE[error.refusal]
            self.dependencies.on_refusal(refusal.slug, refusal.says)
            return [refusal.says]
        return []

    def _repository(self, value: str) -> list[str]:
        return [] if REPOSITORY.match(value) else ["Invalid repository name"]

    def _workflow(self, value: str) -> list[str]:
        if not value.endswith((".yml", ".yaml")):
            return ["Workflow name must end with .yml or .yaml"]
        if "/" in value:
            return ["Workflow filename must be a filename only, without directories"]
        return []

    def _environment(self, value: str) -> list[str]:
        if not value.strip():  # WTForms' `Optional` accepts blanks; they are stored as they are.
            return []
        if len(value) > 255:
            return ["Environment name is too long (maximum is 255 characters)"]
        if value.startswith(" "):
            return ["Environment name may not start with whitespace"]
        if value.endswith(" "):
            return ["Environment name may not end with whitespace"]
        if FORBIDDEN_IN_ENVIRONMENT.search(value):
            return [
                "Environment name must not contain non-printable characters or the characters"
                ' "\'", """, "`", ",", ";", "\\"'
            ]
        return []

    def publisher(self) -> Publisher:
        values, account = self.values, self.account
        return Publisher(account.login, values["repository"], str(account.id),
                         values["workflow_filename"], values["environment"].lower())  # fmt: skip
