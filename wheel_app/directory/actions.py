"""What changes an entry of the green book, whoever changes it: people, or a feed."""

from __future__ import annotations

from dataclasses import replace

from wheel_app.directory import queries
from wheel_app.directory.keeping.queries import (
    delete_own_fact,
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
from wheel_app.directory.writing import queries as rows
from wheel_app.storage import Database, new_id

RETIRED = "retired"
# What is kept in rows of its own; the days go with the places.
LISTS = ("places", "topics", "categories", "languages", "access")
FOUND_BY = frozenset(
    {"name", "status", "is_free", "min_age_months", "max_age_months", "places", "days", "topics", "languages", "access"}
)
FOUND_BY_WORDS = frozenset({"name", "summary", "provider", "for_whom", "places", "topics", "categories"})


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


def change_service(db: Database, seen: Service, facts: Facts, *, by: str, at: str, why: str = "") -> Put:
    """Write what people say of an entry over what they saw of it; as put_service, and with fewer questions."""
    with db.transaction():
        facts = _over(seen, in_order(_located(db, facts)), (), is_feed=False)
        return _change(db, seen, facts, by=by, at=at, why=why)


def check_today(db: Database, service: Service, *, by: str, at: str) -> None:
    """Note that somebody made sure today that an entry is right; raises ChangedMeanwhile."""
    change_service(db, service, replace(service.facts, checked_on=at[:10]), by=by, at=at)


def retire_service(db: Database, service: Service, *, by: str | None, at: str, why: str = "") -> bool:
    """Take an entry out of the lists; plans that name it go on naming it. False when nothing was to be done.

    A feed (`by` None) leaves alone what people took out or put back. Raises ChangedMeanwhile.
    """
    return _set_retired(db, service, at, by=by, at=at, why=why)


def bring_back_service(db: Database, service: Service, *, by: str | None, at: str, why: str = "") -> bool:
    """Put an entry back into the lists; like `retire_service`."""
    return _set_retired(db, service, None, by=by, at=at, why=why)


def let_go(db: Database, service: Service, fact: str) -> bool:
    """Let the feed write a fact again, from its next import on; False when nobody held on to it."""
    with db.transaction():
        return delete_own_fact(db, service.service_id, fact)


def _set_retired(db: Database, service: Service, retired_at: str | None, *, by: str | None, at: str, why: str) -> bool:
    with db.transaction():
        is_own = any(one.fact == RETIRED for one in list_own_facts(db, service.service_id))
        if (service.retired_at is None) == (retired_at is None) or (is_own and by is None):
            return False
        if not rows.update_retired(db, service.service_id, retired_at=retired_at, seen_seq=service.seq, at=at):
            raise ChangedMeanwhile(service.service_id)
        said = ("yes", "") if retired_at is None else ("", "yes")
        rows.insert_changes(db, service.service_id, [(new_id(), ServiceChange(RETIRED, *said, why, at, by))])
        if by and service.facts.feed_id:
            put_own_fact(db, service.service_id, RETIRED, by=by, at=at)
        rows.delete_facets(db, service.service_id)
        _insert_facets(db, service.service_id, service.facts, retired_at)
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
    rows.insert_service(
        db, service_id, facts, sort_name=sort_name_of(facts.name), provider_id=provider_id, by=by, at=at
    )
    for fact in LISTS:
        _insert_list(db, service_id, facts, fact, before=())
    _insert_facets(db, service_id, facts, None)
    _insert_words(db, service_id, facts)
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
    if not rows.update_service(
        db, old.service_id, facts, sort_name=name, provider_id=provider_id, seen_seq=old.seq, at=at
    ):
        raise ChangedMeanwhile(old.service_id)
    _follow(db, old, facts, frozenset(changed))
    said = [
        (new_id(), ServiceChange(fact, text_of(old.facts, fact), text_of(facts, fact), why, at, by)) for fact in changed
    ]
    rows.insert_changes(db, old.service_id, said)
    for fact in changed:
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


def _follow(db: Database, old: Service, facts: Facts, changed: frozenset[str]) -> None:
    """Write anew what hangs on the facts that have changed."""
    for fact in LISTS:
        if fact in changed or (fact == "places" and "days" in changed):
            rows.delete_list(db, old.service_id, fact)
            _insert_list(db, old.service_id, facts, fact, before=old.facts.places)
    if changed & FOUND_BY:
        rows.delete_facets(db, old.service_id)
        _insert_facets(db, old.service_id, facts, old.retired_at)
    if changed & FOUND_BY_WORDS:
        rows.delete_words(db, old.service_id)
        _insert_words(db, old.service_id, facts)


def _insert_list(db: Database, service_id: str, facts: Facts, fact: str, *, before: tuple[Place, ...]) -> None:
    if fact == "places":
        _insert_places(db, service_id, facts, before)
    elif fact == "access":
        rows.insert_access(db, service_id, [(one.code, one.words) for one in facts.access])
    else:
        rows.insert_codes(db, service_id, fact, getattr(facts, fact))


def _insert_places(db: Database, service_id: str, facts: Facts, before: tuple[Place, ...]) -> None:
    """Write the places and when each is open; a place that stays where it stood keeps its id."""
    kept = [one.place_id for one in before] + [None] * len(facts.places)
    ids = [place_id or new_id() for place_id, _ in zip(kept, facts.places, strict=False)]
    rows.insert_places(db, service_id, [_place_row(*one) for one in zip(ids, facts.places, strict=True)])
    where = dict(enumerate(ids))
    days = [(where.get(day.place) if day.place is not None else None, day) for day in facts.days]
    rows.insert_days(db, service_id, [(at, day.weekday, day.opens, day.closes, day.words) for at, day in days])


def _place_row(place_id: str, place: Place) -> tuple[str | int | None, ...]:
    lat, lon = place.lat_micro, place.lon_micro
    cell = None if lat is None or lon is None else cell_of(lat, lon)
    return (place_id, place.name, place.address, place.postcode, lat, lon, cell, place.external_id)


def _insert_words(db: Database, service_id: str, facts: Facts) -> None:
    words, pieces = words_to_find(facts)
    found_by = [(0, word, int(is_name)) for word, is_name in words] + [(1, piece, 1) for piece in pieces]
    rows.insert_words(db, service_id, found_by)


def _insert_facets(db: Database, service_id: str, facts: Facts, retired_at: str | None) -> None:
    facets = sorted(facets_of(facts, retired_at))
    rows.insert_facets(db, service_id, facets, sort_name=sort_name_of(facts.name), months=facts.months)
