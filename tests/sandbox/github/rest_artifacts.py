"""REST handlers of the artifacts of runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.responses import JSONResponse, Response

from tests.sandbox.github import json_runs
from tests.sandbox.github.api_call import Call, not_found
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.artifacts import artifact_id, packed, size
from tests.sandbox.github.rest_runs import find_run
from tests.sandbox.github.runs import Run


def list_artifacts(context: ApiContext, call: Call) -> Response:
    run = find_run(context, call)
    shown = [_artifact(context, run, folder) for folder in _folders(context, run)]
    return JSONResponse({"total_count": len(shown), "artifacts": call.page(shown)})


def _folders(context: ApiContext, run: Run) -> list[Path]:
    kept = context.runner.artifacts(run)
    return sorted(kept.iterdir()) if kept.is_dir() else []


def _artifact(context: ApiContext, run: Run, folder: Path) -> dict[str, Any]:
    number = artifact_id(run, folder.name)
    return json_runs.artifact(context.state, run, number, folder.name, size(folder))


def download_artifact(context: ApiContext, call: Call) -> Response:
    for run in context.state.runs:
        for folder in _folders(context, run):
            if artifact_id(run, folder.name) == int(call.path["artifact"]):
                return Response(packed(folder), media_type="application/zip")
    raise not_found()
