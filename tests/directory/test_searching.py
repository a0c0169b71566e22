"""Finding something: by topic, age, distance, words in any script, and the rest; each page in its turn."""

from __future__ import annotations

import pytest

from tests.green_book import MIDDLE, make_service, place
from wheel_app import directory
from wheel_app.directory import EXPECTING, Access, Day, Place, Point, Provider, Wanted
from wheel_app.directory.postcodes.queries import put_points
from wheel_app.directory.postcodes.rules import cell_of, fold_postcode, rows_around
from wheel_app.storage import Database

HERE = Point(*MIDDLE)


def names(db: Database, wanted: Wanted) -> list[str]:
    return [one.service.facts.name for one in directory.find_services(db, wanted).found]


def test_an_empty_wish_lists_all_by_name(db: Database) -> None:
    for name in ("Élan", "dance", "Apple club"):
        make_service(db, name)
    assert names(db, Wanted()) == ["Apple club", "dance", "Élan"]


def test_by_topic(db: Database) -> None:
    make_service(db, "Debt advice", topics=("money", "housing"))
    make_service(db, "Baby group", topics=("parenting",))
    assert names(db, Wanted(subjects=("money",))) == ["Debt advice"]
    assert names(db, Wanted(subjects=("money", "parenting"))) == ["Baby group", "Debt advice"]
    assert names(db, Wanted(subjects=("work",))) == []


@pytest.mark.parametrize(
    ("low", "high", "age", "is_found"),
    [
        (0, 18, 0, True), (0, 18, 18, True), (0, 18, 19, False), (24, None, 23, False), (24, None, 24, True),
        (None, 12, 12, True), (None, 12, 13, False), (None, None, 100, True), (0, 18, EXPECTING, False),
        (None, 12, EXPECTING, True), (EXPECTING, 0, EXPECTING, True), (192, None, 3, True), (216, 1200, 3, True),
    ],
)  # fmt: skip
def test_by_the_age_of_a_child(db: Database, low: int | None, high: int | None, age: int, is_found: bool) -> None:
    make_service(db, min_age_months=low, max_age_months=high, places=(place(),))
    for wanted in (Wanted(age_months=age), Wanted(age_months=age, words="baby"), Wanted(age_months=age, near=HERE)):
        assert bool(names(db, wanted)) == is_found


def test_the_nearest_comes_first(db: Database) -> None:
    make_service(db, "Far", places=(place(30, 40),))
    make_service(db, "Near", places=(place(200, 0), place(3, 4)))
    make_service(db, "Much too far", places=(place(400, 0),))
    make_service(db, "By phone")
    found = directory.find_services(db, Wanted(near=HERE, miles=5)).found
    assert [(one.service.facts.name, one.metres) for one in found] == [
        ("Near", 500),
        ("Far", 5_000),
        ("By phone", None),
    ]


def test_near_and_words(db: Database) -> None:
    make_service(db, "Baby songs", places=(place(20, 0),))
    make_service(db, "Baby yoga", places=(place(10, 0),))
    make_service(db, "Baby swimming", places=(place(900, 0),))
    make_service(db, "Chess", places=(place(),))
    make_service(db, "Baby line")
    assert names(db, Wanted(words="baby", near=HERE, miles=3)) == ["Baby yoga", "Baby songs", "Baby line"]


WORDS = {
    "Ducklings baby group": ("baby", "BABY GROUP", "group baby", "duckl", "ducklngs", "babi grup"),
    "Café Łódź": ("cafe", "lodz", "Łódź", "kafe lodz"),
    "Żłobek Słoneczko": ("zlobek", "słoneczko", "Sloneczk", "slonecko"),
    "مجموعة الأمهات": ("مجموعة", "الامهات", "مجموعه"),
    "ماں اور بچہ": ("ماں", "بچه", "بچہ"),
    "মা ও শিশু": ("মা", "শিশু"),
    "Dzieci i mamy": ("mamy", "dzieci mamy", "dzeci"),
    "Mums’ walk": ("mums walk", "mum's", "mums'"),
}


def test_words_in_any_script(db: Database) -> None:
    for name in WORDS:
        make_service(db, name)
    for name, ways in WORDS.items():
        for typed in ways:
            assert names(db, Wanted(words=typed))[:1] == [name], typed


def test_words_of_what_it_says_and_where_and_whose(db: Database) -> None:
    make_service(
        db,
        "Ducks",
        summary="Songs for babies",
        provider=Provider("Ferry House"),
        places=(Place(address="9 Kiln Lane"),),
    )
    for typed in ("songs", "ferry", "kiln lane", "ducks ferry songs", "feri"):
        assert names(db, Wanted(words=typed)) == ["Ducks"], typed
    assert names(db, Wanted(words="ducks elephants")) == []


