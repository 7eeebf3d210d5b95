"""The JSON API: `/pypi/NAME/json`, `/pypi/NAME/VERSION/json` (warehouse/legacy/api/json.py)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from packaging.utils import canonicalize_version
from packaging.version import Version
from starlette.responses import Response

from tests.sandbox.pypi.release import File, Release
from tests.sandbox.pypi.responses import CORS, as_json
from tests.sandbox.pypi.simple_api import file_url, iso_time
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import Project

CACHED = {"Cache-Control": "max-age=900, public"}
#: Of a project and of a release; both with a final slash, too.
PATHS = tuple(
    f"/pypi/{path}/json{end}" for path in ("{name}", "{name}/{version}") for end in ("", "/")
)
#: Paths whose 404 is JSON: `JSON_REGEX`, warehouse/views.py.
NOT_FOUND_PATH = re.compile(r"/pypi/[^/]+/?(?:[^/]+)?/json/?")


def project_json(project: Project, site: Site) -> Response | None:
    """Return the JSON of the newest final release, or else of the newest; None without releases."""
    if project.lifecycle_status == "quarantine-enter" or not project.releases:
        return None
    release = max(project.releases.values(), key=_rank)
    releases = {r.version: _files(r, site) for r in _by_version(project)}
    return _answer(project, _body(project, release, site) | {"releases": releases})


def release_json(project: Project, version: str, site: Site) -> Response | None:
    if project.lifecycle_status == "quarantine-enter":
        return None
    release = project.releases.get(canonicalize_version(version))
    return _answer(project, _body(project, release, site)) if release else None


def _rank(release: Release) -> tuple[bool, bool, Version]:
    version = Version(release.version)
    return not release.yanked, not version.is_prerelease, version


def _by_version(project: Project) -> list[Release]:
    return sorted(project.releases.values(), key=lambda release: Version(release.version))


def _answer(project: Project, body: dict[str, Any]) -> Response:
    return as_json(body, headers=CORS | CACHED | {"X-PyPI-Last-Serial": str(project.serial)})


def _body(project: Project, release: Release, site: Site) -> dict[str, Any]:
    roles = [{"role": role, "user": user} for user, role in sorted(project.roles.items())]
    return {
        "info": _info(project, release, site),
        "last_serial": project.serial,
        "ownership": {"organization": project.organization, "roles": roles},
        "urls": _files(release, site),
        "vulnerabilities": [],
    }


def _info(project: Project, release: Release, site: Site) -> dict[str, Any]:
    project_url = f"https://{site.domain}/project/{project.name}/"
    return release.info | {
        "bugtrack_url": None,
        "docs_url": None,
        "downloads": {"last_day": -1, "last_month": -1, "last_week": -1},
        "name": project.name,
        "package_url": project_url,
        "project_url": project_url,
        "release_url": f"{project_url}{release.version}/",
        "yanked": release.yanked,
        "yanked_reason": release.yanked_reason or None,
    }


def _files(release: Release, site: Site) -> list[dict[str, Any]]:
    files = sorted(release.files, key=lambda file: file.filename)
    return [_file(release, file, site) for file in files]


def _file(release: Release, file: File, site: Site) -> dict[str, Any]:
    uploaded = datetime.fromtimestamp(file.uploaded, UTC)
    return {
        "comment_text": file.comment,
        "core-metadata": {"sha256": file.metadata_sha256} if file.metadata_sha256 else False,
        "digests": {
            "blake2b_256": file.hashes["blake2_256"],
            "md5": file.hashes["md5"],
            "sha256": file.hashes["sha256"],
        },
        "downloads": -1,
        "filename": file.filename,
        "has_sig": False,
        "md5_digest": file.hashes["md5"],
        "packagetype": file.packagetype,
        "python_version": file.python_version,
        "requires_python": release.info["requires_python"],
        "size": file.size,
        "upload_time": uploaded.strftime("%Y-%m-%dT%H:%M:%S"),
        "upload_time_iso_8601": iso_time(file.uploaded),
        "url": file_url(site, file),
        "yanked": release.yanked,
        "yanked_reason": release.yanked_reason or None,
    }
