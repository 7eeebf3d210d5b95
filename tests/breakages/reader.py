"""The world is in order; what is wrong is done under *You see*, where the reader can see it."""

from __future__ import annotations

from ..sandbox.world import Sandbox


def own_command(sandbox: Sandbox) -> None:
    """Nothing is spoiled: the first commands of the page are the mistake itself."""
