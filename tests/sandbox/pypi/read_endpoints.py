"""The endpoints that read an index: simple API, JSON API, Integrity API and files.

They return None for a project or file that the index does not have.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from packaging.utils import canonicalize_version
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from trove_classifiers import sorted_classifiers

from tests.sandbox.pypi import json_api, markup, page_cache, quarantine, simple_api
from tests.sandbox.pypi.content_negotiation import acceptable
from tests.sandbox.pypi.json_api import project_json, release_json
from tests.sandbox.pypi.refusals import Refused, refuse
from tests.sandbox.pypi.release import File
from tests.sandbox.pypi.responses import (
    CORS,
    as_json,
    plain,
    status_page,
    with_absolute_location,
)
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import State

INTEGRITY_V1 = "application/vnd.pypi.integrity.v1+json"


def simple_project(request: Request, state: State, site: Site) -> Response | None:
    name = request.path_params["name"]
    project = state.project(name)
    if project is None:
        return None
    if name != project.normalized:
        return _moved(request, f"/simple/{project.normalized}/", simple_api.CACHED)
    quarantine.review(state, project)
    return simple_api.project_page(request, page_cache.shown(state, project), site)


async def legacy_action(request: Request) -> Response:
    """The list that `flit` checks classifiers with. Source: warehouse/legacy/api/pypi.py."""
    if request.query_params.get(":action") != "list_classifiers":
        return status_page(request, 405)
    return plain("\n".join(sorted_classifiers))


def project_page(request: Request, state: State, site: Site) -> Response | None:
    """The page of a project, with the messages that a form has left."""
    project = state.project(request.path_params["name"])
    return markup.page(state, site, project.name, "") if project else None


def json_page(request: Request, state: State, site: Site) -> Response | None:
    """Source: warehouse/legacy/api/json.py."""
    name, version = request.path_params["name"], request.path_params.get("version")
    project = state.project(name)
    if project is None:
        return None
    answer = release_json(project, version, site) if version else project_json(project, site)
    if answer is None or name == project.normalized:
        return answer
    path = request.url.path.replace(f"/{name}/", f"/{project.normalized}/", 1)
    return _moved(request, path, json_api.CACHED)


def _moved(request: Request, path: str, cached: dict[str, str]) -> Response:
    """Redirect to `path` and the same query: `current_route_path`, pyramid/url.py."""
    query = f"?{request.url.query}" if request.url.query else ""
    redirect = status_page(request, 301, location=path + query)
    redirect.headers.update(cached | CORS)
    return with_absolute_location(request, redirect)


def provenance(request: Request, state: State, site: Site) -> Response | None:
    """Source: warehouse/api/integrity.py."""
    file = _file(state, **request.path_params)
    if file is None:
        return None
    types = acceptable(request.headers.get("accept"), [INTEGRITY_V1, "application/json"])
    try:
        if not types:
            refuse("provenance-not-acceptable")
        if "disable-pep740" in state.flags:
            refuse("provenance-disabled")
        if file.provenance is None:
            refuse("no-provenance", filename=file.filename)
    except Refused as refused:
        message = {"message": refused.text(site)}
        return as_json(message, refused.refusal.status, headers=simple_api.CACHED)
    return as_json(file.provenance, media=types[0], headers=simple_api.CACHED | CORS)


def _file(state: State, name: str, version: str, filename: str) -> File | None:
    project = state.project(name)
    release = project.releases.get(canonicalize_version(version)) if project else None
    files = release.files if release else []
    return next((file for file in files if file.filename == filename), None)


def download(request: Request, state: State, folder: Path) -> Response | None:
    """Return a file, which may be read in ranges, or a wheel's metadata (PEP 658)."""
    path = str(request.path_params["path"])
    for file in state.all_files():
        if path == file.path:
            return FileResponse(folder / file.path, media_type="application/octet-stream")
        if path == f"{file.path}.metadata" and file.metadata_sha256:
            return plain(_metadata(folder / file.path))
    return None


def _metadata(wheel: Path) -> str:
    member = "{}-{}.dist-info/METADATA".format(*wheel.name.split("-", 2))
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(member).decode()
