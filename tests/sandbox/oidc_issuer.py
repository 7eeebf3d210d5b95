"""The `iss` claim of GitHub's OIDC tokens, which PyPI and Fulcio require."""

#: Source: GitHub's OIDC reference.
GITHUB_ISSUER = "https://token.actions.githubusercontent.com"
