"""Feeds of services that others keep: read into the green book row by row, page by page."""
