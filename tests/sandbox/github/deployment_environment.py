"""A deployment environment, as plain data that a snapshot can pickle."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class RefPattern:
    """One name pattern of an environment's deployment policy; `kind` is `branch` or `tag`."""

    id: int
    name: str
    kind: str


@dataclass
class Environment:
    """A deployment environment.

    `policy` is None (no restriction), `protected` or `custom`; only `custom` reads `patterns`.
    `reviewers` holds (`User` or `Team`, id).
    """

    id: int
    name: str
    created_at: float
    reviewers: list[tuple[str, int]] = field(default_factory=list)
    prevent_self_review: bool = False
    wait_timer: int = 0
    admins_bypass: bool = True
    policy: str | None = None
    patterns: list[RefPattern] = field(default_factory=list)
