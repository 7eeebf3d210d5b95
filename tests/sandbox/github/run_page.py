"""github.com's page of a run; only this page shows why a run has not started."""

from __future__ import annotations

import html

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.runs import Run


class RunPages:
    """Served without a login, because the repository is public."""

    def __init__(self, context: ApiContext) -> None:
        self._context = context

    def routes(self) -> list[Route]:
        return [Route("/{owner}/{repo}/actions/runs/{run:int}", self.show)]

    async def show(self, request: Request) -> Response:
        run = self._context.state.run(request.path_params["run"])
        if run is None:
            return HTMLResponse("<!DOCTYPE html><title>Not Found</title>", status_code=404)
        title = html.escape(f"{run.title} #{run.number}")
        notes = "".join(f'<p role="alert">{html.escape(note)}</p>' for note in _notes(run))
        return HTMLResponse(f"<!DOCTYPE html><title>{title}</title><h1>{title}</h1>{notes}")


def _notes(run: Run) -> list[str]:
    """The problem that kept the run from starting, then the annotations of its jobs."""
    notes = [note.message for job in run.jobs for note in job.annotations]
    return [run.problem, *notes] if run.problem else notes
