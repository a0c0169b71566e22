"""The pages of the green book: for families, and for those who keep it."""

from wheel_app.directory.pages import finding, keeping
from wheel_app.directory.pages.blueprint import bp, init_book

__all__ = ["bp", "finding", "init_book", "keeping"]
