"""REST handlers of the repository's setting *Enable release immutability*.

Source: https://docs.github.com/rest/repos/repos#check-if-immutable-releases-are-enabled-for-a-repository.
"""

from __future__ import annotations

from starlette.responses import JSONResponse, Response

from tests.sandbox.github.api_call import Call, not_found
from tests.sandbox.github.api_context import ApiContext


def get_setting(context: ApiContext, call: Call) -> Response:
    if not context.state.immutable_releases:
        raise not_found()
    return JSONResponse({"enabled": True, "enforced_by_owner": False})


def enable(context: ApiContext, call: Call) -> Response:
    """For releases that are published from now on."""
    context.state.immutable_releases = True
    return Response(status_code=204)


def disable(context: ApiContext, call: Call) -> Response:
    """A release that is immutable stays so."""
    context.state.immutable_releases = False
    return Response(status_code=204)
