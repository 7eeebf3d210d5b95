"""The rules for sockets: TCP, local ones and the list of addresses, and no others."""

from __future__ import annotations

import errno
import socket

from seccompy import ArgCmp, CmpOp, Filter

_STREAM, _TYPE = socket.SOCK_STREAM, 0xF
_FAMILIES = (socket.AF_UNIX, socket.AF_NETLINK, socket.AF_INET, socket.AF_INET6)


def add(rules: Filter) -> None:
    """Allow TCP, local sockets and the list of addresses; refuse all other kinds of sockets."""
    family = {name: ArgCmp(0, CmpOp.EQ, int(name)) for name in _FAMILIES}
    # Not datagrams: sendto(2) sends one to any path, which Landlock does not cover.
    for name in ("socket", "socketpair"):
        for kind in (_STREAM, socket.SOCK_SEQPACKET):
            same = ArgCmp(1, CmpOp.MASKED_EQ, int(kind), _TYPE)
            rules.allow(name, args=[family[socket.AF_UNIX], same])
    rules.errno("socketpair", errno.EPROTONOSUPPORT)
    rules.allow("socket", args=[family[socket.AF_NETLINK], ArgCmp(2, CmpOp.EQ, 0)])
    stream = ArgCmp(1, CmpOp.MASKED_EQ, int(_STREAM), _TYPE)
    for internet in (socket.AF_INET, socket.AF_INET6):
        for protocol in (0, socket.IPPROTO_TCP):
            same = ArgCmp(2, CmpOp.EQ, int(protocol))
            rules.allow("socket", args=[family[internet], stream, same])
        # Multipath TCP: Landlock's rule for TCP does not cover it.
        rules.errno("socket", errno.EPROTONOSUPPORT, args=[family[internet], stream])
