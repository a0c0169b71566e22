"""What of people’s check-ins somebody of the staff may see: never more of one than is left after the sharing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wheel_app import audit
from wheel_app.accounts import Staff, list_teams_of
from wheel_app.checkins import (
    OWN,
    Answer,
    Checkin,
    Filling,
    answers_of_owner,
    answers_of_owners,
    fill,
    find_anyones,
    list_checkins,
    list_finished_of,
)
from wheel_app.consent import Grant, Sight, grants_of, grants_of_each, grants_to, look, what_of_these
from wheel_app.people import (
    Change,
    Known,
    is_opened,
    list_changes,
    list_changes_of,
    list_known,
    out_of_sight,
)
from wheel_app.sharing.wheels import Answers, fillings_in_sight, made_of
from wheel_app.storage import Database
from wheel_app.tools import Library

# So many people stand on one page of the list.
MOST_PEOPLE = 20


@dataclass(frozen=True)
class Reader:
    """Somebody of the staff who wants to see something, and their teams as they are now."""

    staff: Staff
    team_ids: tuple[str, ...]

    def sight(self, grants: Sequence[Grant], checkin: Checkin, *, at: str, with_glass: bool = False) -> Sight:
        """Return what these grants let them see of a check-in."""
        made = made_of(checkin)
        return what_of_these(grants, self.staff.staff_id, self.team_ids, made, at=at, with_glass=with_glass)

    def sees_more_by_glass(self, grants: Sequence[Grant], checkin: Checkin, *, at: str) -> bool:
        """Return whether an emergency opening would show them more of a check-in than what was shared with them."""
        plain, opened = (self.sight(grants, checkin, at=at, with_glass=one) for one in (False, True))
        return opened.topics != plain.topics


@dataclass(frozen=True)
class SharedWheel:
    """One check-in as far as it is shared: `filling` holds the shared topics alone.

    `known` is as whom the reader knows the person, None where they are nobody to them. `is_emergency` says that it is
    seen by an emergency opening alone.
    """

    owner_id: str
    filling: Filling
    sight: Sight
    shared_at: str
    is_unread: bool = False
    is_emergency: bool = False
    known: Known | None = None


def reader_of(db: Database, staff: Staff) -> Reader:
    """Return somebody of the staff as a reader."""
    return Reader(staff, tuple(team.team_id for team in list_teams_of(db, staff.staff_id)))


def what_is_left(filling: Filling, sight: Sight, quiet: frozenset[str]) -> Filling | None:
    """Return a check-in that holds nothing but what may be seen of it; None when that is nothing.

    What was left out looks like what was never asked.
    """
    keys = [
        topic.key
        for topic in filling.topics
        if sight.shows(topic.key) and topic.subject not in quiet and _says_something(filling.answers.get(topic.key))
    ]
    if not keys:
        return None
    checkin = replace(
        filling.checkin,
        topic_order=",".join(keys),
        first_count=0,
        own_topic=filling.checkin.own_topic if OWN in keys else None,
    )
    return Filling(checkin, filling.tool, {key: filling.answers[key] for key in keys})


def _says_something(answer: Answer | None) -> bool:
    return answer is not None and (answer.score is not None or bool(answer.note))


def list_shared(
    db: Database, library: Library, reader: Reader, *, at: str, after: int = 0
) -> tuple[tuple[SharedWheel, ...], bool]:
    """Return what is shared with somebody, the newest first, behind so many people; and whether there is more."""
    grants = grants_to(db, reader.staff.staff_id, reader.team_ids)
    owners = list(dict.fromkeys(one.owner_id for one in grants))
    here = owners[after : after + MOST_PEOPLE]
    if not here:
        return (), False
    checkins, answers = list_finished_of(db, here), answers_of_owners(db, here)
    changes, known = list_changes_of(db, here), list_known(db, reader.staff.staff_id, here)
    read = audit.abouts_of(db, reader.staff.staff_id, "looked")
    found = [
        replace(one, is_unread=one.filling.checkin.checkin_id not in read, known=known.get(owner_id))
        for owner_id in here
        for one in _shown(
            library,
            reader,
            [grant for grant in grants if grant.owner_id == owner_id],
            checkins.get(owner_id, ()),
            answers,
            changes.get(owner_id, ()),
            at=at,
        )
    ]
    found.sort(key=lambda one: (one.shared_at, one.filling.checkin.checkin_id), reverse=True)
    return tuple(found), len(owners) > after + MOST_PEOPLE


def _shown(
    library: Library,
    reader: Reader,
    grants: Sequence[Grant],
    checkins: Iterable[Checkin],
    answers: Answers,
    changes: Sequence[Change],
    *,
    at: str,
    with_glass: bool = False,
) -> list[SharedWheel]:
    quiet = out_of_sight(changes)
    found = []
    for filling in fillings_in_sight(library, checkins, answers, changes):
        sight = reader.sight(grants, filling.checkin, at=at, with_glass=with_glass)
        left = what_is_left(filling, sight, quiet) if sight else None
        if left:
            found.append(SharedWheel(filling.checkin.owner_id, left, sight, _shared_at(grants, filling.checkin)))
    return found


def _shared_at(grants: Sequence[Grant], checkin: Checkin) -> str:
    given = max((one.given_at for one in grants if one.covers(made_of(checkin))), default="")
    return max(given, checkin.finished_at or "")


def see(
    db: Database, library: Library, reader: Reader, checkin_id: str, *, at: str, page: str = "wheel"
) -> SharedWheel | None:
    """Return a check-in as far as it is shared, and in the same transaction write down that `page` was shown.

    None when nothing of it may be seen, and when there is none; that somebody asked is then written down instead.
    """
    with db.transaction():
        seen = find_shared(db, library, reader, checkin_id, at=at)
        if seen is None:
            refused(db, reader, checkin_id, page, at=at)
        else:
            note_look(db, reader, seen, page, at=at)
    return seen


def note_look(db: Database, reader: Reader, seen: SharedWheel, page: str, *, at: str) -> None:
    """Write down in the owner’s chain that somebody was shown a check-in."""
    staff, about = reader.staff, seen.filling.checkin.checkin_id
    codes = (page, "break-glass") if seen.is_emergency else (page,)
    look(db, seen.owner_id, staff_id=staff.staff_id, role=staff.role, about=about, sight=seen.sight, at=at, codes=codes)


def refused(db: Database, reader: Reader, about: str, page: str, *, at: str) -> None:
    """Write down that somebody asked for what is not theirs to see."""
    staff = reader.staff
    audit.write(
        db,
        audit.SYSTEM,
        "refused",
        actor=staff.staff_id,
        role=staff.role,
        at=at,
        about=about,
        codes=(page, "not-theirs"),
    )


def find_shared(db: Database, library: Library, reader: Reader, checkin_id: str, *, at: str) -> SharedWheel | None:
    """Return a check-in as far as it is shared; None alike when nothing of it is, and when there is none."""
    checkin = find_anyones(db, checkin_id)
    if checkin is None or not library.knows(checkin.tool_id, checkin.tool_version):
        return None
    grants = grants_of(db, checkin.owner_id)
    with_glass = reader.sees_more_by_glass(grants, checkin, at=at) and has_glass(db, reader, checkin, at=at)
    if not reader.sight(grants, checkin, at=at, with_glass=with_glass):
        return None
    answers = {checkin_id: dict(fill(db, library, checkin).answers)}
    changes = list_changes(db, checkin.owner_id)
    shown = _shown(library, reader, grants, [checkin], answers, changes, at=at, with_glass=with_glass)
    return next((replace(one, is_emergency=with_glass) for one in shown), None)


def has_glass(db: Database, reader: Reader, checkin: Checkin, *, at: str) -> bool:
    """Whether somebody has opened the record of a household of this check-in’s owner in an emergency."""
    return is_opened(db, reader.staff.staff_id, checkin.owner_id, at=at)


def all_like(db: Database, library: Library, reader: Reader, checkin_id: str, *, at: str) -> tuple[SharedWheel, ...]:
    """Return everything of its owner’s that is shared with whoever sees this check-in, the newest first.

    Nothing when they do not see this one.
    """
    checkin = find_anyones(db, checkin_id)
    grants = grants_of(db, checkin.owner_id) if checkin else ()
    if checkin is None or not grants:
        return ()
    finished = [one for one in list_checkins(db, checkin.owner_id) if not one.is_draft]
    wider = {one.checkin_id for one in finished if reader.sees_more_by_glass(grants, one, at=at)}
    with_glass = bool(wider) and has_glass(db, reader, checkin, at=at)
    if not reader.sight(grants, checkin, at=at, with_glass=with_glass):
        return ()
    answers, changes = answers_of_owner(db, checkin.owner_id), list_changes(db, checkin.owner_id)
    shown = _shown(library, reader, grants, finished, answers, changes, at=at, with_glass=with_glass)
    return tuple(replace(one, is_emergency=with_glass and one.filling.checkin.checkin_id in wider) for one in shown)


def opened_wheels(
    db: Database, library: Library, reader: Reader, owner_ids: Sequence[str], *, at: str
) -> dict[str, tuple[SharedWheel, ...]]:
    """Return what these persons of a household opened in an emergency have shared with any team, by person."""
    grants, checkins = grants_of_each(db, owner_ids), list_finished_of(db, owner_ids)
    answers, changes = answers_of_owners(db, owner_ids), list_changes_of(db, owner_ids)
    return {
        owner_id: tuple(
            _shown(
                library,
                reader,
                grants.get(owner_id, ()),
                checkins.get(owner_id, ()),
                answers,
                changes.get(owner_id, ()),
                at=at,
                with_glass=True,
            )
        )
        for owner_id in owner_ids
    }


def as_check_ins(shown: Iterable[SharedWheel]) -> tuple[list[Checkin], Mapping[str, Mapping[str, Answer]]]:
    """Return the check-ins and the answers that are left of what is shared, for comparing them."""
    fillings = [one.filling for one in shown]
    return [one.checkin for one in fillings], {one.checkin.checkin_id: one.answers for one in fillings}
