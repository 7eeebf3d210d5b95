"""Finds the names, messages, commands, numbers and addresses in the texts, and their sources."""
