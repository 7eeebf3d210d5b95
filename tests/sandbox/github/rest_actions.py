"""REST: workflows, dispatches, runs, jobs and their logs."""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse, Response

from tests.sandbox.github import json_repository, json_runs, logs
from tests.sandbox.github.api_call import ApiError, Call, not_found
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.events import FOLDER, workflow_id
from tests.sandbox.github.refusals import refuse
from tests.sandbox.github.runs import Job, Run
from tests.sandbox.github.workflow import name_of


class ActionsApi:
    """Handlers named after GitHub's operation ids."""

    def __init__(self, context: ApiContext) -> None:
        self._context = context

    def list_workflows(self, call: Call) -> Response:
        state = self._context.state
        found = [
            json_runs.workflow(state, workflow_id(path), name, path)
            for path, name in self._workflows().items()
        ]
        return JSONResponse({"total_count": len(found), "workflows": call.page(found)})

    def get_workflow(self, call: Call) -> Response:
        path, name = self._workflow(call)
        return JSONResponse(json_runs.workflow(self._context.state, workflow_id(path), name, path))

    def _workflows(self) -> dict[str, str]:
        """Names by path of the files on the default branch, broken ones included."""
        bare, head = self._context.bare, self._context.bare.commit("refs/heads/main") or ""
        paths = bare.files(head, FOLDER)
        return {path: name_of(bare.file(head, path) or "", path) for path in paths}

    def _workflow(self, call: Call) -> tuple[str, str]:
        wanted = call.path["workflow"]
        for path, name in self._workflows().items():
            if wanted in (str(workflow_id(path)), path.split("/")[-1]):
                return path, name
        if not wanted.isdigit():
            refuse("workflow-not-found", file=wanted)
        raise not_found()

    def create_workflow_dispatch(self, call: Call) -> Response:
        self._context.check(call, "actions")
        path, _ = self._workflow(call)
        ref, inputs = str(call.body.get("ref", "")), call.body.get("inputs") or {}
        run = self._context.events.dispatch(call.login, path, ref, inputs)
        if not call.body.get("return_run_details"):
            return Response(status_code=204)
        web = f"{json_repository.WEB}/{self._context.state.full_name}/actions/runs/{run.id}"
        url = f"{json_repository.API}/repos/{self._context.state.full_name}/actions/runs/{run.id}"
        return JSONResponse({"workflow_run_id": run.id, "run_url": url, "html_url": web})

    def list_runs(self, call: Call) -> Response:
        wanted = call.path.get("workflow")
        path = self._workflow(call)[0] if wanted else None
        runs = [r for r in reversed(self._context.state.runs) if path in (None, r.path)]
        for key, value in (("event", "event"), ("status", "status"), ("actor", "actor")):
            if key in call.query:
                runs = [r for r in runs if call.query[key] in (getattr(r, value), r.conclusion)]
        if branch := call.query.get("branch"):
            runs = [r for r in runs if r.ref.split("/", 2)[2] == branch]
        shown = [self._run(run) for run in call.page(runs)]
        return JSONResponse({"total_count": len(runs), "workflow_runs": shown})

    def _run(self, run: Run) -> dict[str, Any]:
        subject = self._context.bare.subject(run.sha)
        return json_runs.run(self._context.state, run, workflow_id(run.path), subject)

    def get_run(self, call: Call) -> Response:
        return JSONResponse(self._run(self._context.run(call)))

    def list_jobs(self, call: Call) -> Response:
        run = self._context.run(call)
        jobs = run.jobs
        if number := call.path.get("attempt"):
            jobs = [j for j in run.earlier + run.jobs if j.attempt == int(number)]
        shown = [json_runs.job(self._context.state, run, job) for job in jobs]
        return JSONResponse({"total_count": len(shown), "jobs": call.page(shown)})

    def _job(self, call: Call) -> tuple[Run, Job]:
        for run in self._context.state.runs:
            for job in run.earlier + run.jobs:
                if job.id == int(call.path["job"]):
                    return run, job
        raise not_found()

    def get_job(self, call: Call) -> Response:
        run, job = self._job(call)
        return JSONResponse(json_runs.job(self._context.state, run, job))

    def job_logs(self, call: Call) -> Response:
        return Response(logs.job_text(self._job(call)[1]), media_type="text/plain")

    def run_logs(self, call: Call) -> Response:
        run = self._context.run(call)
        if not run.jobs:  # It never began.
            raise not_found()
        return Response(logs.archive(run), media_type="application/zip")

    def annotations(self, call: Call) -> Response:
        _, job = self._job(call)
        shown = [json_runs.annotation(job, n) for n in range(len(job.annotations))]
        return JSONResponse(call.page(shown))

    def rerun(self, call: Call) -> Response:
        run = self._context.run(call)
        if run.status != "completed":
            raise ApiError(403, "The workflow run containing this job is already running")
        if call.path.get("which") == "rerun-failed-jobs":
            if not run.jobs:  # A run that never began has no failed jobs.
                raise ApiError(403, "This workflow run cannot be retried")
            self._context.runner.rerun_failed(run)
        else:
            self._context.runner.rerun(run)
        return JSONResponse({}, status_code=201)
