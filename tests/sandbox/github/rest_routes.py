"""The routes of api.github.com: method, path and handler of every operation that is answered."""

from __future__ import annotations

from tests.sandbox.github import (
    graphql,
    rest_accounts,
    rest_actions_policy,
    rest_artifacts,
    rest_assets,
    rest_environments,
    rest_immutable_releases,
    rest_releases,
    rest_repository,
    rest_reviews,
    rest_rulesets,
    rest_runs,
    rest_secrets,
    rest_workflows,
)
from tests.sandbox.github.api_context import Handler

_REPOSITORY = "/repos/{owner}/{repo}"
_ACTIONS = f"{_REPOSITORY}/actions"
_RUN = f"{_ACTIONS}/runs/{{run:int}}"
_ATTEMPT = f"{_RUN}/attempts/{{attempt:int}}"
_ENVIRONMENT = f"{_REPOSITORY}/environments/{{environment}}"
_RELEASES = f"{_REPOSITORY}/releases"

#: (method, Starlette path, handler); Starlette takes the first that matches.
Route = tuple[str, str, Handler]

_WORKFLOWS: list[Route] = [
    ("GET", f"{_ACTIONS}/workflows", rest_workflows.list_repo_workflows),
    ("GET", f"{_ACTIONS}/workflows/{{workflow}}", rest_workflows.get_workflow),
    ("POST", f"{_ACTIONS}/workflows/{{workflow}}/dispatches",
     rest_workflows.create_workflow_dispatch),
    ("GET", f"{_ACTIONS}/workflows/{{workflow}}/runs", rest_runs.list_runs),
]  # fmt: skip

_RUNS: list[Route] = [
    ("GET", f"{_ACTIONS}/runs", rest_runs.list_runs),
    ("GET", _RUN, rest_runs.get_run),
    ("GET", _ATTEMPT, rest_runs.get_run),
    ("GET", f"{_RUN}/jobs", rest_runs.list_jobs),
    ("GET", f"{_ATTEMPT}/jobs", rest_runs.list_jobs),
    ("GET", f"{_RUN}/logs", rest_runs.download_run_logs),
    ("GET", f"{_ATTEMPT}/logs", rest_runs.download_run_logs),
    ("GET", f"{_RUN}/artifacts", rest_artifacts.list_artifacts),
    ("POST", f"{_RUN}/cancel", rest_runs.cancel_workflow_run),
    ("POST", f"{_RUN}/rerun", rest_runs.rerun_workflow),
    ("POST", f"{_RUN}/rerun-failed-jobs", rest_runs.rerun_failed_jobs),
    ("GET", f"{_RUN}/pending_deployments", rest_reviews.list_pending_deployments),
    ("POST", f"{_RUN}/pending_deployments", rest_reviews.review_pending_deployments),
    ("GET", f"{_ACTIONS}/jobs/{{job:int}}", rest_runs.get_job),
    ("GET", f"{_ACTIONS}/jobs/{{job:int}}/logs", rest_runs.download_job_logs),
    ("GET", f"{_ACTIONS}/artifacts/{{artifact:int}}/zip", rest_artifacts.download_artifact),
    ("GET", f"{_REPOSITORY}/check-runs/{{job:int}}/annotations", rest_runs.list_annotations),
]

_ACTIONS_POLICY: list[Route] = [
    ("GET", f"{_ACTIONS}/permissions", rest_actions_policy.get_permissions),
    ("PUT", f"{_ACTIONS}/permissions", rest_actions_policy.set_permissions),
    ("GET", f"{_ACTIONS}/permissions/selected-actions", rest_actions_policy.get_selected_actions),
    ("PUT", f"{_ACTIONS}/permissions/selected-actions", rest_actions_policy.set_selected_actions),
]

