"""The pages of the staff's own: signing in and out, setting up, their account, and looking after accounts."""

from wheel_app.accounts.staff import account, members, setting_up, signing_in, teams, time_left
from wheel_app.accounts.staff.blueprint import bp

__all__ = ["PLACES", "account", "bp", "members", "setting_up", "signing_in", "teams", "time_left"]
PLACES = (members.MEMBERS, teams.TEAMS, teams.ORGANISATION)