def test_the_name_counts_more_than_the_rest_and_a_slip_least(db: Database) -> None:
    make_service(db, "Alpha", summary="We talk about swimming")
    make_service(db, "Swimming")
    make_service(db, "Swiming")
    assert names(db, Wanted(words="swimming")) == ["Swimming", "Alpha", "Swiming"]


@pytest.mark.parametrize("odd", ["%", "_", "🐝", "'; DROP TABLE service; --", "\u202e", "  .  "])
def test_odd_words_find_nothing_and_do_no_harm(db: Database, odd: str) -> None:
    make_service(db)
    assert names(db, Wanted(words=odd)) == []


def test_many_and_long_words_do_no_harm(db: Database) -> None:
    make_service(db)
    for odd in ("a b " * 300, "x" * 5_000, "e\u0301" * 100):
        names(db, Wanted(words=odd))


def test_by_all_the_rest(db: Database) -> None:
    make_service(db, "All", is_free=True, languages=("ur",), days=(Day(3),), access=(Access("step-free"),))
    make_service(db, "None", is_free=False, languages=("en",), days=(Day(4),))
    for wanted in (
        Wanted(is_free=True), Wanted(language="ur"), Wanted(weekday=3), Wanted(access="step-free"),
        Wanted(is_free=True, language="ur", weekday=3, access="step-free", near=HERE),
        Wanted(is_free=True, language="ur", weekday=3, access="step-free", words="all"),
    ):  # fmt: skip
        assert names(db, wanted) == ["All"], wanted
    assert names(db, Wanted(language="ur", weekday=4)) == []


@pytest.mark.parametrize("status", ["inactive", "defunct"])
def test_what_is_over_is_not_found(db: Database, status: str) -> None:
    make_service(db, "Gone", status=status, topics=("money",), places=(place(),))
    for wanted in (Wanted(), Wanted(words="gone"), Wanted(subjects=("money",)), Wanted(near=HERE)):
        assert names(db, wanted) == []
    assert names(db, Wanted(words="gone", with_unlisted=True)) == ["Gone"]
    assert names(db, Wanted(with_unlisted=True)) == ["Gone"]


@pytest.mark.parametrize(
    "wanted", [Wanted(), Wanted(words="group"), Wanted(near=HERE), Wanted(words="group", near=HERE)]
)
def test_each_page_in_its_turn(db: Database, wanted: Wanted) -> None:
    for number in range(47):
        make_service(db, f"Group {number % 7}", places=(place(number % 3, 0),))
    seen: list[str] = []
    after = None
    for _ in range(3):
        page = directory.find_services(db, wanted, after)
        seen += [one.service.service_id for one in page.found]
        after = page.after
    assert after is None
    assert len(seen) == len(set(seen)) == 47


def test_a_postcode_is_found_by_what_there_is(db: Database) -> None:
    assert directory.find_point(db, "OL1 1AA") is None
    make_service(db, places=(place(postcode="OL1 1AA"),))
    make_service(db, places=(place(10, 0, postcode="OL1 1AB"),))
    make_service(db, places=(place(500, 0, postcode="OL11 1AB"),))
    assert directory.find_point(db, "OL1 1AA") == HERE
    assert (
        directory.find_point(db, "OL1 9ZZ")
        == directory.find_point(db, "OL1")
        == Point(MIDDLE[0] + 4_500, MIDDLE[1], is_rough=True)
    )
    with db.transaction():
        put_points(db, [("OL1 1AA", 53_000_000, -2_000_000), ("OL1 2AA", 53_200_000, -2_200_000)])
    assert directory.find_point(db, "OL1 1AA") == Point(53_000_000, -2_000_000)
    assert directory.find_point(db, "OL1") == Point(53_100_000, -2_100_000, is_rough=True)
    assert directory.find_point(db, "OL1 9ZZ") is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ol11aa", "OL1 1AA"), (" OL1  1aa ", "OL1 1AA"), ("m1 1ae", "M1 1AE"), ("EC1A1BB", "EC1A 1BB"), ("ol1", "OL1"),
        ("OL1-1AA", "OL1 1AA"), ("", None), ("Oldham", None), ("123", None), ("OL1 1A", None), ("١١", None),
    ],
)  # fmt: skip
def test_postcodes_as_they_are_typed(typed: str, kept: str | None) -> None:
    assert fold_postcode(typed) == kept


@pytest.mark.parametrize("point", [Point(53_540_000, -2_110_000), Point(60_800_000, -900_000), Point(0, 0)])
def test_the_squares_around_hold_all_within_reach(point: Point) -> None:
    for miles in (1, 3, 10, 20):
        rows = rows_around(point, miles)
        assert len(rows) <= 7
        reach = miles * 1_609 // 10
        for north, east in ((reach, 0), (-reach, 0), (0, reach), (0, -reach)):
            cell = cell_of(point.lat_micro + north * 90, point.lon_micro + east * point.east_step)
            assert any(first <= cell <= last for first, last in rows)
