"""Facts: every name that the guide uses, read from publish.yml and mkdocs.yml only."""

from .located import FactsError
from .reader import PUBLISH, SITE, read, read_workflow
from .shapes import Action, Environment, Facts, Input, Job, Trigger, Workflow

__all__ = [
    "PUBLISH",
    "SITE",
    "Action",
    "Environment",
    "Facts",
    "FactsError",
    "Input",
    "Job",
    "Trigger",
    "Workflow",
    "read",
    "read_workflow",
]
