"""The web pages with forms: access to them, refusals of posted forms, and the pages themselves."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tests.sandbox.pypi import (
    accounts,
    collaborators,
    malware_report,
    posted_forms,
    project_settings,
    publisher_page,
    release_settings,
    second_factor,
    security_history,
    token_page,
)
from tests.sandbox.pypi.access import project_in_path, signed_in_user
from tests.sandbox.pypi.dependencies import Dependencies
from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.markup import page
from tests.sandbox.pypi.posted_forms import PageRequest
from tests.sandbox.pypi.publisher_form import Errors, FormErrors
from tests.sandbox.pypi.refusals import Refused
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import State

PATHS = (
    "/manage/account/publishing/",
    "/manage/project/{name}/settings/publishing/",
    "/manage/project/{name}/release/{version}/",
    project_settings.SETTINGS,
    project_settings.DELETE,
    project_settings.PROJECTS,
    token_page.PATH,
    token_page.LIST,
    security_history.PATH,
    collaborators.PATH,
    collaborators.ACCEPT,
    malware_report.PATH,
    *accounts.PATHS,
)
#: refusal -> the page on which the user removes its cause
REDIRECTS = {
    "login-required": accounts.LOGIN,
    "form-unverified-email": accounts.UNVERIFIED,
    "form-two-factor": second_factor.TWO_FACTOR,
}


def respond(
    state: State, site: Site, dependencies: Dependencies, request: Request, fields: Fields
) -> Response:
    """Show the page or apply the posted form; report each refusal."""
    path = request.url.path
    try:
        if path in accounts.PATHS:
            return accounts.respond(state, site, dependencies, request, fields)
        if path == collaborators.ACCEPT:
            return collaborators.accept(state, site, request.method, dependencies.now())
        # The settings of an account lead to its second factor.
        user = signed_in_user(state, two_factor=path != token_page.LIST)
        if malware_report.is_path(path):
            return malware_report.respond(state, site, request, fields, user)
        project = project_in_path(state, request, user)
    except Refused as refused:
        return _deny(state, site, dependencies, refused, path)
    page_request = PageRequest(state, site, dependencies, request, fields, user, project)
    if request.method != "POST":
        return _show(page_request, Fields(request.query_params.multi_items()), {})
    try:
        return _post(page_request)
    except Refused as refused:
        _flash(state, site, dependencies, refused)
        return _show(page_request, fields, {})
    except FormErrors as invalid:
        if path != collaborators.PATH.format(name=request.path_params.get("name")):
            _flash(state, site, dependencies, Refused("form-invalid", {}))
        return _show(page_request, fields, invalid.errors)


def _flash(state: State, site: Site, dependencies: Dependencies, refused: Refused) -> None:
    text = refused.text(site)
    dependencies.on_refusal(refused.refusal.slug, text)
    state.flashes.append(("error", text))


def _deny(
    state: State, site: Site, dependencies: Dependencies, refused: Refused, path: str
) -> Response:
    location = REDIRECTS.get(refused.refusal.slug)
    if location == accounts.LOGIN:  # PyPI shows no message: the page's title says it.
        dependencies.on_refusal(refused.refusal.slug, refused.text(site))
    else:
        _flash(state, site, dependencies, refused)
    if location is None:
        return page(state, site, "Forbidden", "", refused.refusal.status)
    return RedirectResponse(f"{location}?next={quote(path, safe='')}", refused.refusal.status)


def _post(page_request: PageRequest) -> Response:
    if page_request.request.url.path == token_page.PATH:
        now = page_request.dependencies.now()
        post = token_page.remove if token_page.REMOVE in page_request.fields else token_page.create
        return post(
            page_request.state, page_request.site, page_request.fields, page_request.user, now
        )
    if project_settings.deletes(page_request.request.url.path) and page_request.project:
        return project_settings.delete(
            page_request.state, page_request.project, page_request.fields,
            page_request.dependencies.now(),
        )  # fmt: skip
    message = posted_forms.apply(page_request)
    if message is None:
        return _show(page_request, page_request.fields, {})
    page_request.state.flashes.append(("success", message))
    return RedirectResponse(page_request.request.url.path, 303)


def _show(page_request: PageRequest, fields: Fields, errors: Errors) -> Response:
    state, site, project = page_request.state, page_request.site, page_request.project
    path, user = page_request.request.url.path, page_request.user
    if path == token_page.PATH:
        return page(state, site, "Create API token", token_page.form_html(state, user))
    if path == token_page.LIST:
        own = second_factor.section(user) + token_page.list_html(state, user)
        return page(
            state, site, "Account settings", own + security_history.html(state, user.username)
        )
    if project and path.endswith("/history/"):
        return page(state, site, "Security history", security_history.html(state, project.id))
    if project and path.endswith("/collaboration/"):
        return page(state, site, "Collaborators", collaborators.body(state, project, errors))
    if shown := project_settings.show(state, site, path, user, project):
        return shown
    if "version" in page_request.request.path_params:
        forms = release_settings.yank_form() + release_settings.delete_form()
        return page(state, site, "Release settings", forms)
    body = publisher_page.body(state, site, user, project, fields, errors)
    return page(state, site, "Trusted Publisher Management", body)
