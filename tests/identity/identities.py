"""Identities to play the guide under: one drawn at random, one of awkward names that are legal."""

from __future__ import annotations

import random
import string

from overrides.hooks.facts.identity import Identity
from overrides.hooks.facts.package_names import distribution

#: Each name is at a limit that GitHub, PyPI or both set; the rules with their sources are in
#: overrides/assets/names/places.json. Capitals, dots, underscores, repeated separators, digits
#: first, the longest owner and repository, and a module whose name does not follow from the
#: package's, because an import cannot begin with a digit.
AWKWARD = Identity(
    owner="3D-Print-Works-and-Friends-of-Printers7",
    repository="_2.Print_Kit--for.Everybody_" + "and.Everything_" * 4 + "else.v2_Fin",
    package="3d.Print--Kit_for.Everybody.And.Everything.else_2",
    module="_3dPrintKit",
    workflow="4.Release_It--now.v2.yaml",
    testpypi="1st.Stage_Test-PyPI",
    pypi="2nd.Stage_" + "Live-" * 12 + "PyPI_",
    team="7-release-managers-of-all-the-printers-in-the-world",
)


def drawn(seed: int) -> Identity:
    """The identity of a seed. Its names are nonsense, so that no index has such a project."""
    chance = random.Random(seed)
    package = _joined(chance, "-_.")
    module = distribution(package) if chance.random() < 0.5 else _joined(chance, "_")
    if module == package:  # The substitution could not be undone.
        module = f"{module}_"
    return Identity(
        owner=_joined(chance, "-")[:39].strip("-"),
        repository=_joined(chance, "-_."),
        package=package,
        module=module,
        workflow=_joined(chance, "-_.") + chance.choice((".yml", ".yaml")),
        testpypi=_joined(chance, "-_."),
        pypi=_joined(chance, "-_."),
        team=_joined(chance, "-").lower(),
    )


def _joined(chance: random.Random, separators: str) -> str:
    """Two or three words with one of the separators between them."""
    words = [_word(chance) for _ in range(chance.randint(2, 3))]
    return "".join(word + chance.choice(separators) for word in words)[:-1]


def _word(chance: random.Random) -> str:
    letters = "".join(chance.choices(string.ascii_lowercase, k=chance.randint(4, 10)))
    return letters.capitalize() if chance.random() < 0.3 else letters
