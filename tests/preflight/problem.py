"""Why a preflight cannot begin."""

from __future__ import annotations


class PreflightError(Exception):
    """The folder is no repository, or the workflow is no workflow; the message is one sentence."""
