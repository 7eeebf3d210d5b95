"""The installed xdist still calls the private method that scheduling.py overrides."""

from __future__ import annotations

from importlib.metadata import version

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

#: The methods of xdist that group the items and count the finished ones.
CALLERS = ("schedule", "mark_test_complete")


def test_the_installed_xdist_groups_items_by_the_method_that_scheduling_overrides() -> None:
    callers = [getattr(LoadScopeScheduling, name).__code__ for name in CALLERS]
    assert all("_split_scope" in caller.co_names for caller in callers), (
        f"pytest-xdist {version('pytest-xdist')} does not call LoadScopeScheduling._split_scope in "
        f"{' and '.join(CALLERS)}: adapt tests/evaluate/scheduling.py to how it groups items"
    )
