"""The guide played under other names: owner, repository, package, workflow, environments, team."""
