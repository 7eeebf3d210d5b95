"""Tests of the workflow files: each is valid, and each step does what its name says."""
