"""The workflow files: each step does what its name says."""
