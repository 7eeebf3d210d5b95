"""REST handlers of the secrets of the repository, an environment and the organization."""

from __future__ import annotations

from urllib.parse import unquote

from starlette.responses import JSONResponse, Response

from tests.sandbox.github.api_call import Call, not_found
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.json_values import timestamp
from tests.sandbox.github.state import Secret


def _secrets(context: ApiContext, call: Call) -> list[Secret]:
    scope = "repo"
    if "environment" in call.path:
        scope = f"env:{unquote(call.path['environment']).lower()}"
    elif "org" in call.path:
        scope = "org"
    return context.state.secrets.setdefault(scope, [])


def list_secrets(context: ApiContext, call: Call) -> Response:
    shown = [
        {"name": s.name, "created_at": timestamp(s.created_at),
         "updated_at": timestamp(s.created_at),
         **({"visibility": "all"} if "org" in call.path else {})}
        for s in _secrets(context, call)
    ]  # fmt: skip
    return JSONResponse({"total_count": len(shown), "secrets": call.page(shown)})


def delete_secret(context: ApiContext, call: Call) -> Response:
    secrets = _secrets(context, call)
    found = next((s for s in secrets if s.name == call.path["secret"].upper()), None)
    if found is None:
        raise not_found()
    secrets.remove(found)
    return Response(status_code=204)
