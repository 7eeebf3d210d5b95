"""The stand-in for GitHub: git, the API that `gh` uses, web pages, workflow runs."""
