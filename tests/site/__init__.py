"""The built site: its hooks, its pages, what a browser fetches."""
