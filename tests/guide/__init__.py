"""This guide as a project of the harness: failure pages, fragments of workflows, faults."""
