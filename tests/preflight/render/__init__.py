"""Draws a report of preflight as text, as JSON and as one HTML file."""
