"""The JSON of workflows, runs, jobs, annotations and artifacts (docs.github.com/rest)."""

from __future__ import annotations

from typing import Any

from tests.sandbox.github import pulls
from tests.sandbox.github.json_accounts import account
from tests.sandbox.github.json_repository import minimal_repository
from tests.sandbox.github.json_values import API, WEB, node_id, timestamp
from tests.sandbox.github.runs import Job, Run
from tests.sandbox.github.state import State

_RUN_LINKS = ("jobs", "logs", "artifacts", "cancel", "rerun")


def workflow(state: State, number: int, name: str, path: str) -> dict[str, Any]:
    url, file = f"{API}/repos/{state.full_name}/actions/workflows/{number}", path.split("/")[-1]
    return {
        "id": number, "node_id": node_id("W", number), "name": name, "path": path,
        "state": "active", "created_at": "2025-01-01T00:00:00.000Z",
        "updated_at": "2025-01-01T00:00:00.000Z", "url": url,
        "html_url": f"{WEB}/{state.full_name}/blob/{state.default_branch}/{path}",
        "badge_url": f"{WEB}/{state.full_name}/workflows/{file}/badge.svg",
    }  # fmt: skip


def run(state: State, found: Run, workflow_id: int, subject: str) -> dict[str, Any]:
    url = f"{API}/repos/{state.full_name}/actions/runs/{found.id}"
    branch = found.ref.removeprefix("refs/heads/").removeprefix("refs/tags/")
    head = pulls.head(found.payload, found.event) or {"ref": branch, "sha": found.sha}
    actor, suite = account(state.users[found.actor]), found.id + 5_000_000
    return {
        "id": found.id, "node_id": node_id("WFR", found.id), "name": found.name,
        "head_branch": head["ref"], "head_sha": head["sha"], "path": found.path,
        "display_title": found.title, "run_number": found.number, "event": found.event,
        "status": found.status, "conclusion": found.conclusion, "workflow_id": workflow_id,
        "check_suite_id": suite, "check_suite_node_id": node_id("CS", suite),
        "url": url, "html_url": f"{WEB}/{state.full_name}/actions/runs/{found.id}",
        "pull_requests": [], "created_at": timestamp(found.created_at),
        "updated_at": timestamp(found.updated_at), "run_started_at": timestamp(found.created_at),
        "actor": actor, "triggering_actor": actor, "run_attempt": found.attempt,
        "referenced_workflows": [], "previous_attempt_url": None,
        "check_suite_url": f"{API}/repos/{state.full_name}/check-suites/{suite}",
        "workflow_url": f"{API}/repos/{state.full_name}/actions/workflows/{workflow_id}",
        "head_commit": _head_commit(found, subject),
        "repository": minimal_repository(state),
        "head_repository": minimal_repository(state, head.get("repo")),
        **{f"{name}_url": f"{url}/{name}" for name in _RUN_LINKS},
    }  # fmt: skip


def _head_commit(run: Run, subject: str) -> dict[str, Any]:
    return {
        "id": run.sha, "tree_id": run.sha, "message": subject,
        "timestamp": timestamp(run.created_at),
        "author": {"name": run.actor, "email": f"{run.actor}@users.noreply.github.com"},
        "committer": {"name": "GitHub", "email": "noreply@github.com"},
    }  # fmt: skip


def job(state: State, run: Run, found: Job) -> dict[str, Any]:
    api, web = f"{API}/repos/{state.full_name}", f"{WEB}/{state.full_name}"
    return {
        "id": found.id, "node_id": node_id("CR", found.id), "run_id": run.id,
        "run_attempt": found.attempt, "head_sha": run.sha,
        "head_branch": run.ref.split("/", 2)[2], "workflow_name": run.name,
        "run_url": f"{api}/actions/runs/{run.id}", "url": f"{api}/actions/jobs/{found.id}",
        "html_url": f"{web}/actions/runs/{run.id}/job/{found.id}",
        "check_run_url": f"{api}/check-runs/{found.id}", "name": found.name,
        "status": found.status, "conclusion": found.conclusion,
        "created_at": timestamp(run.created_at),
        "started_at": timestamp(found.started_at or run.created_at),
        "completed_at": timestamp(found.completed_at), "steps": _steps(found),
        "labels": found.labels, **_runner(found),
    }  # fmt: skip


def _runner(found: Job) -> dict[str, Any]:
    """Null before a runner has the job, and for one that no runner ever had.

    Source: the job in https://github.com/luoda2023/LUODA-v3.0.1/actions/runs, which was skipped.
    """
    if not _steps(found):
        return dict.fromkeys(("runner_id", "runner_name", "runner_group_id", "runner_group_name"))
    return {
        "runner_id": found.id, "runner_name": "GitHub Actions 1",
        "runner_group_id": 0, "runner_group_name": "GitHub Actions",
    }  # fmt: skip


def _steps(found: Job) -> list[dict[str, Any]]:
    """Empty for a job that was skipped or has not started, as on GitHub."""
    if found.conclusion == "skipped" or found.started_at is None:
        return []
    return [
        {
            "name": step.name, "number": step.number, "status": step.status,
            "conclusion": step.conclusion, "started_at": timestamp(step.started_at),
            "completed_at": timestamp(step.completed_at),
        }
        for step in found.steps
    ]  # fmt: skip


def annotation(found: Job, number: int) -> dict[str, Any]:
    note = found.annotations[number]
    return {
        "path": ".github", "blob_href": "", "start_line": number + 1, "start_column": None,
        "end_line": number + 1, "end_column": None, "annotation_level": note.level,
        "title": note.title, "message": note.message, "raw_details": "",
    }  # fmt: skip


def artifact(state: State, run: Run, number: int, name: str, size: int) -> dict[str, Any]:
    url = f"{API}/repos/{state.full_name}/actions/artifacts/{number}"
    updated_at = timestamp(run.updated_at)
    return {
        "id": number, "node_id": node_id("MDg6", number), "name": name, "size_in_bytes": size,
        "url": url, "archive_download_url": f"{url}/zip", "expired": False,
        "created_at": updated_at, "updated_at": updated_at,
        "expires_at": timestamp(run.updated_at + 90 * 86_400), "digest": None,
        "workflow_run": {
            "id": run.id, "repository_id": state.repository_id,
            "head_repository_id": state.repository_id,
            "head_branch": run.ref.split("/", 2)[2], "head_sha": run.sha,
        },
    }  # fmt: skip
