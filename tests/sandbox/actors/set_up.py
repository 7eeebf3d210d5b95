"""The set-up that the guide teaches, done by filling in the same forms."""

from __future__ import annotations

from urllib.parse import urlsplit

from overrides.hooks.facts import Environment, Facts
from tests.sandbox.actors.browser import Browser


class SetUpError(RuntimeError):
    """A form refused what the guide tells the reader to type."""


def set_up(browser: Browser, facts: Facts) -> None:
    """Register a publisher for each environment, create the environments, protect PyPI's."""
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
    complaints = browser.submit(url, fields)
    if complaints:
        raise SetUpError(f"{url}: {'; '.join(complaints)}")
