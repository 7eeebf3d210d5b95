"""The stand-in of GitHub: the API for `git` and `gh`, web pages, and Actions on the real `act`."""
