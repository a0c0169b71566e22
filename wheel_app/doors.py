"""Who may open which page: the one table. A page that is not in it opens to nobody, and the app does not start."""

from __future__ import annotations

# Nobody is asked who they are.
ANYONE = frozenset({"anyone"})
# Whoever has begun or come back: on their own, or on a device that was handed to them.
FAMILY = frozenset({"family"})
# People who do a wheel together: that wheel is all they can open. When one of them has a copy, turns are.
TOGETHER = frozenset({"together"})
TURNS = frozenset({"together", "taking-home"})

HOST = frozenset({"host"})
WORKER = frozenset({"worker", "manager"})
MANAGER = frozenset({"manager"})
ADMINISTRATOR = frozenset({"administrator"})
ANALYST = frozenset({"analyst"})
STAFF = HOST | WORKER | ADMINISTRATOR | ANALYST

DOORS: dict[str, frozenset[str]] = {
    "home.something_changed": FAMILY,
    "home.something_changed_now": FAMILY,
    "home.put_away": FAMILY,
    "home.bring_back_now": FAMILY,
    "home.take_home": FAMILY,
    "home.keep": FAMILY,
    "home.keep_now": FAMILY,
    "home.slip": FAMILY,
    "home.own_phone": FAMILY,
    "home.someone_may_know": ANYONE,
    "home.new_code": FAMILY,
    "home.new_code_now": FAMILY,
    "home.back": ANYONE,
    "home.back_now": ANYONE,
    "home.back_here": ANYONE,
    "home.back_here_now": ANYONE,
    "home.index": ANYONE,
    "home.language": ANYONE,
    "home.choose": ANYONE,
    "home.audio": ANYONE,
    "home.exit": ANYONE,
    "home.away": ANYONE,
    "home.visit_over": ANYONE,
    "home.done": ANYONE,
    "home.health": ANYONE,
    "home.about_this": ANYONE,
    "home.mine": FAMILY,
    "checkins.begin": ANYONE,
    "checkins.begin_now": ANYONE,
    "checkins.choose": FAMILY | TOGETHER,
    "checkins.choose_now": FAMILY | TOGETHER,
    "checkins.topic": FAMILY | TOGETHER,
    "checkins.answer": FAMILY | TOGETHER,
    "checkins.so_far": FAMILY | TOGETHER,
    "checkins.own_topic": FAMILY | TOGETHER,
    "checkins.finish": FAMILY | TOGETHER,
    "checkins.show": FAMILY | TOGETHER,
    "checkins.revise": FAMILY | TOGETHER,
    "checkins.again": FAMILY,
    "checkins.again_now": FAMILY,
    "private.gate": FAMILY,
    "private.gate_answered": FAMILY,
    "private.topic": FAMILY,
    "private.answer": FAMILY,
    "plan.choose": FAMILY | TOGETHER,
    "plan.choose_now": FAMILY | TOGETHER,
    "plan.write": FAMILY | TOGETHER,
    "plan.write_now": FAMILY | TOGETHER,
    "plan.show": FAMILY | TOGETHER,
    "plan.pdf": FAMILY,
    "progress.then_and_now": FAMILY,
    "records.erase": FAMILY,
    "sharing.share": FAMILY,
    "sharing.share_now": FAMILY,
    "sharing.who_can_see": FAMILY,
    "sharing.stop": FAMILY,
    "sharing.stop_one": FAMILY,
    "home.today": STAFF,
    "home.kiosk": ANYONE,
    "home.kiosk_begin": ANYONE,
    "hub.devices": HOST | ADMINISTRATOR,
    "hub.make_code": HOST | ADMINISTRATOR,
    "hub.revoke": HOST | ADMINISTRATOR,
    "hub.register": ANYONE,
    "hub.register_now": ANYONE,
    "hand_over.choose": HOST | WORKER,
    # It asks for a host or worker itself: pressed twice, the second press comes from a visit that waits already.
    "hand_over.walked_in": ANYONE,
    "hand_over.pin": HOST | WORKER,
    "hand_over.pin_now": HOST | WORKER,
    "hand_over.back": ANYONE,
    "hand_over.back_now": ANYONE,
    "staff.sign_in": ANYONE,
    "staff.sign_in_now": ANYONE,
    "staff.second_step": ANYONE,
    "staff.second_step_now": ANYONE,
    "staff.set_up": ANYONE,
    "staff.set_up_now": ANYONE,
    "staff.choose_secrets_page": ANYONE,
    "staff.choose_secrets_now": ANYONE,
    "staff.set_up_app": ANYONE,
    "staff.set_up_app_now": ANYONE,
    "staff.recovery_codes": STAFF,
    "staff.recovery_codes_now": STAFF,
    "staff.sign_out": ANYONE,
    "tasks.talk": ANYONE,
    "tasks.talk_now": ANYONE,
    "tasks.talk_no_more": ANYONE,
    "tasks.take": HOST | WORKER,
    "tasks.done": HOST | WORKER,
}
