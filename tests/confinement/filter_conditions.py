"""Conditions on the arguments of a system call."""

from __future__ import annotations

from seccompy import ArgCmp, CmpOp, syscall_nr

_INT = 0xFFFF_FFFF


def known(name: str) -> int | None:
    """The number of a system call; None where the processor's ABI has no such call."""
    try:
        return syscall_nr(name)
    except ValueError:
        return None


def integer(argument: int, value: int) -> ArgCmp:
    """True when the argument is the number; the kernel ignores the upper half of the register."""
    return ArgCmp(argument, CmpOp.MASKED_EQ, value, _INT)


def flag(argument: int, bit: int) -> ArgCmp:
    """True when the argument has the bit."""
    return ArgCmp(argument, CmpOp.MASKED_EQ, bit, bit)
