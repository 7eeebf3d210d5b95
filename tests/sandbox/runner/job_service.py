"""The HTTP service on loopback from which jobs get the permission to start, and OIDC tokens."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.sandbox.github.oidc import Issuer, claims
from tests.sandbox.github.refusals import CATALOGUE, Listener, Refused
from tests.sandbox.github.runs import Job, Run
from tests.sandbox.github.state import State
from tests.sandbox.github.workflow import system_of
from tests.sandbox.runner import legs
from tests.sandbox.runner.attempt import Attempt
from tests.sandbox.runner.job_admission import (
    retired_refusal,
    set_up_refusal,
    token_refusal,
    wait_for_approval,
    wait_for_runner,
)
from tests.sandbox.runner.run_record import drop_steps, fail_set_up
from tests.sandbox.runner.runner import Runner

#: The limit for act's message about a job that has begun.
LEG_SECONDS = 10.0


class JobService:
    """Answers `/gate/RUN/KEY`, and `/token/RUN/JOB` for the bearer token of the job or leg."""

    def __init__(
        self, state: Callable[[], State], runner: Runner, issuer: Issuer, refused: Listener
    ) -> None:
        self._state, self._runner, self._issuer = state, runner, issuer
        self._refused = refused
        self._bearers: dict[int, str] = {}
        routes = [
            Route("/gate/{run:int}/{job}", self.gate),
            Route("/token/{run:int}/{job:int}", self.token),
        ]
        self.app = Starlette(routes=routes)

    def _attempt(self, request: Request) -> Attempt:
        attempt = self._runner.active(request.path_params["run"])
        if attempt is None:
            raise HTTPException(404)
        return attempt

    async def _at_the_gate(self, request: Request) -> tuple[Attempt, Job]:
        """The job, or the leg of its matrix: act's message about a new one may be unread yet."""
        leg = legs.named(request.headers.get("matrix", ""))
        asked = request.path_params["job"], leg, request.headers.get("called", "")
        attempt, deadline = self._attempt(request), time.monotonic() + LEG_SECONDS
        while True:
            # Two jobs may call the same workflow: the first that asks is the one without a folder.
            for job in sorted(attempt.run.jobs, key=lambda job: bool(job.workspace)):
                if (job.key, job.leg, job.path) == asked:
                    job.workspace = request.headers.get("workspace", "")
                    return attempt, job
            if time.monotonic() > deadline:
                raise HTTPException(404)
            await asyncio.sleep(0.01)

    async def gate(self, request: Request) -> Response:
        """200 with lines for GITHUB_ENV when the job may start, 403 when it may not."""
        attempt, job = await self._at_the_gate(request)
        try:
            await self._wait(attempt.run, job, request)
        except Refused as refusal:
            _reject(job, refusal.report_to(self._refused))
            return PlainTextResponse("", status_code=403)
        uses = attempt.plan.uses_of(job.key, job.path)
        if problem := retired_refusal(uses) or set_up_refusal(self._state(), uses):
            fail_set_up(job, problem.report_to(self._refused))
            return PlainTextResponse("", status_code=403)
        if not any(other.status == "waiting" for other in attempt.run.jobs):
            attempt.run.status = "in_progress"
        system = f"SANDBOX_RUNNER_OS={system_of(request.headers.get('runs-on', ''))}\n"
        if code := token_refusal(attempt, job):
            if any(use.needs_oidc_token for use in uses):
                Refused(code, {"job": job.key}).report_to(self._refused)
            return PlainTextResponse(system)
        return PlainTextResponse(system + self._token_variables(attempt.run, job))

    async def _wait(self, run: Run, job: Job, request: Request) -> None:
        """For an approval, if the job needs one; then for a runner with its labels."""

        def active() -> bool:
            return self._runner.active(run.id) is not None

        if name := request.query_params.get("environment", ""):
            await wait_for_approval(self._state(), run, job, name, active)
        if not self._runner.guest.any_runner:
            labels = list(filter(None, request.headers.get("runs-on", "").split(",")))
            await wait_for_runner(self._state(), run, job, labels, active)

    def _token_variables(self, run: Run, job: Job) -> str:
        bearer = self._bearers[job.id] = secrets.token_hex(16)
        url = f"http://127.0.0.1:{self._runner.port}/token/{run.id}/{job.id}?api-version=2.0"
        return f"ACTIONS_ID_TOKEN_REQUEST_URL={url}\nACTIONS_ID_TOKEN_REQUEST_TOKEN={bearer}\n"

    async def token(self, request: Request) -> Response:
        attempt, number = self._attempt(request), request.path_params["job"]
        bearer = request.headers.get("authorization", "").rpartition(" ")[2]
        job = next((each for each in attempt.run.jobs if each.id == number), None)
        if job is None or bearer != self._bearers.get(number):
            return JSONResponse({"message": "Forbidden"}, status_code=403)
        audience = request.query_params.get("audience")
        audience = audience or f"https://github.com/{self._state().owner.login}"
        # It may send requests to the stand-ins, which this event loop answers.
        await asyncio.to_thread(attempt.guest.identified, attempt.run, job, audience)
        return JSONResponse({"value": self._issuer.token(audience, self._claims(attempt.run, job))})

    def _claims(self, run: Run, job: Job) -> dict[str, str]:
        called = f"{self._state().full_name}/{job.path}@{run.ref}" if job.path else None
        return claims(self._state(), run, job, called)


def _reject(job: Job, message: str) -> None:
    also = [] if job.ended else [CATALOGUE["deployment-rejected"].says]
    drop_steps(job, dict.fromkeys([message, *also]))
