"""The state of GitHub before any page: one organization, its repository, people and secrets."""

from __future__ import annotations

from overrides.hooks.facts import Facts
from tests.sandbox.github.state import BOT, Account, Secret, State, Team
from tests.sandbox.workstation.home import LOGIN

#: The owner's id on GitHub, which a publisher form stores and an OIDC token contains.
OWNER_ID = 3_299_148
#: A second person, who may approve a release.
REVIEWER = "hostfactory-reviewer"
#: Secrets from the time when the project was published with API tokens, and one for something else.
_SECRETS = ("PYPI_API_TOKEN", "TEST_PYPI_API_TOKEN", "CODECOV_TOKEN")


def initial_state(facts: Facts) -> State:
    """Nobody has a token yet: `gh auth login` makes the maintainer's."""
    logins = (LOGIN, REVIEWER, BOT)
    users = {login: Account(login, 40_000 + n) for n, login in enumerate(logins)}
    teams = [Team(facts.team, 501, [LOGIN, REVIEWER])]
    owner = Account(facts.owner, OWNER_ID, "Organization")
    secrets = {"repo": [Secret(name, 0.0) for name in _SECRETS]}
    return State(owner, facts.repository, 1_001_001, users, teams, {}, secrets=secrets)
