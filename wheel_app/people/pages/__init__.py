"""The pages of families for those who work with them, and the one on which a person reads what is kept of them."""

from wheel_app.people.pages import about_me, caseload, contact, family, level, loss, member, relations, work
from wheel_app.people.pages.blueprint import bp

__all__ = ["about_me", "bp", "caseload", "contact", "family", "level", "loss", "member", "relations", "work"]
