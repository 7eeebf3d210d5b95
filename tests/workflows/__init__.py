"""Tests of the workflow files: schemas, and the shell scripts of their steps."""
