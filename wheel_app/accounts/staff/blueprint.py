"""The blueprint that the staff's own pages hang on, and what each of them asks for."""

from __future__ import annotations

from flask import Blueprint, request

from wheel_app.accounts.staff.entry import machine_of
from wheel_app.web import house

bp = Blueprint("staff", __name__)


def pepper() -> bytes:
    """Return the secret that passwords, numbers and codes are sealed with."""
    return house().settings.seal_key.encode()


def machine_here() -> str:
    """Return in one word what kind of machine asks."""
    return machine_of(request.user_agent.string)
