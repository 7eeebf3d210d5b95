"""The routes of api.github.com, github.com and uploads.github.com."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.sandbox.github import graphql
from tests.sandbox.github.api_call import Call, Handler, endpoint, not_found
from tests.sandbox.github.api_context import ApiContext
from tests.sandbox.github.rest_actions import ActionsApi
from tests.sandbox.github.rest_environments import EnvironmentsApi, SecretsApi
from tests.sandbox.github.rest_policy import PolicyApi
from tests.sandbox.github.rest_releases import ReleasesApi
from tests.sandbox.github.rest_repository import RepositoryApi
from tests.sandbox.github.rest_runs import ArtifactsApi, ReviewsApi
from tests.sandbox.github.run_page import RunPages
from tests.sandbox.github.settings_pages import EnvironmentPages
from tests.sandbox.github.smart_http import SmartHttp

_REPOSITORY = "/repos/{owner}/{repo}"


def api(context: ApiContext) -> Starlette:
    """The REST API; an address that it lacks is 404, as on GitHub."""
    policy = PolicyApi(context).table(_REPOSITORY)
    table = [*_actions(context), *policy, *_settings(context), *_repository(context)]
    routes = [
        Route(path, _guarded(context, handler), methods=[method]) for method, path, handler in table
    ]
    return Starlette(routes=routes, exception_handlers={404: _missing})


def _guarded(context: ApiContext, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Another repository than ours does not exist; GitHub compares without case."""

    def answer(call: Call) -> Response:
        if "repo" in call.path:
            asked = f"{call.path['owner']}/{call.path['repo']}"
            if asked.lower() != context.state.full_name.lower():
                raise not_found()
        return handler(call)

    return endpoint(answer, context.login_of, context.check_response, context.refused)


async def _missing(request: Request, error: Exception) -> Response:
    return not_found().response()


Table = Iterable[tuple[str, str, Handler]]


def _actions(context: ApiContext) -> Table:
    actions, base = ActionsApi(context), f"{_REPOSITORY}/actions"
    reviews, artifacts = ReviewsApi(context), ArtifactsApi(context)
    run = f"{base}/runs/{{run:int}}"
    return [
        ("GET", f"{base}/workflows", actions.list_workflows),
        ("GET", f"{base}/workflows/{{workflow}}", actions.get_workflow),
        ("POST", f"{base}/workflows/{{workflow}}/dispatches", actions.create_workflow_dispatch),
        ("GET", f"{base}/workflows/{{workflow}}/runs", actions.list_runs),
        ("GET", f"{base}/runs", actions.list_runs),
        ("GET", run, actions.get_run),
        ("GET", f"{run}/attempts/{{attempt:int}}", actions.get_run),
        ("GET", f"{run}/jobs", actions.list_jobs),
        ("GET", f"{run}/attempts/{{attempt:int}}/jobs", actions.list_jobs),
        ("GET", f"{run}/logs", actions.run_logs),
        ("GET", f"{run}/attempts/{{attempt:int}}/logs", actions.run_logs),
        ("GET", f"{run}/artifacts", artifacts.list),
        ("POST", f"{run}/{{which:path}}", _rerun_or_review(actions, reviews)),
        ("GET", f"{run}/pending_deployments", reviews.list),
        ("GET", f"{base}/jobs/{{job:int}}", actions.get_job),
        ("GET", f"{base}/jobs/{{job:int}}/logs", actions.job_logs),
        ("GET", f"{base}/artifacts/{{artifact:int}}/zip", artifacts.download),
        ("GET", f"{_REPOSITORY}/check-runs/{{job:int}}/annotations", actions.annotations),
    ]


def _rerun_or_review(actions: ActionsApi, reviews: ReviewsApi) -> Handler:
    known = {
        "rerun": actions.rerun,
        "rerun-failed-jobs": actions.rerun,
        "pending_deployments": reviews.review,
    }

    def answer(call: Call) -> Response:
        handler = known.get(call.path["which"])
        if handler is None:
            raise not_found()
        return handler(call)

    return answer


def _settings(context: ApiContext) -> Table:
    environments, secrets = EnvironmentsApi(context), SecretsApi(context)
    one = f"{_REPOSITORY}/environments/{{environment}}"
    scopes = (f"{_REPOSITORY}/actions/secrets", f"{one}/secrets", "/orgs/{org}/actions/secrets")
    listed = [("GET", scope, secrets.list) for scope in scopes]
    deleted = [("DELETE", f"{scope}/{{secret}}", secrets.delete) for scope in scopes]
    return [
        ("GET", f"{_REPOSITORY}/environments", environments.list),
        ("GET", one, environments.get),
        ("PUT", one, environments.put),
        ("DELETE", one, environments.delete),
        ("GET", f"{one}/deployment-branch-policies", environments.policies),
        ("POST", f"{one}/deployment-branch-policies", environments.add_policy),
        ("DELETE", f"{one}/deployment-branch-policies/{{policy:int}}", environments.delete_policy),
        *listed,
        *deleted,
    ]


def _repository(context: ApiContext) -> Table:
    repository, releases = RepositoryApi(context), ReleasesApi(context)
    base = f"{_REPOSITORY}/releases"
    return [
        ("POST", "/graphql", graphql.answering(context)),
        ("GET", "/", repository.root),
        ("GET", "/user", repository.me),
        ("GET", "/users/{login}", repository.user),
        ("GET", "/orgs/{org}/teams/{team}", repository.team),
        ("GET", _REPOSITORY, repository.get),
        ("GET", f"{_REPOSITORY}/contents/{{path:path}}", repository.contents),
        ("GET", f"{_REPOSITORY}/commits/{{ref:path}}", repository.commit),
        ("GET", f"{_REPOSITORY}/git/ref/{{ref:path}}", repository.ref),
        ("DELETE", f"{_REPOSITORY}/git/refs/{{ref:path}}", repository.delete_ref),
        ("GET", base, releases.list),
        ("POST", base, releases.create),
        ("GET", f"{base}/latest", releases.latest),
        ("POST", f"{base}/generate-notes", releases.notes),
        ("GET", f"{base}/tags/{{tag:path}}", releases.by_tag),
        ("GET", f"{base}/{{release:int}}", releases.get),
        ("PATCH", f"{base}/{{release:int}}", releases.update),
        ("DELETE", f"{base}/{{release:int}}", releases.delete),
    ]


def web(context: ApiContext, repositories: Path) -> Starlette:
    """github.com: the settings pages, the runs' pages, and git over HTTP."""
    git = SmartHttp(repositories, context.login_of, context.events.pushed)
    rest = Route("/{path:path}", git.answer, methods=["GET", "POST"])
    return Starlette(
        routes=[*EnvironmentPages(context).routes(), *RunPages(context).routes(), rest]
    )
