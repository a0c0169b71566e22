"""The pages of the staff's own: signing in and out, setting up, their account."""

from wheel_app.accounts.staff import account, setting_up, signing_in
from wheel_app.accounts.staff.blueprint import bp

__all__ = ["account", "bp", "setting_up", "signing_in"]
