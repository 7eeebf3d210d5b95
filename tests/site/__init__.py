"""The built site: its hooks, its pages, and the requests that a browser makes for them."""
