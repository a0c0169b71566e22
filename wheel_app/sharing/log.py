"""What a person reads of who can see what is theirs, and of who looked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from wheel_app.accounts import Named, names_of
from wheel_app.audit import AuditRow, chain_of_family, chain_of_owner, list_rows
from wheel_app.checkins import Filling
from wheel_app.consent import ALL, SAFEGUARDING, Grant, grants_of, is_hidden
from wheel_app.people import EVERYTHING, Change, list_members_of_owner
from wheel_app.sharing.rules import TOLD, TOLD_OF_HOUSEHOLD, may_be_told, of_household
from wheel_app.sharing.wheels import made_of, own_lists, own_wheels, that_count
from wheel_app.storage import Database
from wheel_app.tools import Library, Topic

MOST_ROWS = 200
MOST_TOLD = 50
Names = Mapping[tuple[str, str], Named]


@dataclass(frozen=True)
class Shared:
    """One grant in words: of which day the wheel is (None: all until a day), which topics (empty: every one)."""

    grant: Grant
    filled_on: str | None
    topics: tuple[Topic, ...]
    is_wheel: bool = True

    def topic_labels(self, say: Callable[[str], str]) -> tuple[str, ...]:
        """Return the names of the topics in the reader’s language."""
        return tuple(topic.label if topic.is_own else say(topic.label) for topic in self.topics)

    @property
    def is_theirs_to_end(self) -> bool:
        """Whether the person can end it."""
        return self.grant.how != SAFEGUARDING


@dataclass(frozen=True)
class Seer:
    """Somebody who can see something, and what that is."""

    named: Named
    shared: tuple[Shared, ...]

    @property
    def is_theirs_to_end(self) -> bool:
        """Whether there is anything that the person can end."""
        return any(one.is_theirs_to_end for one in self.shared)


@dataclass(frozen=True)
class Told:
    """A line of the log: when, as what (and who, if the person has chosen them by name), what was looked at.

    `what`: 'wheel' or 'lines' (of that day), 'kept-safe', or 'household', of which nothing but the day is told.
    """

    at: str
    title: str
    name: str | None
    what: str
    filled_on: str | None = None


@dataclass(frozen=True)
class Overview:
    """All of it, and the wheels that the person can share."""

    wheels: tuple[Filling, ...]
    seers: tuple[Seer, ...]
    log: tuple[Told, ...]

    @property
    def is_mixed(self) -> bool:
        """Whether there are wheels of several kinds, so that the list has to say which one each is."""
        return len({one.tool.id for one in self.wheels}) > 1


def overview_of(db: Database, library: Library, owner_id: str, *, at: str) -> Overview:
    """Return who can see what of a person’s now, and who looked; what must not be told is in neither."""
    wheels, changes = own_wheels(db, library, owner_id)
    running = [one for one in grants_of(db, owner_id) if one.runs(at) and one.is_told]
    # What was told at a visit, or shown after it, is a list about a child: given by itself alone.
    lists = own_lists(db, library, owner_id, changes) if running else ()
    grants = [one for one in running if _is_in_sight(one, wheels, lists, changes)]
    rows = looks_told(db, owner_id, changes, most=MOST_ROWS)
    asked = [(one.to.kind, one.to.id) for one in grants] + [("staff", row.actor) for row in rows if row.actor]
    names = names_of(db, asked)
    by_id = {one.checkin.checkin_id: one for one in (*wheels, *lists)}
    chosen = {one.to.id for one in grants if one.to.kind == "staff"}
    return Overview(that_count(wheels), _seers(grants, names, by_id), _log(rows, names, by_id, chosen))


def _is_in_sight(grant: Grant, wheels: Sequence[Filling], lists: Sequence[Filling], changes: Sequence[Change]) -> bool:
    if any(grant.covers(made_of(one.checkin)) for one in wheels):
        return True
    if any(grant.checkin_id == one.checkin.checkin_id for one in lists):
        return True
    return grant.checkin_id is None and not _all_put_away(changes)


def _all_put_away(changes: Sequence[Change]) -> str:
    """Return the moment at which everything was put away; empty when that has not been."""
    return max((one.noted_at for one in changes if EVERYTHING in one.subjects), default="")


def looks_told(db: Database, owner_id: str, changes: Sequence[Change], *, most: int) -> list[AuditRow]:
    """Return of the newest `most` rows of each log those that a person may be told; none where that is not safe.

    Those of a household name nobody, and a day in place of the moment.
    """
    if is_hidden(db, owner_id):
        return []
    after = _all_put_away(changes)
    rows = may_be_told(list_rows(db, chain_of_owner(owner_id), most=most), TOLD, after=after)
    for member in list_members_of_owner(db, owner_id):
        of_family = list_rows(db, chain_of_family(member.family_id), most=most)
        rows += of_household(may_be_told(of_family, TOLD_OF_HOUSEHOLD, after=after), until=member.left_on)
    return sorted(rows, key=lambda row: (row.at, row.chain, row.seq), reverse=True)


def _seers(grants: Sequence[Grant], names: Names, by_id: Mapping[str, Filling]) -> tuple[Seer, ...]:
    ordered = sorted(grants, key=lambda one: (one.to.kind, one.to.id, one.given_at, one.grant_id))
    found = []
    for to, given in groupby(ordered, key=lambda one: one.to):
        named = names.get((to.kind, to.id))
        if named is not None and named.is_open:
            found.append(Seer(named, tuple(_shared(one, by_id) for one in given)))
    return tuple(sorted(found, key=lambda one: (one.named.kind, one.named.name)))


def _shared(grant: Grant, by_id: Mapping[str, Filling]) -> Shared:
    filling = by_id.get(grant.checkin_id or "")
    if filling is None:
        return Shared(grant, None, ())
    topics = () if ALL in grant.topics else tuple(t for t in filling.in_tool_order if t.key in grant.topics)
    return Shared(grant, filling.checkin.filled_on, topics, filling.tool.is_wheel)


def _log(
    rows: Sequence[AuditRow], names: Names, by_id: Mapping[str, Filling], chosen: Collection[str]
) -> tuple[Told, ...]:
    """Return the lines of the log, the newest first; of one look a day and reader, however many pages it took."""
    found: dict[tuple[str, str, str, str | None], Told] = {}
    for row in rows:
        told = _told(row, names, by_id, chosen)
        if told is not None:
            found.setdefault((row.at[:10], row.actor, told.what, row.about if told.filled_on else None), told)
    return tuple(found.values())[:MOST_TOLD]


def _told(row: AuditRow, names: Names, by_id: Mapping[str, Filling], chosen: Collection[str]) -> Told | None:
    named = names.get(("staff", row.actor))
    title, name = (named.title, named.name if row.actor in chosen else None) if named else ("", None)
    if row.chain.startswith("family:"):
        return Told(row.at, "", None, "household")
    if row.action == "safeguarding-share":
        return Told(row.at, title, name, "kept-safe")
    filling = by_id.get(row.about or "")
    # What is put away is looked back on by nobody, in the log neither.
    if filling is None:
        return None
    what = "wheel" if filling.tool.is_wheel else "lines"
    return Told(row.at, title, name, what, filling.checkin.filled_on)
