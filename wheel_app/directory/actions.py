"""What changes an entry of the green book, whoever changes it: people, or a feed."""

from __future__ import annotations

from dataclasses import replace

from wheel_app.directory import queries
from wheel_app.directory.keeping.queries import (
    find_provider,
    list_own_facts,
    put_own_fact,
    put_provider,
    update_feed_value,
)
from wheel_app.directory.postcodes.queries import find_exact
from wheel_app.directory.postcodes.rules import cell_of, fold_postcode
from wheel_app.directory.rules import (
    ChangedMeanwhile,
    Facts,
    Place,
    Put,
    Service,
    ServiceChange,
    differing,
    facets_of,
    in_order,
    text_of,
)
from wheel_app.directory.searching.rules import sort_name_of, words_to_find
from wheel_app.storage import Database, new_id

RETIRED = "retired"


def put_service(
    db: Database,
    facts: Facts,
    *,
    by: str | None,
    at: str,
    service_id: str | None = None,
    seen_seq: int | None = None,
    why: str = "",
) -> Put:
    """Write an entry, keep what it said before, and let it be found by what it says now. The one way to write.

    `by` is who of the staff, None for a feed, whose entry is known by `feed_id` and `external_id` of the facts. A feed
    does not write over what people put right; what it says is kept beside. `seen_seq` says that people change the
    entry `service_id` as they saw it; without, `service_id` names a new one: NotUnique when that was sent before.
    Raises ChangedMeanwhile when somebody else changed it, or it is gone.
    """
    with db.transaction():
        facts = in_order(_located(db, facts))
        old = _known(db, facts, by=by, service_id=service_id, seen_seq=seen_seq)
        if old is None:
            return _add(db, facts, by=by, at=at, service_id=service_id or new_id())
        kept = () if by else _keep_own(db, old, facts)
        facts = _over(old, facts, kept, is_feed=by is None)
        return replace(_change(db, old, facts, by=by, at=at, why=why), kept=kept)


def check_today(db: Database, service: Service, *, by: str, at: str) -> None:
    """Note that somebody made sure today that an entry is right; raises ChangedMeanwhile."""
    facts = replace(service.facts, checked_on=at[:10])
    put_service(db, facts, by=by, at=at, service_id=service.service_id, seen_seq=service.seq)


def retire_service(db: Database, service: Service, *, by: str | None, at: str, why: str = "") -> bool:
    """Take an entry out of the lists; plans that name it go on naming it. False when nothing was to be done.

    A feed (`by` None) leaves alone what people took out or put back. Raises ChangedMeanwhile.
    """
    return _set_retired(db, service, at, by=by, at=at, why=why)


def bring_back_service(db: Database, service: Service, *, by: str | None, at: str, why: str = "") -> bool:
    """Put an entry back into the lists; like `retire_service`."""
    return _set_retired(db, service, None, by=by, at=at, why=why)


def _set_retired(db: Database, service: Service, retired_at: str | None, *, by: str | None, at: str, why: str) -> bool:
    with db.transaction():
        is_own = any(one.fact == RETIRED for one in list_own_facts(db, service.service_id))
        if (service.retired_at is None) == (retired_at is None) or (is_own and by is None):
            return False
        if not queries.update_retired(db, service.service_id, retired_at=retired_at, seen_seq=service.seq, at=at):
            raise ChangedMeanwhile(service.service_id)
        said = ("yes", "") if retired_at is None else ("", "yes")
        queries.insert_change(db, new_id(), service.service_id, ServiceChange(RETIRED, *said, why, at, by))
        if by and service.facts.feed_id:
            put_own_fact(db, service.service_id, RETIRED, by=by, at=at)
        _put_facets(db, service.service_id, service.facts, retired_at)
    return True


def _known(
    db: Database, facts: Facts, *, by: str | None, service_id: str | None, seen_seq: int | None
) -> Service | None:
    if by is None and facts.feed_id and facts.external_id:
        return queries.find_by_external_id(db, facts.feed_id, facts.external_id)
    if seen_seq is None:
        return None
    found = queries.find_service(db, service_id or "")
    if found is None or found.seq != seen_seq:
        raise ChangedMeanwhile(service_id)
    return found


def _located(db: Database, facts: Facts) -> Facts:
    """Return the facts with postcodes as they are kept, and points for places that only have a known postcode."""
    return replace(facts, places=tuple(_with_point(db, place) for place in facts.places))


