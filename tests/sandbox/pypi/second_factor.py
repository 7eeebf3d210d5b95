"""The pages of two-factor authentication: recovery codes first, then an authentication application.

Source: `ProvisionRecoveryCodesViews` and `ProvisionTOTPViews`, warehouse/manage/views/__init__.py,
and their templates in warehouse/templates/manage.
"""

from __future__ import annotations

import re
import secrets

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.markup import field, form, page
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import State, User

ACCOUNT, TWO_FACTOR = "/manage/account/", "/manage/account/two-factor/"
GENERATE, BURN = "/manage/account/recovery-codes/generate", "/manage/account/recovery-codes/burn"
REGENERATE, TOTP = "/manage/account/recovery-codes/regenerate", "/manage/account/totp-provision"
PATHS = (TWO_FACTOR, GENERATE, REGENERATE, BURN, TOTP)
#: Recovery codes that are generated, and the bytes of each (warehouse/accounts/services.py).
CODES, CODE_BYTES = 8, 8
CODE, TOTP_VALUE = re.compile(rf"[0-9a-f]{{{2 * CODE_BYTES}}}"), re.compile("[0-9]{6}")
#: path -> (title, field, label, button)
FORMS = {
    BURN: ("Use a recovery code", "recovery_code_value", "Enter recovery code", "Verify"),
    TOTP: (
        "Set up 2FA with an authentication application (TOTP)", "totp_value", "Verify application",
        "Set up application",
    ),
}  # fmt: skip


def respond(state: State, site: Site, request: Request, fields: Fields, user: User) -> Response:
    """Show the page or apply its form; only the shape of a code is checked."""
    path, posted = request.url.path, request.method == "POST"
    if path == TWO_FACTOR:
        if posted:
            raise HTTPException(404)
        return page(state, site, "Account settings", section(user))
    if path == REGENERATE or (path == GENERATE and not posted):
        return _generate(state, site, user, anew=path == REGENERATE)
    if path == GENERATE:  # A button replaces the link to the next page.
        return RedirectResponse(BURN, 303)
    if (elsewhere := _not_yet(user, path)) and not posted:
        return RedirectResponse(elsewhere, 303)
    title, name, label, button = FORMS[path]
    value = "".join((fields.first(name) or "").split())
    error = _error(path, value) if posted else None
    if posted and error is None:
        return RedirectResponse(_apply(state, user, path, value), 303)
    inputs = field(name, label, errors=[error] if error else [])
    return page(state, site, title, form(inputs, button))


def section(user: User) -> str:
    """The one step that `twofa_section` of templates/manage/manage_base.html offers next."""
    if user.two_factor:
        return "<p>Authentication application (TOTP)</p>\n"
    need = "before enabling two factor authentication on your account."
    if user.recovery_code_used:
        return f'<a href="{TOTP}">Add 2FA with authentication application</a>\n'
    if user.recovery_codes:
        return f'<p>Use a recovery code {need}</p>\n<a href="{BURN}">Use a recovery code</a>\n'
    return (
        f"<p>You must generate and safely store recovery codes {need}</p>\n"
        f'<a href="{GENERATE}">Generate recovery codes</a>\n'
    )


def _generate(state: State, site: Site, user: User, *, anew: bool) -> Response:
    title = "Account recovery codes"
    if user.recovery_codes and not anew:
        text = "Generating new recovery codes will invalidate your existing codes."
        again = form("", "Regenerate recovery codes", REGENERATE)
        body = f"<p>Recovery codes already generated</p>\n<p>{text}</p>\n{again}"
        return page(state, site, title, body)
    user.recovery_codes = [secrets.token_hex(CODE_BYTES) for _ in range(CODES)]
    user.recovery_code_used = False
    codes = "".join(f"<li><code>{code}</code></li>\n" for code in user.recovery_codes)
    return page(state, site, title, f"<ul>{codes}</ul>\n{form('', 'Continue', GENERATE)}")


def _not_yet(user: User, path: str) -> str | None:
    """The page to which PyPI redirects from a form that is not its turn; None if it is."""
    if path == TOTP:
        return None if user.recovery_code_used else BURN
    if not user.recovery_codes:
        return ACCOUNT
    return TWO_FACTOR if user.recovery_code_used else None


def _error(path: str, value: str) -> str | None:
    """Source: `RecoveryCodeValueMixin` and `TOTPValueMixin`, warehouse/accounts/forms.py."""
    if path == BURN:
        return None if CODE.fullmatch(value) else "Recovery Codes must be 16 characters."
    return None if TOTP_VALUE.fullmatch(value) else "TOTP code must be 6 digits."


def _apply(state: State, user: User, path: str, value: str) -> str:
    """Use the code up, or set the application up; return the next page."""
    if path == BURN:
        left = user.recovery_codes
        left.remove(value if value in left else left[0])
        user.recovery_code_used = True
        text = "Recovery code accepted. The supplied code cannot be used again."
        state.flashes.append(("success", text))
        return TWO_FACTOR
    user.two_factor = True
    state.flashes.append(("success", "Authentication application successfully set up"))
    return ACCOUNT
