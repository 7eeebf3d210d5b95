"""REST handlers of workflows and their dispatch, named after GitHub's operation ids."""

from __future__ import annotations

from starlette.responses import JSONResponse, Response

from tests.sandbox.github import json_runs
from tests.sandbox.github.api_call import Call, not_found
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.events import FOLDER, workflow_id
from tests.sandbox.github.json_values import API, WEB
from tests.sandbox.github.refusals import refuse
from tests.sandbox.github.run_token import require_grant
from tests.sandbox.github.workflow import name_of


def list_repo_workflows(context: ApiContext, call: Call) -> Response:
    found = [
        json_runs.workflow(context.state, workflow_id(path), name, path)
        for path, name in _names(context).items()
    ]
    return JSONResponse({"total_count": len(found), "workflows": call.page(found)})


def get_workflow(context: ApiContext, call: Call) -> Response:
    path, name = find_workflow(context, call)
    return JSONResponse(json_runs.workflow(context.state, workflow_id(path), name, path))


def _names(context: ApiContext) -> dict[str, str]:
    """Names by path of the files on the default branch; a file that cannot be parsed counts."""
    bare, head = context.bare, context.bare.commit("HEAD") or ""
    paths = bare.files(head, FOLDER)
    return {path: name_of(bare.file(head, path) or "", path) for path in paths}


def find_workflow(context: ApiContext, call: Call) -> tuple[str, str]:
    """Path and name of the workflow that the URL names by number or file name.

    Raises:
        ApiError: 404; the message for a file name differs from the one for a number.
    """
    wanted = call.path["workflow"]
    for path, name in _names(context).items():
        if wanted in (str(workflow_id(path)), path.split("/")[-1]):
            return path, name
    if not wanted.isdigit():
        refuse("workflow-not-found", file=wanted)
    raise not_found()


def create_workflow_dispatch(context: ApiContext, call: Call) -> Response:
    require_grant(context, call, "actions")
    path, _ = find_workflow(context, call)
    ref, inputs = str(call.body.get("ref", "")), call.body.get("inputs") or {}
    run = context.events.dispatch(call.login, path, ref, inputs)
    if not call.body.get("return_run_details"):
        return Response(status_code=204)
    web = f"{WEB}/{context.state.full_name}/actions/runs/{run.id}"
    url = f"{API}/repos/{context.state.full_name}/actions/runs/{run.id}"
    return JSONResponse({"workflow_run_id": run.id, "run_url": url, "html_url": web})