def _with_point(db: Database, place: Place) -> Place:
    postcode = fold_postcode(place.postcode) or place.postcode.strip()
    point = find_exact(db, postcode) if place.lat_micro is None and postcode else None
    if point is None:
        return replace(place, postcode=postcode)
    return replace(place, postcode=postcode, lat_micro=point.lat_micro, lon_micro=point.lon_micro)


def _add(db: Database, facts: Facts, *, by: str | None, at: str, service_id: str) -> Put:
    provider_id = _put_provider(db, facts)
    queries.insert_service(
        db, service_id, facts, sort_name=sort_name_of(facts.name), provider_id=provider_id, by=by, at=at
    )
    _put_lists(db, service_id, facts, before=())
    _put_found(db, service_id, facts, None)
    return Put(service_id, True, ())


def _keep_own(db: Database, old: Service, facts: Facts) -> tuple[str, ...]:
    """Return what people hold on to in an entry, and keep beside it what the feed says now."""
    own = {one.fact: one for one in list_own_facts(db, old.service_id) if one.fact != RETIRED}
    other = set(differing(old.facts, facts))
    for fact, one in own.items():
        says = text_of(facts, fact) if fact in other else None
        if says != one.feed_value:
            update_feed_value(db, old.service_id, fact, says)
    return tuple(own)


def _over(old: Service, facts: Facts, kept: tuple[str, ...], *, is_feed: bool) -> Facts:
    """Return the facts as they are to be written over old ones."""
    facts = replace(facts, **{fact: getattr(old.facts, fact) for fact in kept})
    if is_feed:
        # Somebody here may have made sure of it after the feed did.
        return replace(facts, checked_on=max(old.facts.checked_on, facts.checked_on))
    return replace(facts, feed_id=old.facts.feed_id, external_id=old.facts.external_id)


def _change(db: Database, old: Service, facts: Facts, *, by: str | None, at: str, why: str) -> Put:
    changed = differing(old.facts, facts)
    if not changed:
        return Put(old.service_id, False, ())
    provider_id = _put_provider(db, facts) if "provider" in changed else old.provider_id
    name = sort_name_of(facts.name)
    if not queries.update_service(
        db, old.service_id, facts, sort_name=name, provider_id=provider_id, seen_seq=old.seq, at=at
    ):
        raise ChangedMeanwhile(old.service_id)
    if set(changed) - {"checked_on"}:
        _put_lists(db, old.service_id, facts, before=old.facts.places)
        _put_found(db, old.service_id, facts, old.retired_at)
    for fact in changed:
        said = ServiceChange(fact, text_of(old.facts, fact), text_of(facts, fact), why, at, by)
        queries.insert_change(db, new_id(), old.service_id, said)
        if by and facts.feed_id and fact != "checked_on":
            put_own_fact(db, old.service_id, fact, by=by, at=at)
    return Put(old.service_id, False, changed)


def _put_provider(db: Database, facts: Facts) -> str | None:
    if facts.provider is None:
        return None
    name = sort_name_of(facts.provider.name)
    provider_id = find_provider(db, facts.feed_id, facts.provider.external_id, name) or new_id()
    put_provider(db, provider_id, facts.provider, sort_name=name, feed_id=facts.feed_id)
    return provider_id


def _put_lists(db: Database, service_id: str, facts: Facts, *, before: tuple[Place, ...]) -> None:
    """Write all that hangs on an entry; a place that stays where it stood keeps its id."""
    queries.delete_lists(db, service_id)
    ids = [
        (before[number].place_id if number < len(before) else None) or new_id() for number in range(len(facts.places))
    ]
    for number, place in enumerate(facts.places):
        at_point = place.lat_micro is not None and place.lon_micro is not None
        cell = cell_of(place.lat_micro or 0, place.lon_micro or 0) if at_point else None
        queries.insert_place(db, service_id, number, place, place_id=ids[number], cell=cell)
    for number, day in enumerate(facts.days):
        is_there = day.place is not None and day.place < len(ids)
        queries.insert_day(db, service_id, number, day, place_id=ids[day.place or 0] if is_there else None)
    queries.insert_codes(db, service_id, facts)


def _put_found(db: Database, service_id: str, facts: Facts, retired_at: str | None) -> None:
    _put_facets(db, service_id, facts, retired_at)
    words, pieces = words_to_find(facts)
    queries.delete_words(db, service_id)
    queries.insert_words(db, service_id, words, is_piece=False)
    queries.insert_words(db, service_id, pieces, is_piece=True)


def _put_facets(db: Database, service_id: str, facts: Facts, retired_at: str | None) -> None:
    facets = sorted(facets_of(facts, retired_at))
    queries.put_facets(db, service_id, facets, sort_name=sort_name_of(facts.name), months=facts.months)
