"""REST handlers of workflow runs, their jobs and logs."""

from __future__ import annotations

import time
from typing import Any

from starlette.responses import JSONResponse, Response

from tests.sandbox.github import json_runs, logs
from tests.sandbox.github.api_call import ApiError, Call, not_found
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.events import workflow_id
from tests.sandbox.github.rest_workflows import find_workflow
from tests.sandbox.github.runs import Job, Run

#: How long a run can be run again: https://github.com/cli/cli/issues/9989 and GitHub's docs.
RERUN_SECONDS = 30 * 86_400


def find_run(context: ApiContext, call: Call) -> Run:
    """The run that the URL names. Raises ApiError 404 when there is none."""
    found = context.state.run(int(call.path["run"]))
    if found is None:
        raise not_found()
    return found


def list_runs(context: ApiContext, call: Call) -> Response:
    """The runs of the repository, or of the workflow that the URL names; newest first.

    A run that has just been created is not in it yet.
    """
    path = find_workflow(context, call)[0] if "workflow" in call.path else None
    latest = time.time() - context.state.listing_delay
    listed = [run for run in reversed(context.state.runs) if run.created_at <= latest]
    runs = [run for run in listed if path in (None, run.path)]
    if commit := call.query.get("head_sha"):
        runs = [run for run in runs if run.sha == commit]
    for key in ("event", "status", "actor"):
        if key in call.query:
            runs = [r for r in runs if call.query[key] in (getattr(r, key), r.conclusion)]
    if branch := call.query.get("branch"):
        runs = [r for r in runs if r.ref.split("/", 2)[2] == branch]
    shown = [_run(context, run) for run in call.page(runs)]
    return JSONResponse({"total_count": len(runs), "workflow_runs": shown})


def _run(context: ApiContext, run: Run) -> dict[str, Any]:
    subject = context.bare.subject(run.sha)
    return json_runs.run(context.state, run, workflow_id(run.path), subject)


def get_run(context: ApiContext, call: Call) -> Response:
    return JSONResponse(_run(context, find_run(context, call)))


def cancel_workflow_run(context: ApiContext, call: Call) -> Response:
    """Message: https://github.com/technote-space/auto-cancel-redundant-workflow/issues/68."""
    run = find_run(context, call)
    if run.status == "completed":
        raise ApiError(409, "Cannot cancel a workflow run that is completed.")
    context.runner.cancel(run)
    return JSONResponse({}, status_code=202)


def rerun_workflow(context: ApiContext, call: Call) -> Response:
    context.runner.rerun(_completed(context, call, "re-run"))
    return JSONResponse({}, status_code=201)


def rerun_failed_jobs(context: ApiContext, call: Call) -> Response:
    run = _completed(context, call, "retry")
    if not run.jobs:  # A run that never started has no failed jobs.
        raise ApiError(403, "This workflow run cannot be retried")
    context.runner.rerun_failed(run)
    return JSONResponse({}, status_code=201)


def _completed(context: ApiContext, call: Call, verb: str) -> Run:
    """The run, when it may be run again. The message is GitHub's in many public logs."""
    run = find_run(context, call)
    if run.status != "completed":
        raise ApiError(403, "The workflow run containing this job is already running")
    if time.time() - run.created_at > RERUN_SECONDS:
        why = "because it was created over a month ago"
        raise ApiError(403, f"Unable to {verb} this workflow run {why}")
    return run


def list_jobs(context: ApiContext, call: Call) -> Response:
    """The jobs of the latest attempt, or of the attempt that the URL names."""
    run = find_run(context, call)
    jobs = run.jobs
    if number := call.path.get("attempt"):
        jobs = [job for job in run.earlier + run.jobs if job.attempt == int(number)]
    shown = [json_runs.job(context.state, run, job) for job in jobs]
    return JSONResponse({"total_count": len(shown), "jobs": call.page(shown)})


def _job(context: ApiContext, call: Call) -> tuple[Run, Job]:
    for run in context.state.runs:
        for job in run.earlier + run.jobs:
            if job.id == int(call.path["job"]):
                return run, job
    raise not_found()


def get_job(context: ApiContext, call: Call) -> Response:
    run, job = _job(context, call)
    return JSONResponse(json_runs.job(context.state, run, job))


def list_annotations(context: ApiContext, call: Call) -> Response:
    _, job = _job(context, call)
    shown = [json_runs.annotation(job, n) for n in range(len(job.annotations))]
    return JSONResponse(call.page(shown))


def download_job_logs(context: ApiContext, call: Call) -> Response:
    return Response(logs.job_text(_job(context, call)[1]), media_type="text/plain")


def download_run_logs(context: ApiContext, call: Call) -> Response:
    run = find_run(context, call)
    if not run.jobs:  # A run that never started has no log.
        raise not_found()
    return Response(logs.archive(run), media_type="application/zip")
