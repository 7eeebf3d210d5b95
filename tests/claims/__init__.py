"""The sentences about services: each is recorded, so that a changed one is looked up again."""
