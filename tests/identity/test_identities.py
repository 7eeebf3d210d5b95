"""A name that its place does not allow is refused, and the identities of the tests are as meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from overrides.hooks.facts.identity import IdentityError
from tests.identity.identities import AWKWARD, drawn


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("owner", "-acme"), ("owner", "a--b"), ("owner", "a.b"), ("owner", "a" * 40),
        ("repository", "a b"), ("repository", "a.git"), ("repository", "a" * 101),
        ("package", "_a"), ("package", "a."), ("package", "é"), ("module", "3d"), ("module", "a-b"),
        ("workflow", "a.txt"), ("workflow", "b/a.yml"), ("testpypi", "a b"), ("testpypi", "a;b"),
        ("pypi", "true"), ("pypi", "1.0"), ("pypi", "a" * 256), ("pypi", AWKWARD.testpypi.upper()),
        ("team", "The-Team"),
    ],
)  # fmt: skip
def test_a_name_that_its_place_does_not_allow_is_refused_in_a_sentence(
    place: str, name: str
) -> None:
    """The sentence names the name and the place."""
    with pytest.raises(IdentityError) as refused:
        replace(AWKWARD, **{place: name})
    assert name in str(refused.value)


def test_a_seed_gives_the_same_identity_again() -> None:
    """Another seed gives another one."""
    assert drawn(7) == drawn(7) != drawn(8)


def test_the_awkward_names_have_what_makes_names_awkward() -> None:
    """Capitals, dots, underscores, digits first, the longest owner, and a long repository."""
    names = AWKWARD.owner, AWKWARD.repository, AWKWARD.package, AWKWARD.workflow, AWKWARD.pypi
    assert all(name.lower() != name for name in names)
    assert all({".", "_"} < set(name) for name in names[1:])
    assert all(name[0].isdigit() for name in (AWKWARD.owner, AWKWARD.package, AWKWARD.workflow))
    assert (len(AWKWARD.owner), len(AWKWARD.repository)) == (39, 99)
