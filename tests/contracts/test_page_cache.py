"""A project's page as the caches in front of an index show it, and a project in quarantine."""

from __future__ import annotations

from tests.contracts.served_index import Served
from tests.contracts.wheels import upload, wheel
from tests.sandbox.pypi import page_cache, quarantine

PAGE = "/simple/sampleproject/"


def test_the_caches_show_the_page_from_before_an_upload_for_some_requests(seeded: Served) -> None:
    """Source: warehouse/api/simple.py, `stale_while_revalidate`."""
    project = seeded.state.projects["sampleproject"]
    page_cache.keep(seeded.state, project, requests=2)
    assert upload(seeded, wheel(version="9.0.0"), version="9.0.0").status_code == 200
    shown = ["9.0.0" in seeded.send("GET", PAGE).text for _ in range(3)]
    assert shown == [False, False, True]


def test_a_project_in_quarantine_lists_no_files_until_it_is_reviewed(seeded: Served) -> None:
    """Source: warehouse/packaging/utils.py, `_simple_detail`; warehouse/packaging/models.py."""
    assert upload(seeded, wheel(version="9.0.0"), version="9.0.0").status_code == 200
    quarantine.begin(seeded.state, seeded.state.projects["sampleproject"], requests=1)
    pages = [seeded.send("GET", PAGE).text for _ in range(2)]
    assert ["9.0.0" in page for page in pages] == [False, True]
    assert 'content="quarantined"' in pages[0] and 'content="active"' in pages[1]
