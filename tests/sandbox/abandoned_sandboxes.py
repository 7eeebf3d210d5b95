"""The folders of sandboxes: a new one, and the removal of those that killed runs have left."""

from __future__ import annotations

from tests.confinement.confinement import end_abandoned
from tests.terminal.held_folder import HeldFolder, remove_abandoned

PREFIX = "guide-sandbox-"


def new_folder() -> HeldFolder:
    """The folder of a new sandbox."""
    return HeldFolder(PREFIX)


def remove_all() -> None:
    """End the processes of all sandboxes that are not in use, and remove their folders."""
    remove_abandoned(PREFIX, before=end_abandoned)
