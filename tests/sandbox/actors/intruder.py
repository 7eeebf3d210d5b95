"""Somebody who has the reader's account on an index, and publishes with it."""

from __future__ import annotations

import time

from tests.sandbox.actors import api_token, existing_releases
from tests.sandbox.pypi import security_history
from tests.sandbox.pypi.state import Publisher
from tests.sandbox.sandbox import Sandbox

OWNER = "open-hostfactory"


def publish(sandbox: Sandbox, site: str, version: str) -> None:
    """Publish a version with a token of the reader's, and register a publisher for later."""
    state = sandbox.indexes[site].state
    project = state.project(sandbox.facts.package)
    assert project is not None
    api_token.make(sandbox, site)
    sandbox.browser.shown_tokens.pop()
    workflow = sandbox.facts.workflow.file
    theirs = Publisher(OWNER, project.name, "1", workflow, "", [project.id])
    state.publishers[theirs.id] = theirs
    existing_releases.add_version(sandbox, site, version, b"what the intruder has built")
    now = time.time()
    for event in ("Trusted publisher added", f"Version {version} created"):
        security_history.record(state, now, project.id, event)
