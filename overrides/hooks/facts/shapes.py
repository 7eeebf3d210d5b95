"""The names that the guide uses, as frozen dataclasses."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from .package_names import distribution


@dataclass(frozen=True)
class Input:
    """One input of a manual dispatch; `choices` is empty unless its type is `choice`."""

    name: str
    type: str
    default: str | None
    required: bool
    choices: tuple[str, ...]
    description: str


@dataclass(frozen=True)
class Trigger:
    """One event that starts the workflow, with its activity types and its inputs."""

    event: str
    types: tuple[str, ...]
    inputs: tuple[Input, ...]


@dataclass(frozen=True)
class Action:
    """One action that a job uses: `owner/name`, the commit it is pinned to, and its tag."""

    name: str
    pin: str
    version: str


@dataclass(frozen=True)
class Environment:
    """One deployment environment, its address (`${{ env.X }}` filled in), and its job."""

    name: str
    url: str | None
    job: str


@dataclass(frozen=True)
class Job:
    """One job; `permissions` maps a scope to its level and is empty where nothing is granted."""

    id: str
    name: str
    condition: str | None
    needs: tuple[str, ...]
    permissions: Mapping[str, str]
    environment: Environment | None
    timeout_minutes: int | None
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Workflow:
    """One workflow file; `file` is its name without folders, as a publisher form requires it."""

    file: str
    name: str
    triggers: tuple[Trigger, ...]
    env: Mapping[str, str]
    permissions: Mapping[str, str]
    jobs: tuple[Job, ...]

    @property
    def inputs(self) -> tuple[Input, ...]:
        """All inputs of all triggers, in the file's order."""
        return tuple(i for trigger in self.triggers for i in trigger.inputs)

    @property
    def environments(self) -> tuple[Environment, ...]:
        """The environments of all jobs, in the file's order."""
        return tuple(job.environment for job in self.jobs if job.environment)

    def environment_for(self, host: str) -> Environment:
        """The environment whose address is on a host; raise LookupError without one."""
        for environment in self.environments:
            if urlsplit(environment.url or "").hostname == host:
                return environment
        raise LookupError(f"no environment of {self.file} has an address on {host}")

    @property
    def actions(self) -> tuple[Action, ...]:
        """Every action once, in the order of first use."""
        return tuple(dict.fromkeys(a for job in self.jobs for a in job.actions))


@dataclass(frozen=True)
class Facts:
    """The names of the repository, the site and the publishing workflow.

    `module` is the package as `import` names it; `team` approves releases.
    """

    owner: str
    repository: str
    repo_url: str
    site_url: str
    workflow: Workflow
    module: str
    team: str

    @property
    def slug(self) -> str:
        """`owner/repository`, as `gh --repo` takes it."""
        return f"{self.owner}/{self.repository}"

    @property
    def testpypi_environment(self) -> str:
        """The environment of the job that publishes to TestPyPI; raise LookupError without one."""
        return self.workflow.environment_for("test.pypi.org").name

    @property
    def pypi_environment(self) -> str:
        """The environment of the job that publishes to PyPI; raise LookupError without one."""
        return self.workflow.environment_for("pypi.org").name

    @property
    def package(self) -> str:
        """The project's name on both indexes."""
        return self.workflow.env["PACKAGE_NAME"]

    @property
    def distribution(self) -> str:
        """The first part of the names of the package's files."""
        return distribution(self.package)

    @property
    def python(self) -> str:
        """The version of Python that builds the package, such as `3.11`."""
        return self.workflow.env["PYTHON_VERSION"]
