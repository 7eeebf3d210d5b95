"""Prepares a copy of the site that is read from a disk: `OFFLINE=true mkdocs build`.

Material's offline plugin makes links to files of links to folders, and a script of the index of
the search.
"""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

#: Runs the search without a worker. By its name, the plugin adds no such script of another host.
SCRIPT = "assets/iframe-worker.js"


@event_priority(100)  # before the plugin
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Takes its address from a copy: its pages are no pages of the site to link or to list.

    Templates that need the address of the site find it in `config.extra.address`.
    """
    config.extra["address"] = config.site_url
    if config.plugins["material/offline"].config["enabled"]:
        config.site_url = ""
        config.extra["polyfills"] = [SCRIPT]
    return config
