"""Checks that the names on the pages, in publish.yml and in mkdocs.yml agree; runs no page."""
