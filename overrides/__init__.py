"""The site's theme overrides and MkDocs hooks."""
