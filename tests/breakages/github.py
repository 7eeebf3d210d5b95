"""What GitHub holds besides publish.yml is not as the guide left it: settings, policies, refs."""

from __future__ import annotations
