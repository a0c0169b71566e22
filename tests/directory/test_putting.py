"""The one way to write an entry: people and feeds, what it said before, two at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.green_book import AT, facts, make_service, place, whole_facts
from wheel_app import directory
from wheel_app.directory import ChangedMeanwhile, Facts, Place, Service, Wanted
from wheel_app.directory.keeping.queries import delete_own_fact, list_changes, list_own_facts
from wheel_app.directory.postcodes.queries import put_points
from wheel_app.storage import Database, NotUnique, new_id

LATER = "2026-11-21T10:00:00.000000Z"


def read(db: Database, service_id: str) -> Service:
    found = directory.find_service(db, service_id)
    assert found is not None
    return found


def bare(said: Facts) -> Facts:
    return replace(said, places=tuple(replace(one, place_id=None) for one in said.places))


def make_feed(db: Database) -> str:
    feed_id = new_id()
    with db.transaction():
        db.execute(
            "INSERT INTO feed (feed_id, name, address, kind, made_at) VALUES (:id, 'Town', 'https://x', 'json', :at)",
            id=feed_id,
            at=AT,
        )
    return feed_id


def from_feed(feed_id: str, **more: object) -> Facts:
    return replace(whole_facts(), feed_id=feed_id, external_id="17", **more)  # type: ignore[arg-type]


def test_all_that_is_said_comes_back(db: Database) -> None:
    put = directory.put_service(db, whole_facts(), by="ann", at=AT)
    service = read(db, put.service_id)
    assert bare(service.facts) == whole_facts()
    assert (put.is_new, service.seq, service.made_by, service.retired_at) == (True, 1, "ann", None)


def test_a_change_keeps_what_was_said_before(db: Database) -> None:
    service = make_service(db)
    changed = replace(service.facts, name="Toddler group", phone="01632 960002")
    put = directory.put_service(
        db, changed, by="ann", at=LATER, service_id=service.service_id, seen_seq=1, why="They moved on"
    )
    assert (put.is_new, set(put.changed)) == (False, {"name", "phone"})
    said = {one.fact: one for one in list_changes(db, service.service_id)}
    assert (said["name"].old_value, said["name"].new_value) == ("Baby group", "Toddler group")
    assert (said["name"].why, said["name"].made_by, said["name"].made_at) == ("They moved on", "ann", LATER)
    assert read(db, service.service_id).seq == 2


def test_nothing_new_changes_nothing(db: Database) -> None:
    put = directory.put_service(db, whole_facts(), by="ann", at=AT)
    again = directory.put_service(db, whole_facts(), by="ann", at=LATER, service_id=put.service_id, seen_seq=1)
    assert (again.changed, read(db, put.service_id).seq) == ((), 1)
    assert list_changes(db, put.service_id) == ()


def test_a_place_that_stays_keeps_its_id(db: Database) -> None:
    service = make_service(db, places=(place(name="Hall"),))
    moved = replace(service.facts, places=(place(1, 1, name="Hall"), place(name="Church")))
    directory.put_service(db, moved, by="ann", at=LATER, service_id=service.service_id, seen_seq=1)
    first, second = read(db, service.service_id).facts.places
    assert first.place_id == service.facts.places[0].place_id != second.place_id


def test_whoever_comes_second_is_told(db: Database) -> None:
    service = make_service(db)
    directory.check_today(db, service, by="ann", at=LATER)
    with pytest.raises(ChangedMeanwhile):
        directory.put_service(db, facts("Other"), by="bob", at=LATER, service_id=service.service_id, seen_seq=1)
    with pytest.raises(ChangedMeanwhile):
        directory.retire_service(db, service, by="bob", at=LATER)
    with pytest.raises(ChangedMeanwhile):
        directory.put_service(db, facts("Other"), by="bob", at=LATER, service_id=new_id(), seen_seq=1)


def test_a_new_entry_sent_twice_is_made_once(db: Database) -> None:
    service_id = new_id()
    directory.put_service(db, facts(), by="ann", at=AT, service_id=service_id)
    with pytest.raises(NotUnique), db.transaction():
        directory.put_service(db, facts(), by="ann", at=AT, service_id=service_id)


def test_a_feed_finds_its_entry_again(db: Database) -> None:
    feed_id = make_feed(db)
    first = directory.put_service(db, from_feed(feed_id), by=None, at=AT)
    again = directory.put_service(db, from_feed(feed_id), by=None, at=LATER)
    moved = directory.put_service(db, from_feed(feed_id, phone="01632 960003"), by=None, at=LATER)
    assert first.service_id == again.service_id == moved.service_id
    assert (again.changed, moved.changed) == ((), ("phone",))
    assert list_changes(db, first.service_id)[0].made_by is None


def test_a_feed_does_not_write_over_what_people_put_right(db: Database) -> None:
    feed_id = make_feed(db)
    made = directory.put_service(db, from_feed(feed_id), by=None, at=AT)
    ours = replace(whole_facts(), phone="01632 960009")
    directory.put_service(db, ours, by="ann", at=LATER, service_id=made.service_id, seen_seq=1)
    told = directory.put_service(db, from_feed(feed_id, phone="01632 960005", name="Ducklings"), by=None, at=LATER)
    assert (told.changed, told.kept) == (("name",), ("phone",))
    service = read(db, made.service_id)
    assert (service.facts.phone, service.facts.name, service.facts.feed_id) == ("01632 960009", "Ducklings", feed_id)
    (own,) = list_own_facts(db, made.service_id)
    assert (own.fact, own.feed_value, own.made_by) == ("phone", "01632 960005", "ann")
    with db.transaction():
        assert delete_own_fact(db, made.service_id, "phone")
    directory.put_service(db, from_feed(feed_id, phone="01632 960005"), by=None, at=LATER)
    assert read(db, made.service_id).facts.phone == "01632 960005"


def test_what_a_feed_says_as_we_do_is_no_news(db: Database) -> None:
    feed_id = make_feed(db)
    made = directory.put_service(db, from_feed(feed_id), by=None, at=AT)
    ours = replace(whole_facts(), phone="01632 960009")
    directory.put_service(db, ours, by="ann", at=LATER, service_id=made.service_id, seen_seq=1)
    directory.put_service(db, from_feed(feed_id, phone="01632 960009"), by=None, at=LATER)
    assert [one.feed_value for one in list_own_facts(db, made.service_id)] == [None]


def test_the_later_check_counts(db: Database) -> None:
    feed_id = make_feed(db)
    made = directory.put_service(db, from_feed(feed_id, checked_on="2026-01-01"), by=None, at=AT)
    directory.check_today(db, read(db, made.service_id), by="ann", at=LATER)
    directory.put_service(db, from_feed(feed_id, checked_on="2026-02-01"), by=None, at=LATER)
    assert read(db, made.service_id).facts.checked_on == "2026-11-21"
    assert list_own_facts(db, made.service_id) == ()


def test_a_feed_leaves_alone_what_people_took_out(db: Database) -> None:
    feed_id = make_feed(db)
    made = directory.put_service(db, from_feed(feed_id), by=None, at=AT)
    assert directory.retire_service(db, read(db, made.service_id), by="ann", at=LATER)
    assert not directory.retire_service(db, read(db, made.service_id), by="ann", at=LATER)
    assert not directory.bring_back_service(db, read(db, made.service_id), by=None, at=LATER)
    directory.put_service(db, from_feed(feed_id, phone="1"), by=None, at=LATER)
    assert read(db, made.service_id).retired_at == LATER
    assert directory.find_services(db, Wanted(words="ducks")).found == ()


def test_a_feed_takes_out_and_puts_back_its_own(db: Database) -> None:
    feed_id = make_feed(db)
    made = directory.put_service(db, from_feed(feed_id), by=None, at=AT)
    assert directory.retire_service(db, read(db, made.service_id), by=None, at=LATER)
    assert directory.bring_back_service(db, read(db, made.service_id), by=None, at=LATER)
    assert len(directory.find_services(db, Wanted(words="ducks")).found) == 1


def test_a_known_postcode_says_where_a_place_is(db: Database) -> None:
    with db.transaction():
        put_points(db, [("OL1 1AA", 53_500_000, -2_100_000)])
    service = make_service(db, places=(Place(name="Hall", postcode="ol11aa"), Place(name="Church", postcode="nowhere")))
    hall, church = service.facts.places
    assert (hall.postcode, hall.lat_micro, hall.lon_micro) == ("OL1 1AA", 53_500_000, -2_100_000)
    assert (church.postcode, church.lat_micro) == ("nowhere", None)


def test_two_entries_of_one_provider_share_it(db: Database) -> None:
    one = directory.put_service(db, whole_facts(), by="ann", at=AT)
    two = directory.put_service(db, replace(whole_facts(), name="Big Ducks"), by="ann", at=AT)
    assert read(db, one.service_id).provider_id == read(db, two.service_id).provider_id is not None
