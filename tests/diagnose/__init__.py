"""Finds the page for a pasted log in a terminal, with the site's own script."""
