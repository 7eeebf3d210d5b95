"""The remedy of a fault: the check that it is mended, and what its page must say and look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from overrides.hooks.facts import Facts
from overrides.hooks.facts.identity import identity_of
from tests.sandbox.sandbox import Sandbox

Fault = Callable[[Sandbox], None]
#: None when what the fault let be refused has succeeded, else the end of a sentence.
Judge = Callable[[], str | None]
#: The same for a state of the sandbox that does not depend on what was there before.
Probe = Callable[[Sandbox], str | None]

ACCOUNTS = ("setup/accounts.md",)
ENVIRONMENTS = "setup/environments.md"
#: What a page does first whose runs publish to TestPyPI.
FOR_TESTPYPI = ("setup/testpypi.md", ENVIRONMENTS)


@dataclass(frozen=True)
class Check:
    """`begin` is called when the fault is injected and returns the judge.

    `after` are the prerequisites of a page with such a fault, `places` the hosts and folders where
    the result can be seen.
    """

    begin: Callable[[Sandbox], Judge]
    after: tuple[str, ...]
    places: tuple[str, ...]

    def also(self, probe: Probe) -> Check:
        """This check, and then the probe: what the fault kept from happening has happened."""

        def begin(sandbox: Sandbox) -> Judge:
            judge = self.begin(sandbox)
            return lambda: judge() or probe(sandbox)

        return replace(self, begin=begin)


def all_of(checks: Sequence[Check], after: tuple[str, ...]) -> Check:
    """All checks, in their order; `after` are the prerequisites of a page with such a fault."""

    def begin(sandbox: Sandbox) -> Judge:
        judges = [check.begin(sandbox) for check in checks]
        return lambda: next(filter(None, (judge() for judge in judges)), None)

    places = dict.fromkeys(place for check in checks for place in check.places)
    return Check(begin, after, tuple(places))


@dataclass(frozen=True)
class Remedy:
    """`told_as` are the words by which the page's tab tells this fault from those of other tabs."""

    check: Check
    after: tuple[str, ...]
    told_as: tuple[str, ...]

    def told_by(self, facts: Facts) -> tuple[str, ...]:
        """The words, with the names of a project in place of those in braces."""
        names = identity_of(facts)
        return tuple(names.filled(words) for words in self.told_as)


_REMEDIES: dict[str, Remedy] = {}


def mended_by(
    check: Check, *, after: tuple[str, ...] | None = None, told_as: tuple[str, ...] = ()
) -> Callable[[Fault], Fault]:
    """Give a fault its check; `after` replaces the check's own prerequisites."""

    def register(fault: Fault) -> Fault:
        prerequisites = check.after if after is None else after
        _REMEDIES[_key(fault)] = Remedy(check, prerequisites, told_as)
        return fault

    return register


def remedy_of(fault: Fault) -> Remedy | None:
    """None when nobody has given the fault a check."""
    return _REMEDIES.get(_key(fault))


def _key(fault: Fault) -> str:
    return f"{fault.__module__}.{fault.__qualname__}"
