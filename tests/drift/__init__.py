"""Holds every name on the pages against publish.yml and mkdocs.yml, without running anything."""
