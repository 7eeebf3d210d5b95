"""The caches in front of an index, which may show a project's page as it was before an upload.

PyPI lets its CDN keep a page for a day. After an upload it asks the CDN to fetch the page anew,
and the CDN may show the old one in the meantime: `origin_cache` in warehouse/api/simple.py,
`Fastly-Soft-Purge` in warehouse/cache/origin/fastly.py.
"""

from __future__ import annotations

import copy

from tests.sandbox.pypi.state import CachedPage, Project, State


def keep(state: State, project: Project, requests: int) -> None:
    """Show the project as it is now to that number of requests."""
    state.cached_pages[project.normalized] = CachedPage(copy.deepcopy(project), requests)


def shown(state: State, project: Project) -> Project:
    """The project as the caches show it: as it was, or as it is once no request is left."""
    kept = state.cached_pages.get(project.normalized)
    if kept is None:
        return project
    kept.requests -= 1
    if kept.requests <= 0:
        del state.cached_pages[project.normalized]
    return kept.project
