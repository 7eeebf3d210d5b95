"""Checks every name on the pages against publish.yml and mkdocs.yml, without running a page."""
