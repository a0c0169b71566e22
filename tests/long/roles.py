"""Everybody who may be at a browser: how each comes in, and what the table of doors knows them as."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from tests import staffing
from tests.builders import make_draft, make_finished, make_person
from tests.long.sides import MARKS, Ids, Side
from tests.staffing import PEPPER
from wheel_app.accounts import SignIn, begin_passing, begin_staff, name_of
from wheel_app.accounts.actions import begin_for_family, new_sign_in
from wheel_app.accounts.hand_over.actions import hand_over
from wheel_app.accounts.staff.entry import Step, open_setup
from wheel_app.checkins import Checkin
from wheel_app.people import LOST_SLIP
from wheel_app.storage import Database, new_id


@dataclass(frozen=True)
class Carried:
    """What a browser carries: its visit, the name of the device, whatever else; and the ids that are this visit's."""

    device: str
    session: dict[str, Any] = field(default_factory=dict)
    ids: Ids = field(default_factory=dict)


@dataclass(frozen=True)
class Scene:
    """Where somebody comes in: the store, their side, the moment, and a device that nobody has used."""

    db: Database
    side: Side
    at: str
    device: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def carry(self, sign_in: SignIn, ids: Ids | None = None, **more: Any) -> Carried:
        """Carry a sign-in that has begun."""
        return Carried(self.device, {"_user_id": sign_in.token, "_fresh": True, **more}, ids or {})


def nobody(scene: Scene) -> Carried:
    return Carried(scene.device)


def at_a_hub(scene: Scene) -> Carried:
    return Carried(scene.side.hub_token)


def _begin(scene: Scene, kind: str, owner_id: str, present: str = "alone") -> SignIn:
    sign_in = new_sign_in(kind, owner_id, device_token=scene.device, present=present, at=scene.at)
    with scene.db.transaction():
        return begin_for_family(scene.db, sign_in)


def with_a_draft(scene: Scene) -> Carried:
    owner_id = make_person(scene.db, at=scene.at)
    draft = make_draft(scene.db, owner_id, at=scene.at)
    return scene.carry(_begin(scene, "passing", owner_id), {"checkin_id": (draft.checkin_id,)})


def own(scene: Scene) -> Carried:
    """Somebody who came back by their code, on a phone of their own."""
    owner_id = scene.side.home.owner_id
    ids: Ids = {}
    if scene.db.value("SELECT 1 FROM person WHERE owner_id = :owner_id", owner_id=owner_id) is None:
        # They have erased themselves, and begin anew.
        owner_id = make_person(scene.db, at=scene.at)
        ids = {"checkin_id": (make_finished(scene.db, owner_id, MARKS, at=scene.at).checkin_id,)}
    sign_in = _begin(scene, "own", owner_id)
    with scene.db.transaction():
        scene.db.execute("UPDATE sign_in SET is_own_device = 1 WHERE sign_in_id = :id", id=sign_in.sign_in_id)
    return scene.carry(sign_in, ids)


def partner(scene: Scene) -> Carried:
    """Who lives with them."""
    partner_id = scene.side.home.partner_id
    if scene.db.value("SELECT 1 FROM person WHERE owner_id = :id", id=partner_id) is None:
        return with_a_draft(scene)
    return scene.carry(_begin(scene, "passing", partner_id))


def _at_their_wheel(scene: Scene, kind: str, wheel: Checkin) -> Carried:
    return scene.carry(_begin(scene, kind, wheel.owner_id), {"checkin_id": (wheel.checkin_id,)})


def together(scene: Scene) -> Carried:
    return _at_their_wheel(scene, "together", scene.side.sitting_draft)


def together_finished(scene: Scene) -> Carried:
    return _at_their_wheel(scene, "together", scene.side.sitting)


def taking_home(scene: Scene) -> Carried:
    return _at_their_wheel(scene, "taking-home", scene.side.sitting)


def _handed(scene: Scene, member_id: str | None) -> SignIn:
    worker = _let_in_again(scene, "worker")
    waiting = begin_staff(scene.db, worker, device_token=scene.device, at=scene.at)
    return hand_over(
        scene.db, waiting, device_token=scene.device, member_id=member_id, at=scene.at, pepper=PEPPER, save_id=new_id()
    )


