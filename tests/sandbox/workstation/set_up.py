"""The publishers and environments that the guide sets up, made by the same forms."""

from __future__ import annotations

from urllib.parse import urlsplit

from overrides.hooks.facts import Environment, Facts
from tests.sandbox.workstation.browser import Browser


class SetUpError(RuntimeError):
    """A form refused the values that the guide gives."""


def set_up(browser: Browser, facts: Facts) -> None:
    """Create each environment of publish.yml, and register a pending publisher for it."""
    for environment in facts.workflow.environments:
        _submit(browser, *_publisher(facts, environment))
        new = f"{facts.repo_url}/settings/environments/new"
        _submit(browser, new, {"Name": environment.name})


def _publisher(facts: Facts, environment: Environment) -> tuple[str, dict[str, str]]:
    host = urlsplit(environment.url or "").hostname or "pypi.org"
    site = "TestPyPI" if host.startswith("test.") else "PyPI"
    fields = {
        f"{site} Project Name": facts.package, "Owner": facts.owner,
        "Repository name": facts.repository, "Workflow name": facts.workflow.file,
        "Environment name": environment.name,
    }  # fmt: skip
    return f"https://{host}/manage/account/publishing/", fields


def _submit(browser: Browser, url: str, fields: dict[str, str]) -> None:
    errors = browser.submit(url, fields)
    if errors:
        raise SetUpError(f"{url}: {'; '.join(errors)}")
