"""A code of the device flow, which a program shows and a person types in a browser."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class DeviceCode:
    """`device` is the program's own code; `typed` is true once the person has typed theirs."""

    device: str
    scope: str
    typed: bool = False
