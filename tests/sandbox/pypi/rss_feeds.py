"""The RSS feeds of new releases (warehouse/rss/views.py)."""

from __future__ import annotations

from email.utils import formatdate
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import State

FEED = '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>{}</channel></rss>\n'


def updates(_request: Request, state: State, site: Site) -> Response:
    """Return the 100 newest releases of all projects."""
    items = [_item(site, *entry) for entry in reversed(state.journal) if entry[2]][:100]
    head = _channel(
        f"{site.title} recent updates", f"https://{site.domain}/",
        f"Recent updates to {site.title}",
    )  # fmt: skip
    return Response(FEED.format(head + "".join(items)), media_type="text/xml")


def releases(request: Request, state: State, site: Site) -> Response | None:
    """Return one project's 40 newest releases; None for an unknown project."""
    project = state.project(request.path_params["name"])
    if project is None:
        return None
    newest = sorted(project.releases.values(), key=lambda release: -release.created)[:40]
    items = (_item(site, r.created, project.name, r.version, short=True) for r in newest)
    link = f"https://{site.domain}/project/{project.normalized}/"
    head = _channel(
        f"{site.title} recent updates for {project.normalized}", link,
        f"Recent updates to {site.title} for {project.normalized}",
    )  # fmt: skip
    return Response(FEED.format(head + "".join(items)), media_type="text/xml")


def _channel(title: str, link: str, description: str) -> str:
    return (
        f"<title>{escape(title)}</title><link>{link}</link>"
        f"<description>{escape(description)}</description><language>en</language>"
    )


def _item(site: Site, time: float, name: str, version: str, *, short: bool = False) -> str:
    title = version if short else f"{name} {version}"
    link = f"https://{site.domain}/project/{name}/{version}/"
    date = f"<pubDate>{formatdate(time)}</pubDate>"
    return f"<item><title>{title}</title><link>{link}</link>{date}</item>"
