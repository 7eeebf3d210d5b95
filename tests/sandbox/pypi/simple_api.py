"""The simple API, HTML and JSON (warehouse/api/simple.py; PEP 503, 691, 700, 714, 740, 792)."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import Any

from packaging.version import Version
from starlette.requests import Request
from starlette.responses import Response

from tests.sandbox.pypi.content_negotiation import acceptable
from tests.sandbox.pypi.release import File, Release
from tests.sandbox.pypi.responses import CORS, as_json
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import Project, State

API_VERSION = "1.4"
HTML, HTML_V1 = "text/html", "application/vnd.pypi.simple.v1+html"
JSON_V1 = "application/vnd.pypi.simple.v1+json"
CACHED = {"Vary": "Accept, Accept-Encoding", "Cache-Control": "max-age=600, public"}
#: PyPI's life-cycle status -> the status of PEP 792.
STATUS = {
    None: "active", "quarantine-exit": "active", "archived": "archived",
    "archived-noindex": "archived", "quarantine-enter": "quarantined",
}  # fmt: skip
PAGE = """<!DOCTYPE html>
<html lang="en">
  <head>
    <meta name="pypi:repository-version" content="{version}">
{head}    <title>{title}</title>
  </head>
  <body>
{body}</body>
</html>
"""


def index_page(request: Request, state: State, _site: Site) -> Response:
    shown = [p for p in state.projects.values() if p.lifecycle_status != "quarantine-enter"]
    shown.sort(key=lambda project: project.normalized)
    serial = len(state.journal)
    body = {
        "meta": {"_last-serial": serial, "api-version": API_VERSION},
        "projects": [{"name": p.name, "_last-serial": p.serial} for p in shown],
    }
    links = (f'<a href="/simple/{p.normalized}/">{escape(p.name)}</a>\n' for p in shown)
    return _negotiated(request, serial, body, "Simple index", "", "".join(links))


def project_page(request: Request, project: Project, site: Site) -> Response:
    body = project_detail(project, site)
    title = f"Links for {project.normalized}"
    status = body["project-status"]["status"]
    head = f'<meta name="pypi:project-status" content="{status}">'
    links = "".join(map(_link, body["files"]))
    content = f"    <h1>{title}</h1>\n{links}"
    end = f"<!--SERIAL {project.serial}-->"
    return _negotiated(request, project.serial, body, title, head, content, end)


def _negotiated(
    request: Request, serial: int, body: Any, title: str, head: str, content: str, end: str = ""
) -> Response:
    types = acceptable(request.headers.get("accept"), [HTML, HTML_V1, JSON_V1])
    media_type = types[0] if types else HTML
    headers = CACHED | CORS | {"X-PyPI-Last-Serial": str(serial)}
    if media_type == JSON_V1:
        return as_json(body, media=JSON_V1, headers=headers)
    page = PAGE.format(version=API_VERSION, head=head, title=title, body=content) + end
    content_type = f"{HTML}; charset=UTF-8" if media_type == HTML else media_type
    return Response(page, headers=headers | {"Content-Type": content_type})


def project_detail(project: Project, site: Site) -> dict[str, Any]:
    """Return the JSON of one project; a project in quarantine lists no files."""
    hidden = project.lifecycle_status == "quarantine-enter"
    pairs = [] if hidden else list(project.files())
    pairs.sort(key=lambda pair: (Version(pair[0].version), pair[1].filename))
    return {
        "files": [_file(project, release, file, site) for release, file in pairs],
        "meta": {"_last-serial": project.serial, "api-version": API_VERSION},
        "name": project.normalized,
        "project-status": {"status": STATUS[project.lifecycle_status]},
        "versions": sorted({release.version for release, _ in pairs}, key=Version),
    }


def _file(project: Project, release: Release, file: File, site: Site) -> dict[str, Any]:
    metadata = {"sha256": file.metadata_sha256} if file.metadata_sha256 else False
    path = f"{project.normalized}/{release.version}/{file.filename}"
    provenance = f"https://{site.domain}/integrity/{path}/provenance" if file.provenance else None
    return {
        "core-metadata": metadata,
        "data-dist-info-metadata": metadata,
        "filename": file.filename,
        "hashes": {"sha256": file.hashes["sha256"]},
        "provenance": provenance,
        "requires-python": release.info["requires_python"],
        "size": file.size,
        "upload-time": iso_time(file.uploaded),
        "url": file_url(site, file),
        "yanked": (release.yanked_reason or True) if release.yanked else False,
    }


def file_url(site: Site, file: File) -> str:
    return f"https://{site.files_host}/packages/{file.path}"


def iso_time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _link(file: dict[str, Any]) -> str:
    attributes = [f'href="{file["url"]}#sha256={file["hashes"]["sha256"]}"']
    if file["requires-python"]:
        attributes.append(f'data-requires-python="{escape(file["requires-python"])}"')
    if file["yanked"]:
        reason = file["yanked"] if isinstance(file["yanked"], str) else ""
        attributes.append(f'data-yanked="{escape(reason)}"')
    if file["core-metadata"]:
        value = f"sha256={file['core-metadata']['sha256']}"
        attributes += [f'data-dist-info-metadata="{value}"', f'data-core-metadata="{value}"']
    if file["provenance"]:
        attributes.append(f'data-provenance="{file["provenance"]}"')
    return f"<a {' '.join(attributes)}>{file['filename']}</a><br />\n"
