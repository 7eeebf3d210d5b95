"""Lints the shell code of a block, on its syntax tree, before it runs."""
