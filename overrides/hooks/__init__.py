"""The MkDocs hooks of the site, and the modules they share."""
