"""How staff sign in and are set up to do so: a password and a second factor."""

from wheel_app.accounts.staff.entry.actions import (
    change_password,
    check_factor,
    check_password,
    confirm_password,
    is_press_known,
    make_recovery_codes,
    staff_here,
)
from wheel_app.accounts.staff.entry.queries import Keys, count_recovery, find_by_email
from wheel_app.accounts.staff.entry.rules import (
    BadPassword,
    Step,
    fold_email,
    in_fours,
    is_email,
    machine_of,
    read_new_password,
)
from wheel_app.accounts.staff.entry.sealing import factor_address, factor_secret
from wheel_app.accounts.staff.entry.setup import (
    HOURS_BY_OPERATOR,
    choose_secrets,
    confirm_factor,
    find_setting_up,
    make_setup_code,
    open_setup,
)

__all__ = [
    "HOURS_BY_OPERATOR",
    "BadPassword",
    "Keys",
    "Step",
    "change_password",
    "check_factor",
    "check_password",
    "choose_secrets",
    "confirm_factor",
    "confirm_password",
    "count_recovery",
    "factor_address",
    "factor_secret",
    "find_by_email",
    "find_setting_up",
    "fold_email",
    "in_fours",
    "is_email",
    "is_press_known",
    "machine_of",
    "make_recovery_codes",
    "make_setup_code",
    "open_setup",
    "read_new_password",
    "staff_here",
]
