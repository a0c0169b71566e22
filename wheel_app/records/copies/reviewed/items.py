"""What staff hold about somebody, line by line, in the words that they read in the copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask_babel import gettext

from wheel_app import audit
from wheel_app.accounts import Staff
from wheel_app.consent import is_hidden
from wheel_app.people import (
    Member,
    list_disputes,
    list_invitations,
    list_level_steps,
    list_member_changes,
    list_members,
    list_notes,
    list_relations,
    list_same_human,
    owner_of_member,
    sees_family,
    short_names,
)
from wheel_app.records.copies.reviewed.rules import Item, item_id
from wheel_app.records.copies.words import CHANGED, FACTS, INTERPRETERS, KINDS, LIVES_HERE, RELATIONS
from wheel_app.sharing.rules import TOLD_OF_HOUSEHOLD, may_be_told
from wheel_app.storage import Database

MOST_LOOKS = 100_000
# How staff reach them unseen, which a copy that lies about would tell.
UNSAFE_ON_PAPER = frozenset({"safe_way", "safe_time"})


def items_of(db: Database, member: Member, reviewer: Staff, *, at: str) -> tuple[Item, ...]:
    """Return every line about somebody in the families that the reviewer sees."""
    seen = [one for one in list_same_human(db, member.who_id) if sees_family(db, reviewer, one.family_id, at=at)]
    # Two that say the very same are one line.
    return tuple({item.item_id: item for one in seen for item in _items(db, one)}.values())


def _items(db: Database, member: Member) -> Iterator[Item]:
    names = short_names(list_members(db, member.family_id))
    yield from _facts(member)
    yield from _changes(db, member, names)
    yield from _notes(db, member)
    yield from _disputes(db, member)
    yield from _relations(db, member, names)
    for step in list_level_steps(db, member.family_id):
        yield _item(
            member, "level", gettext("Level of help"), f"{step.level}. {step.reason}", step.made_at, given=False
        )
    for one in list_invitations(db, member.member_id):
        told = gettext("Opened") if one.opened_at else gettext("Not opened")
        yield _item(member, "invitation", gettext("You were asked to join"), told, one.made_at)
    yield from _looks(db, member)


def _item(member: Member, kind: str, label: object, text: str, at: str | None = None, *, given: bool = True) -> Item:
    name = item_id(member.member_id, kind, str(label), text, at or "")
    return Item(name, kind, str(label), text, at, given)


def _said(fact: str, value: str, names: Mapping[str, str]) -> str:
    if fact == "relation" and value:
        first, kind, second, _ = value.split(" ")
        return _related(names, first, kind, second)
    worded = {"kind": KINDS, "interpreter": INTERPRETERS, "lives_here": LIVES_HERE}.get(fact, {})
    return str(worded.get(value, value)) or "–"


def _related(names: Mapping[str, str], first: str, kind: str, second: str) -> str:
    return f"{names[first]} – {RELATIONS.get(kind, kind)} – {names[second]}"


def _facts(member: Member) -> Iterator[Item]:
    for fact, value in vars(member.facts).items():
        if value:
            text = _said(fact, value, {})
            yield _item(member, "fact", FACTS[fact], text, member.made_at, given=fact not in UNSAFE_ON_PAPER)


def _changes(db: Database, member: Member, names: Mapping[str, str]) -> Iterator[Item]:
    """What was put right. A relation names others, and why is what staff wrote: that starts as left out."""
    for one in list_member_changes(db, member.member_id):
        text = " → ".join(_said(one.fact, value, names) for value in (one.old_value, one.new_value))
        words = ". ".join(part for part in (text, one.why) if part)
        label = gettext("Put right: %(fact)s", fact=CHANGED.get(one.fact) or FACTS[one.fact])
        given = one.fact not in {"relation", *UNSAFE_ON_PAPER} and not one.why
        yield _item(member, "change", label, words, one.made_at, given=given)


def _notes(db: Database, member: Member) -> Iterator[Item]:
    for note in list_notes(db, member.family_id):
        if note.member_id == member.member_id:
            yield _item(member, "note", FACTS["note"], note.words, note.made_at, given=note.layer == "family")


def _disputes(db: Database, member: Member) -> Iterator[Item]:
    for one in list_disputes(db, member.member_id):
        label = gettext("They said that it is not right: %(fact)s", fact=FACTS.get(one.fact, one.fact))
        yield _item(member, "said-not-right", label, one.words, one.made_at)


def _relations(db: Database, member: Member, names: Mapping[str, str]) -> Iterator[Item]:
    """Who they are to others: it names those, so it is left out unless somebody says otherwise."""
    for one in list_relations(db, member.family_id):
        if member.member_id in one.pair:
            text = _related(names, one.from_member, one.kind, one.to_member)
            yield _item(member, "relation", CHANGED["relation"], text, given=False)


def _looks(db: Database, member: Member) -> Iterator[Item]:
    """The days on which somebody looked. As what is not said: of a household that is told to every adult alike.

    What was looked at of one that they have left is no longer about them. Where their own page must not say who
    looked, these start as left out.
    """
    owner_id = owner_of_member(db, member.member_id)
    given = owner_id is None or not is_hidden(db, owner_id)
    rows = audit.list_rows(db, audit.chain_of_family(member.family_id), most=MOST_LOOKS)
    told = (row for row in may_be_told(rows, TOLD_OF_HOUSEHOLD, after="") if _is_about(row, member))
    for day in sorted({row.at[:10] for row in told}):
        text = gettext("Someone who works here")
        yield _item(member, "look", gettext("Someone looked at your page"), text, day, given=given)


def _is_about(row: audit.AuditRow, member: Member) -> bool:
    lived_here = member.left_on is None or row.at[:10] <= member.left_on
    return row.about == member.member_id or (row.about == member.family_id and lived_here)
