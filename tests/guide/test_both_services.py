"""The checks of faults on both services: what is mended on one of them only is not mended."""

from __future__ import annotations

import pytest

from tests.guide.remedies import both_services, on_index
from tests.guide.remedies.remedy import Check
from tests.guide.test_remedies import Change, ended
from tests.sandbox.actors import api_token, existing_releases
from tests.sandbox.pypi.state import PendingPublisher
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.home import LOGIN


def on(site: str) -> Change:
    """Upload to one service, and end a run that publishes there only."""

    def change(sandbox: Sandbox) -> None:
        existing_releases.add_project(sandbox, site)
        existing_releases.add_version(sandbox, site, "0.1.0", b"x")
        jobs = {"publish_pypi": "skipped", "publish_testpypi": "skipped"}
        ended(sandbox, "release", **{**jobs, f"publish_{site}": "success"})

    return change


def on_both(sandbox: Sandbox) -> None:
    on("pypi")(sandbox)
    on("testpypi")(sandbox)


def registered(environment: str) -> Change:
    """Publish to TestPyPI, and register a pending publisher on PyPI."""

    def change(sandbox: Sandbox) -> None:
        on("testpypi")(sandbox)
        facts = sandbox.facts
        publisher = PendingPublisher(
            facts.owner, facts.repository, "1", "publish.yml", environment, [],
            project_name=facts.package,
        )  # fmt: skip
        sandbox.indexes["pypi"].state.pending[publisher.id] = publisher

    return change


def on_testpypi_and_token(sandbox: Sandbox) -> None:
    on("testpypi")(sandbox)
    api_token.make(sandbox, "pypi")


def without_second_factor(sandbox: Sandbox) -> None:
    on("testpypi")(sandbox)
    sandbox.indexes["pypi"].state.users[LOGIN].two_factor = False


UPLOADED = on_index.uploaded("testpypi")


@pytest.mark.parametrize(
    ("check", "change", "sentence"),
    [
        (both_services.with_new_token_on_pypi(UPLOADED), on("testpypi"), "no API token on pypi"),
        (both_services.with_new_token_on_pypi(UPLOADED), on_testpypi_and_token, None),
        (both_services.with_account_on_pypi(UPLOADED), on("testpypi"), None),
        (both_services.with_account_on_pypi(UPLOADED), without_second_factor, "no second factor"),
        (both_services.published_and_permitted(), on("pypi"), "`publish-testpypi` is skipped"),
        (both_services.published_to_both(), on("testpypi"), "publish.yml has no run"),
        (both_services.published_to_both(), on("pypi"), "publish.yml has no run"),
        (both_services.published_to_both(), on_both, None),
        (both_services.published_and_registered(), on("testpypi"), "pypi.org has no pending"),
        (both_services.published_and_registered(), registered("testpypi"), "no pending publisher"),
        (both_services.published_and_registered(), registered("pypi"), None),
    ],
)
def test_both_services_are_judged(
    restored_sandbox: Sandbox, check: Check, change: Change, sentence: str | None
) -> None:
    judge = check.begin(restored_sandbox)
    assert judge() is not None
    change(restored_sandbox)
    judged = judge()
    assert (judged is None) == (sentence is None) and (sentence or "") in (judged or "")
