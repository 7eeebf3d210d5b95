"""What people and programs do at the stand-ins: tokens, commits, releases, pull requests."""
