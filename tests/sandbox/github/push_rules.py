"""Holds a push against the rules of the repository, one ref at a time.

Source: "the branch was rejected; the tag went through", https://github.com/stacktale/stacktale/pull/163.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.responses import Response

from tests.sandbox.github import pushed_commands
from tests.sandbox.github.rulesets import Verdict

_RESULT = "application/x-git-receive-pack-result"


async def push(
    body: bytes,
    slug: str,
    verdict: Callable[[str, str], Verdict],
    make: Callable[[bytes], Awaitable[Response]],
) -> Response:
    """Let `make` answer the changes that are allowed; refuse the others in git's words.

    `verdict` is called with a ref and the kind of its change.
    """
    pushed = pushed_commands.read(body)
    found = [verdict(each.ref, each.change) for each in pushed.commands]
    if not any(each.messages for each in found):
        return await make(body)
    refused = [each for each in found if each.refused]
    content = b""
    if len(refused) < len(found):
        made = await make(pushed.without({each.ref for each in refused}))
        content = bytes(made.body)
    if refused:
        content = pushed_commands.answer(content, refused)
    return Response(pushed_commands.messages(found, slug) + content, media_type=_RESULT)
