"""A push as git sends it: the changes of refs, and the answers that refuse some of them.

The format is that of https://git-scm.com/docs/pack-protocol and gitprotocol-common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from tests.sandbox.github.rulesets import Verdict

_FLUSH = b"0000"
#: The largest part of a message in one packet of the side band.
_PART = 900
#: git's reason, as GitHub gives it: https://github.com/opensearch-project/.github/issues/531.
_DECLINED = "push declined due to repository rule violations"
#: The same for a protected branch: https://github.com/ietf-tools/xml2rfc/issues/1251.
_HOOK_DECLINED = "protected branch hook declined"


@dataclass(frozen=True)
class Command:
    """`old` and `new` are object names; `line` is the packet's content without capabilities."""

    old: str
    new: str
    ref: str
    line: bytes

    @property
    def change(self) -> str:
        if not self.old.strip("0"):
            return "creation"
        return "update" if self.new.strip("0") else "deletion"


@dataclass(frozen=True)
class Push:
    """`rest` is what follows the commands: the pack."""

    commands: tuple[Command, ...]
    capabilities: bytes
    rest: bytes

    def without(self, refs: set[str]) -> bytes:
        """The request without the changes of some refs."""
        kept = [each.line for each in self.commands if each.ref not in refs]
        first = [kept[0] + b"\0" + self.capabilities] if kept else []
        return b"".join(map(packet, first + kept[1:])) + _FLUSH + self.rest


def read(body: bytes) -> Push:
    """The commands of a request to `git-receive-pack`; none when there are no changes."""
    commands, capabilities, place = [], b"", 0
    while body[place : place + 4] not in (_FLUSH, b""):
        size = int(body[place : place + 4], 16)
        line, _, more = body[place + 4 : place + size].rstrip(b"\n").partition(b"\0")
        capabilities, place = capabilities or more, place + size
        if line.count(b" ") >= 2 and not line.startswith((b"shallow", b"push-cert")):
            old, new, ref = line.decode().split(" ", 2)
            commands.append(Command(old, new, ref, line))
    return Push(tuple(commands), capabilities, body[place + 4 :])


def packet(content: bytes) -> bytes:
    return f"{len(content) + 4:04x}".encode() + content


def answer(response: bytes, refused: Sequence[Verdict]) -> bytes:
    """git's own answer to the changes that were made, with the refusal of the others in it."""
    report = b"".join(part[1:] for part in _packets(response) if part[:1] == b"\1")
    lines = list(_packets(report)) or [b"unpack ok\n"]
    reasons = ((each.ref, _HOOK_DECLINED if each.protected else _DECLINED) for each in refused)
    lines += [f"ng {ref} {reason}\n".encode() for ref, reason in reasons]
    whole = b"".join(map(packet, lines)) + _FLUSH
    said = b"".join(packet(part) for part in _packets(response) if part[:1] == b"\2")
    return said + packet(b"\1" + whole) + _FLUSH


def messages(verdicts: Sequence[Verdict], slug: str) -> bytes:
    """What git prints behind `remote:` about changes that break a rule.

    Source for a bypassed rule: https://github.com/kernelkit/infix/issues/1610.
    """
    text = "".join("\n".join(_lines(each, slug)) + "\n" for each in verdicts if each.messages)
    data = text.encode()
    parts = [data[start : start + _PART] for start in range(0, len(data), _PART)]
    return b"".join(packet(b"\2" + part) for part in parts)


def _lines(found: Verdict, slug: str) -> Iterator[str]:
    if found.protected:
        yield found.protected
    elif found.bypassed:
        yield f"Bypassed rule violations for {found.ref}:"
    else:
        yield f"error: GH013: Repository rule violations found for {found.ref}."
        address = f"https://github.com/{slug}/rules?ref={quote(found.ref, safe='')}"
        yield f"Review all repository rules at {address}"
    yield ""
    yield from (f"- {message}" for message in found.messages)
    yield ""


def _packets(data: bytes) -> Iterator[bytes]:
    place = 0
    while data[place : place + 4] not in (_FLUSH, b""):
        size = int(data[place : place + 4], 16)
        yield data[place + 4 : place + size]
        place += size
