"""The web pages that forms are on: whose they are, the heading above the form, and its button."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

#: What a card calls a host, and the class of its colour.
SITES = {
    "pypi.org": ("PyPI", "pypi"),
    "test.pypi.org": ("TestPyPI", "testpypi"),
    "github.com": ("GitHub", "github"),
}
_MANAGE, _PROJECT = "warehouse/templates/manage", r"/manage/project/[^/]+"
_ENVIRONMENTS = (
    "https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/"
    "manage-environments"
)
#: What to do on a page that is shown without fields and without a button, by its path: `{page}` is
#: the page. manage/unverified-account.html in pypi/warehouse has "Resend verification email",
#: account.html has "Remove token", and both publishing.html have "Remove" beside each publisher.
_INSTRUCTIONS = {
    "/manage/unverified-account/":
        "Open the link in the email. If no email came, {page} sends it again.",
    "/manage/account/": "Remove the tokens on {page}.",
    "/manage/account/publishing/": "Remove the pending publisher on {page}.",
    f"{_PROJECT}/settings/publishing/": "Remove a publisher on {page}.",
}  # fmt: skip
_OPEN = "Open {page} and confirm."


@dataclass(frozen=True)
class FormPage:
    """The form of the pages whose path matches `path`.

    `field` is a label that only this form of such a page has. `source` is the page's template in
    pypi/warehouse, as of August 2026, or the document that names the button.
    """

    path: str
    heading: str
    button: str
    source: str
    field: str | None = None


PAGES = (
    FormPage("/account/register/", "Create an account", "Create account",
             "warehouse/templates/accounts/register.html"),
    FormPage("/account/login/", "Log in", "Log in", "warehouse/templates/accounts/login.html"),
    FormPage("/account/verify-project-role/", "Confirm Invite", "Accept",
             "warehouse/templates/accounts/invite-confirmation.html"),
    FormPage("/manage/account/recovery-codes/generate", "Account recovery codes", "Continue",
             f"{_MANAGE}/account/recovery_codes-provision.html"),
    FormPage("/manage/account/recovery-codes/burn", "Use a recovery code", "Verify",
             f"{_MANAGE}/account/recovery_codes-burn.html"),
    FormPage("/manage/account/totp-provision",
             "Set up 2FA with an authentication application (TOTP)", "Set up application",
             f"{_MANAGE}/account/totp-provision.html"),
    FormPage("/manage/account/token/", "Create API token", "Create token",
             f"{_MANAGE}/account/token.html"),
    FormPage("/manage/account/publishing/", "Add a new pending publisher", "Add",
             f"{_MANAGE}/account/publishing.html", "Owner"),
    FormPage(f"{_PROJECT}/settings/publishing/", "Add a new publisher", "Add",
             f"{_MANAGE}/project/publishing.html", "Owner"),
    FormPage(f"{_PROJECT}/collaboration/", "Invite collaborator", "Invite",
             f"{_MANAGE}/project/roles.html"),
    FormPage(f"{_PROJECT}/release/[^/]+/", "Delete release", "Delete release",
             f"{_MANAGE}/project/release.html",
             "I understand that I will not be able to undo this."),
    FormPage(f"{_PROJECT}/release/[^/]+/", "Yank release", "Yank release",
             f"{_MANAGE}/project/release.html", "Reason (optional)"),
    FormPage(f"{_PROJECT}/settings/", "Delete project", "Delete project",
             f"{_MANAGE}/project/settings.html"),
    FormPage("/project/[^/]+/submit-malware-report/", "Submit Malware Report",
             "Submit Malware Report",
             "warehouse/templates/packaging/submit-malware-observation.html"),
    FormPage("/[^/]+/[^/]+/settings/environments/new", "", "Configure environment", _ENVIRONMENTS),
    FormPage("/[^/]+/[^/]+/settings/environments/…/edit", "", "Save protection rules",
             _ENVIRONMENTS),
)  # fmt: skip


def site(url: str) -> tuple[str, str]:
    """The name of the site and the class of its colour; of another one, its host and no class."""
    host = urlsplit(url).hostname or url
    return SITES.get(host, (host, ""))


def form_page(url: str, labels: Collection[str]) -> FormPage | None:
    """The page at the address with a form that has these labels; None when it is not listed."""
    path = urlsplit(url).path
    for page in PAGES:
        if re.fullmatch(page.path, path) and (page.field is None or page.field in labels):
            return page
    return None


def instruction(url: str, page: str) -> str:
    """What to do at the address when no form is shown; `page` is what the sentence calls it."""
    path = urlsplit(url).path
    found = (text for each, text in _INSTRUCTIONS.items() if re.fullmatch(each, path))
    return next(found, _OPEN).format(page=page)
