"""The page and the HTTP interface over one output folder."""
