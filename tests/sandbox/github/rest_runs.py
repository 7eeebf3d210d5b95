"""REST: what a run waits for and what it leaves behind: approvals and artifacts."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from starlette.responses import JSONResponse, Response

from tests.sandbox.github import json_runs, json_settings, logs, protection
from tests.sandbox.github.api_call import ApiError, Call, not_found
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import Environment


class ReviewsApi:
    """Deployments that wait for a reviewer."""

    def __init__(self, context: ApiContext) -> None:
        self._context = context

    def list(self, call: Call) -> Response:
        run, state = self._context.run(call), self._context.state
        waiting = [job.environment for job in run.jobs if job.status == "waiting"]
        environments = [protection.environment(state, name or "", 0) for name in waiting]
        return JSONResponse([self._pending(call, run, found) for found in environments])

    def _pending(self, call: Call, run: Run, found: Environment) -> dict[str, Any]:
        state = self._context.state
        shown = json_settings.environment(state, found)
        rules = [r for r in shown["protection_rules"] if r["type"] == "required_reviewers"]
        keys = ("id", "node_id", "name", "url", "html_url")
        return {
            "environment": {key: shown[key] for key in keys},
            "wait_timer": found.wait_timer, "wait_timer_started_at": None,
            "current_user_can_approve": protection.may_approve(state, found, call.login, run.actor),
            "reviewers": rules[0]["reviewers"] if rules else [],
        }  # fmt: skip

    def review(self, call: Call) -> Response:
        run, state = self._context.run(call), self._context.state
        wanted = {int(number) for number in call.body.get("environment_ids", [])}
        chosen = [e for e in state.environments.values() if e.id in wanted]
        for found in chosen:
            if not protection.may_approve(state, found, call.login, run.actor):
                problem = "There was a problem approving one of the gates"
                raise ApiError(422, f"{problem}: You cannot approve this gate.")
        for found in chosen:
            run.reviews[found.name.lower()] = str(call.body.get("state"))
        run.updated_at = time.time()
        return JSONResponse([])


class ArtifactsApi:
    """Files that a run kept; each name once."""

    def __init__(self, context: ApiContext) -> None:
        self._context = context

    def list(self, call: Call) -> Response:
        run = self._context.run(call)
        kept = self._context.runner.artifacts(run)
        folders = sorted(kept.iterdir()) if kept.is_dir() else []
        shown = [self._artifact(run, folder) for folder in folders]
        return JSONResponse({"total_count": len(shown), "artifacts": call.page(shown)})

    def _artifact(self, run: Run, folder: Path) -> dict[str, Any]:
        number, size = logs.artifact_id(run, folder.name), logs.size(folder)
        return json_runs.artifact(self._context.state, run, number, folder.name, size)

    def download(self, call: Call) -> Response:
        for run in self._context.state.runs:
            folder = self._context.runner.artifacts(run)
            for found in folder.iterdir() if folder.is_dir() else ():
                if logs.artifact_id(run, found.name) == int(call.path["artifact"]):
                    return Response(logs.packed(found), media_type="application/zip")
        raise not_found()
