"""github.com's pages of a run and of a job: why it has not started, and the way past its rules."""

from __future__ import annotations

import html

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from tests.sandbox.github import protection
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.runs import Job, Run

#: The form behind *Start all waiting jobs*. Source: "Reviewing deployments" in github/docs.
_START = (
    '<form method="post"><label for="comment">Leave a comment</label>'
    '<input id="comment" name="comment">'
    "<button>I understand the consequences, start deploying</button></form>"
)


class RunPages:
    """Anybody may read a run of a public repository; the reader is an administrator."""

    def __init__(self, context: ApiContext) -> None:
        self._context = context

    def routes(self) -> list[Route]:
        path = "/{owner}/{repo}/actions/runs/{run:int}"
        return [
            Route(path, self.show),
            Route(path, self.start_waiting_jobs, methods=["POST"]),
            Route(f"{path}/job/{{job:int}}", self.show_job),
        ]

    async def show(self, request: Request) -> Response:
        run = self._context.state.run(request.path_params["run"])
        if run is None:
            return HTMLResponse("<!DOCTYPE html><title>Not Found</title>", status_code=404)
        title = html.escape(f"{run.title} #{run.number}")
        notes = "".join(f'<p role="alert">{html.escape(note)}</p>' for note in _notes(run))
        form = _START if protection.to_bypass(self._context.state, run) else ""
        return HTMLResponse(f"<!DOCTYPE html><title>{title}</title><h1>{title}</h1>{notes}{form}")

    async def show_job(self, request: Request) -> Response:
        run = self._context.state.run(request.path_params["run"])
        jobs = [*run.earlier, *run.jobs] if run else []
        found = next((each for each in jobs if each.id == request.path_params["job"]), None)
        if run is None or found is None:
            return HTMLResponse("<!DOCTYPE html><title>Not Found</title>", status_code=404)
        lines = _waiting(run, found, self._context.state.full_name)
        shown = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
        title = html.escape(f"{found.name} · {run.title}")
        return HTMLResponse(f"<!DOCTYPE html><title>{title}</title><h1>{title}</h1>{shown}")

    async def start_waiting_jobs(self, request: Request) -> Response:
        """Let the jobs of a run start without an approval, where no environment forbids it."""
        run = self._context.state.run(request.path_params["run"])
        if run is not None:
            for found in protection.to_bypass(self._context.state, run):
                run.reviews[found.name.lower()] = "approved"
        return await self.show(request)


def _waiting(run: Run, job: Job, repository: str) -> list[str]:
    """What the page of a job says while no runner has it.

    Source: https://github.com/runs-on/runs-on/issues/168.
    """
    if job.status != "queued":
        return []
    return [
        f"Requested labels: {', '.join(job.labels)}",
        f"Job defined at: {repository}/{job.path or run.path}@{run.ref}",
        "Waiting for a runner to pick up this job...",
    ]


def _notes(run: Run) -> list[str]:
    """The problem that kept the run from starting, then the annotations of its jobs."""
    notes = [note.message for job in run.jobs for note in job.annotations]
    return [run.problem, *notes] if run.problem else notes