_POLICIES = f"{_ENVIRONMENT}/deployment-branch-policies"
_ENVIRONMENTS: list[Route] = [
    ("GET", f"{_REPOSITORY}/environments", rest_environments.list_environments),
    ("GET", _ENVIRONMENT, rest_environments.get_environment),
    ("PUT", _ENVIRONMENT, rest_environments.put_environment),
    ("DELETE", _ENVIRONMENT, rest_environments.delete_environment),
    ("GET", _POLICIES, rest_environments.list_policies),
    ("POST", _POLICIES, rest_environments.create_policy),
    ("DELETE", f"{_POLICIES}/{{policy:int}}", rest_environments.delete_policy),
]

_SCOPES = (f"{_ACTIONS}/secrets", f"{_ENVIRONMENT}/secrets", "/orgs/{org}/actions/secrets")
_SECRETS: list[Route] = [
    *(("GET", scope, rest_secrets.list_secrets) for scope in _SCOPES),
    *(("DELETE", f"{scope}/{{secret}}", rest_secrets.delete_secret) for scope in _SCOPES),
]

_ACCOUNTS: list[Route] = [
    ("GET", "/", rest_accounts.get_root),
    ("GET", "/user", rest_accounts.get_authenticated_user),
    ("GET", "/users/{login}", rest_accounts.get_user),
    ("GET", "/orgs/{org}/teams/{team}", rest_accounts.get_team),
]

_FILES_AND_REFS: list[Route] = [
    ("GET", _REPOSITORY, rest_repository.get_repository),
    ("GET", f"{_REPOSITORY}/contents/{{path:path}}", rest_repository.get_content),
    ("GET", f"{_REPOSITORY}/commits/{{ref:path}}", rest_repository.get_commit),
    ("GET", f"{_REPOSITORY}/git/ref/{{ref:path}}", rest_repository.get_ref),
    ("DELETE", f"{_REPOSITORY}/git/refs/{{ref:path}}", rest_repository.delete_ref),
]

_RULESET = f"{_REPOSITORY}/rulesets/{{ruleset:int}}"
_RULESETS: list[Route] = [
    ("GET", f"{_REPOSITORY}/rulesets", rest_rulesets.list_rulesets),
    ("POST", f"{_REPOSITORY}/rulesets", rest_rulesets.create_ruleset),
    ("GET", _RULESET, rest_rulesets.get_ruleset),
    ("DELETE", _RULESET, rest_rulesets.delete_ruleset),
]

_RELEASE = f"{_RELEASES}/{{release:int}}"
_IMMUTABLE = f"{_REPOSITORY}/immutable-releases"
_ALL_RELEASES: list[Route] = [
    ("GET", _RELEASES, rest_releases.list_releases),
    ("POST", _RELEASES, rest_releases.create_release),
    ("GET", f"{_RELEASES}/latest", rest_releases.get_latest_release),
    ("POST", f"{_RELEASES}/generate-notes", rest_releases.generate_notes),
    ("GET", f"{_RELEASES}/tags/{{tag:path}}", rest_releases.get_release_by_tag),
    ("GET", f"{_RELEASE}/assets", rest_assets.list_assets),
    ("DELETE", f"{_RELEASES}/assets/{{asset:int}}", rest_assets.delete_asset),
    ("POST", f"{_RELEASE}/assets", rest_assets.upload_asset),
    ("GET", _RELEASE, rest_releases.get_release),
    ("PATCH", _RELEASE, rest_releases.update_release),
    ("DELETE", _RELEASE, rest_releases.delete_release),
    ("GET", _IMMUTABLE, rest_immutable_releases.get_setting),
    ("PUT", _IMMUTABLE, rest_immutable_releases.enable),
    ("DELETE", _IMMUTABLE, rest_immutable_releases.disable),
]

#: Every operation of the API.
ROUTES: list[Route] = [
    ("POST", "/graphql", graphql.execute),
    *_WORKFLOWS, *_RUNS, *_ACTIONS_POLICY, *_ENVIRONMENTS, *_SECRETS,
    *_ACCOUNTS, *_FILES_AND_REFS, *_RULESETS, *_ALL_RELEASES,
]  # fmt: skip

#: Operations that GitHub's description of the REST API lacks, or whose answer is cut down:
#: gh reads only a header of the root's answer.
UNDESCRIBED = frozenset({"POST /graphql", "GET /"})