def _handed_to(scene: Scene, member_id: str | None, owner_id: str) -> SignIn:
    """The visit of whoever begins, or comes back, on a device that was handed over."""
    _handed(scene, member_id)
    sign_in, _ = begin_passing(scene.db, owner_id=owner_id, device_token=scene.device, present="worker", at=scene.at)
    assert sign_in.handed_by
    assert sign_in.member_id == member_id
    return sign_in


def walked_in(scene: Scene) -> Carried:
    """Somebody without a name on a device that was handed to them, in the middle of a wheel."""
    owner_id = make_person(scene.db, at=scene.at)
    sign_in = _handed_to(scene, None, owner_id)
    return scene.carry(sign_in, {"checkin_id": (make_draft(scene.db, owner_id, at=scene.at).checkin_id,)})


def lost_slip(scene: Scene) -> Carried:
    """Somebody of a family to whom a device was handed because they have lost their slip."""
    sign_in = _handed(scene, scene.side.home.mother.member_id)
    return scene.carry(sign_in, errand=[LOST_SLIP, scene.at])


def copy_in_hand(scene: Scene) -> Carried:
    """Somebody to whom a device was handed to read their copy, which they have opened."""
    return scene.carry(_handed(scene, scene.side.home.mother.member_id), opened_copy=scene.side.copy_id)


def handed_by_name(scene: Scene) -> Carried:
    """The same, who has come in with their own code."""
    owner_id = scene.side.home.owner_id
    if scene.db.value("SELECT 1 FROM person WHERE owner_id = :owner_id", owner_id=owner_id) is None:
        owner_id = make_person(scene.db, at=scene.at)
    sign_in = _handed_to(scene, scene.side.home.mother.member_id, owner_id)
    return scene.carry(sign_in, opened_copy=scene.side.copy_id)


def _let_in_again(scene: Scene, role: str) -> Any:
    """Somebody of the staff, whose account and role are again as they were before anybody meddled with them."""
    staff = scene.side.staff[role]
    with scene.db.transaction():
        scene.db.execute(
            "UPDATE staff SET is_active = 1, role = :role WHERE staff_id = :id", role=role, id=staff.staff_id
        )
    return staff


def _staff(role: str) -> Callable[[Scene], Carried]:
    def come(scene: Scene) -> Carried:
        return scene.carry(begin_staff(scene.db, _let_in_again(scene, role), device_token=scene.device, at=scene.at))

    return come


def second_step(scene: Scene) -> Carried:
    """Somebody of the staff who has given their password and not yet a number."""
    return Carried(scene.device, {"staff_step": {**asdict(scene.side.ready.step), "made_at": scene.at}})


def setting_up(scene: Scene) -> Carried:
    """Somebody new of the staff who has typed their set-up code."""
    code = staffing.setup_code(scene.db, scene.side.ready.newcomer, at=scene.at)
    step = open_setup(scene.db, code, device_id=name_of(scene.device), address=None, at=scene.at, pepper=PEPPER)
    return Carried(scene.device, {"staff_set_up": asdict(step)} if isinstance(step, Step) else {})


@dataclass(frozen=True)
class Role:
    """How somebody comes in, and what the table of doors knows them as; None for nobody."""

    come: Callable[[Scene], Carried]
    door: str | None


STAFF_ROLES = ("host", "worker", "manager", "administrator", "analyst")
ROLES: Mapping[str, Role] = {
    **{one.__name__: Role(one, None) for one in (nobody, at_a_hub, lost_slip, copy_in_hand, second_step, setting_up)},
    **{one.__name__: Role(one, "family") for one in (with_a_draft, own, partner, walked_in, handed_by_name)},
    **{one.__name__: Role(one, "together") for one in (together, together_finished)},
    "taking_home": Role(taking_home, "taking-home"),
    **{role: Role(_staff(role), role) for role in STAFF_ROLES},
}
