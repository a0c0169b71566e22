"""Who is signed in, by what they come back, and how guessing is slowed."""

from wheel_app.accounts.actions import (
    HasEnded,
    begin_passing,
    end_all,
    end_sign_in,
    find_renewed,
    give_owner,
    load_sign_in,
    purge_ended_sign_ins,
    renew_sign_in,
    say_own_device,
    say_present,
)
from wheel_app.accounts.coming_back import CameBack, Refused, come_back, come_back_here
from wheel_app.accounts.keeping import (
    AlreadyKept,
    NoFreeCode,
    NotKept,
    close_device,
    keep,
    new_code,
    touch_device,
)
from wheel_app.accounts.leaving import init_leaving, leave_here
from wheel_app.accounts.pictures import PICTURES, Picture, picture_svg, pictures_mixed
from wheel_app.accounts.queries import erase, export, is_kept
from wheel_app.accounts.rules import BadCode, BadPictures, Limits, read_code, show_code
from wheel_app.accounts.sealing import name_of
from wheel_app.accounts.sign_ins import SignIn, use_sign_ins
from wheel_app.accounts.staff.actions import begin_staff
from wheel_app.accounts.staff.queries import (
    Organisation,
    Staff,
    Team,
    find_lead,
    find_organisation,
    find_staff,
    find_team,
    list_led_by,
    list_staff,
    list_team_staff,
    list_teams,
    list_teams_of,
)
from wheel_app.accounts.throttle import purge as purge_throttles

__all__ = [
    "PICTURES",
    "AlreadyKept",
    "BadCode",
    "BadPictures",
    "CameBack",
    "HasEnded",
    "Limits",
    "NoFreeCode",
    "NotKept",
    "Organisation",
    "Picture",
    "Refused",
    "SignIn",
    "Staff",
    "Team",
    "begin_passing",
    "begin_staff",
    "close_device",
    "come_back",
    "come_back_here",
    "end_all",
    "end_sign_in",
    "erase",
    "export",
    "find_lead",
    "find_organisation",
    "find_renewed",
    "find_staff",
    "find_team",
    "give_owner",
    "init_leaving",
    "is_kept",
    "keep",
    "leave_here",
    "list_led_by",
    "list_staff",
    "list_team_staff",
    "list_teams",
    "list_teams_of",
    "load_sign_in",
    "name_of",
    "new_code",
    "picture_svg",
    "pictures_mixed",
    "purge_ended_sign_ins",
    "purge_throttles",
    "read_code",
    "renew_sign_in",
    "say_own_device",
    "say_present",
    "show_code",
    "touch_device",
    "use_sign_ins",
]
