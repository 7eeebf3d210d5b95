"""Finds the troubleshooting page for a log in a terminal, with the site's own matching."""
