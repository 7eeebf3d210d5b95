"""The applications of api.github.com (and uploads.github.com) and of github.com."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.sandbox.github import request_body
from tests.sandbox.github.api_call import Call, ResponseCheck, endpoint, not_found
from tests.sandbox.github.api_context import ApiContext, Handler
from tests.sandbox.github.device_login import DeviceLogin
from tests.sandbox.github.git_access import GitAccess
from tests.sandbox.github.refusals import Listener
from tests.sandbox.github.rest_routes import ROUTES
from tests.sandbox.github.ruleset_pages import RulesetPages
from tests.sandbox.github.run_page import RunPages
from tests.sandbox.github.settings_pages import EnvironmentPages
from tests.sandbox.github.smart_http import SmartHttp


def api(context: ApiContext, check_response: ResponseCheck | None, refused: Listener) -> Starlette:
    """The REST API and GraphQL; a path without a route is 404, as on GitHub.

    So is a path with a slash too much, which `gh run view ""` requests (docs: "Troubleshooting the
    REST API").
    """

    def guarded(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        def answer(call: Call) -> Response:
            _check_repository(context, call)
            request_body.check(handler.__name__, call.body)
            return handler(context, call)

        return endpoint(answer, context.login_of, check_response, refused)

    routes = [Route(path, guarded(handler), methods=[method]) for method, path, handler in ROUTES]
    found = Starlette(routes=routes, exception_handlers={404: _missing})
    found.router.redirect_slashes = False
    return found


def _check_repository(context: ApiContext, call: Call) -> None:
    """Raises ApiError 404 for any other repository; GitHub compares names without case."""
    if "repo" in call.path:
        name = f"{call.path['owner']}/{call.path['repo']}"
        if name.lower() != context.state.full_name.lower():
            raise not_found()


async def _missing(request: Request, error: Exception) -> Response:
    return not_found().response()


def web(
    context: ApiContext, repositories: Path, device_login: DeviceLogin, refused: Listener
) -> Starlette:
    """github.com: logins, the settings pages, the runs' pages, and git over HTTP."""
    git = SmartHttp(repositories, GitAccess(context, refused), context.events.pushed)
    rest = Route("/{path:path}", git.answer, methods=["GET", "POST"])
    settings = [*EnvironmentPages(context).routes(), *RulesetPages(context).routes()]
    pages = [*settings, *RunPages(context).routes()]
    return Starlette(routes=[*device_login.routes(), *pages, rest])
