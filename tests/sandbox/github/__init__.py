"""GitHub's stand-in: what `git` and `gh` ask for, and Actions with the real `act` as its runner."""
