"""What anybody may read: simple API, JSON API, Integrity API, feeds and the files themselves."""

from __future__ import annotations

import zipfile
from email.utils import formatdate
from html import escape
from pathlib import Path

from packaging.utils import canonicalize_version
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from tests.sandbox.pypi import simple_api
from tests.sandbox.pypi.accept import acceptable
from tests.sandbox.pypi.json_api import project_json, release_json
from tests.sandbox.pypi.refusals import Refused, refuse
from tests.sandbox.pypi.release import File
from tests.sandbox.pypi.responses import as_json, plain, status_page
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import State

INTEGRITY_V1 = "application/vnd.pypi.integrity.v1+json"
RSS = '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>{}</channel></rss>\n'


def simple_project(request: Request, state: State, site: Site) -> Response | None:
    """None for a project that is not here."""
    name = request.path_params["name"]
    project = state.project(name)
    if project is None:
        return None
    if name != project.normalized:
        place = f"/simple/{project.normalized}/"
        moved = status_page(request, 301, location=place)
        moved.headers.update(simple_api.CACHED | simple_api.CORS)
        return moved
    return simple_api.project_page(request, project, site)


def json_page(request: Request, state: State, site: Site) -> Response | None:
    """None where there is no such project or release."""
    project = state.project(request.path_params["name"])
    version = request.path_params.get("version")
    if project is None:
        return None
    return release_json(project, version, site) if version else project_json(project, site)


def not_found_simple() -> Response:
    return plain("404 Not Found", 404, simple_api.CORS)


def not_found_json() -> Response:
    return as_json({"message": "Not Found"}, 404, headers=simple_api.CORS)


def provenance(request: Request, state: State, site: Site) -> Response | None:
    """None where there is no such file (warehouse/api/integrity.py)."""
    file = _file(state, **request.path_params)
    if file is None:
        return None
    kinds = acceptable(request.headers.get("accept"), [INTEGRITY_V1, "application/json"])
    try:
        if not kinds:
            refuse("provenance-not-acceptable")
        if "disable-pep740" in state.flags:
            refuse("provenance-disabled")
        if file.provenance is None:
            refuse("no-provenance", filename=file.filename)
    except Refused as refused:
        message = {"message": refused.text(site)}
        return as_json(message, refused.refusal.status, headers=simple_api.CACHED)
    return as_json(file.provenance, media=kinds[0], headers=simple_api.CACHED | simple_api.CORS)


def _file(state: State, name: str, version: str, filename: str) -> File | None:
    project = state.project(name)
    release = project.releases.get(canonicalize_version(version)) if project else None
    files = release.files if release else []
    return next((file for file in files if file.filename == filename), None)


def download(request: Request, state: State, folder: Path) -> Response | None:
    """A file, whole or in ranges, or the metadata of a wheel (PEP 658); None if not here."""
    path = str(request.path_params["path"])
    for file in state.all_files():
        if path == file.path:
            return FileResponse(folder / file.path, media_type="application/octet-stream")
        if path == f"{file.path}.metadata" and file.metadata_sha256:
            return plain(_metadata(folder / file.path))
    return None


def _metadata(wheel: Path) -> str:
    place = "{}-{}.dist-info/METADATA".format(*wheel.name.split("-", 2))
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(place).decode()


def updates(_request: Request, state: State, site: Site) -> Response:
    """The newest releases of all projects, as RSS (warehouse/rss/views.py)."""
    items = [_item(site, *entry) for entry in reversed(state.journal) if entry[2]][:100]
    head = _title(f"{site.title} recent updates", f"https://{site.domain}/",
                  f"Recent updates to {site.title}")  # fmt: skip
    return Response(RSS.format(head + "".join(items)), media_type="text/xml")


def releases(request: Request, state: State, site: Site) -> Response | None:
    """One project's releases as RSS; None for a project that is not here."""
    project = state.project(request.path_params["name"])
    if project is None:
        return None
    newest = sorted(project.releases.values(), key=lambda release: -release.created)[:40]
    items = (_item(site, r.created, project.name, r.version, short=True) for r in newest)
    link = f"https://{site.domain}/project/{project.normalized}/"
    head = _title(f"{site.title} recent updates for {project.normalized}", link,
                  f"Recent updates to {site.title} for {project.normalized}")  # fmt: skip
    return Response(RSS.format(head + "".join(items)), media_type="text/xml")


def _title(title: str, link: str, description: str) -> str:
    return (
        f"<title>{escape(title)}</title><link>{link}</link>"
        f"<description>{escape(description)}</description><language>en</language>"
    )


def _item(site: Site, when: float, name: str, version: str, *, short: bool = False) -> str:
    title = version if short else f"{name} {version}"
    link = f"https://{site.domain}/project/{name}/{version}/"
    date = f"<pubDate>{formatdate(when)}</pubDate>"
    return f"<item><title>{title}</title><link>{link}</link>{date}</item>"
