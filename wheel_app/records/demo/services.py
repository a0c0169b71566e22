"""Made-up local services, in a made-up part of a town."""

from __future__ import annotations

from dataclasses import replace

from wheel_app.accounts import Staff
from wheel_app.directory import Access, Day, Facts, Place, Provider, put_service
from wheel_app.storage import later, new_id
from wheel_app.web.house import House

HUB = Provider("Sunny Street hub (made up)", web="https://example.org/sunny-street")
TRUST = Provider("Northside families together (made up)", web="https://example.org/together")
HALL = Place("Sunny Street hub", "2 Sunny Street", "OL1 1AA", 53_541_200, -2_112_400)
CHURCH = Place("St Anne’s hall", "40 Mill Lane", "OL2 5DD", 53_560_300, -2_121_000)
PARK = Place("Park café", "Alder Park, east gate", "OL4 2BB", 53_538_800, -2_080_500)
SCHOOL = Place("Northside school, side door", "9 School Road", "OL1 3CC", 53_549_900, -2_105_100)
SERVICES = (
    Facts(
        "Little Ducks (made up)", "Songs, play and a cup of tea for you. No one minds a noisy baby.", provider=HUB,
        is_free=True, max_age_months=18, min_age_months=0, places=(HALL,), booking_words="Just come along.",
        days=(Day(2, "09:30", "11:00", "term time"), Day(4, "13:00", "14:30")), phone="01632 960001",
        topics=("parenting", "social-ties", "child-growth"), categories=("parent-baby-and-toddler-groups",),
        languages=("en", "ur"), access=(Access("step-free"), Access("buggies"), Access("changing-room")),
    ),
    Facts(
        "Talk together (made up)", "Help with first words, in your own language too.", provider=HUB, is_free=True,
        min_age_months=18, max_age_months=59, places=(HALL, CHURCH), booking_words="Ring first.",
        days=(Day(1, "10:00", "11:00", "", 0), Day(5, "10:00", "11:00", "", 1)), phone="01632 960002",
        topics=("child-growth", "learning"), categories=("early-years-language-and-learning",),
        languages=("en", "ur", "bn", "ar"), access=(Access("step-free"), Access("interpreter")),
    ),
    Facts(
        "Money and bills advice (made up)", "Someone looks at your letters with you. They know what you can ask for.",
        provider=TRUST, is_free=True, places=(HALL,), days=(Day(3, "12:00", "16:00"),), phone="01632 960003",
        booking_words="Come along, or ring for a time of your own.", topics=("money", "housing"),
        categories=("debt-and-welfare-advice", "money-benefits-and-housing"), languages=("en", "ur", "pl"),
        access=(Access("step-free"), Access("at-home")),
    ),
    Facts(
        "Damp and repairs line (made up)", "They ring your landlord with you.", provider=TRUST, is_free=True,
        phone="01632 960004", days=tuple(Day(one, "09:00", "17:00") for one in range(1, 6)), topics=("housing",),
        categories=("money-benefits-and-housing",), languages=("en",), access=(Access("online"),),
    ),
    Facts(
        "Someone to talk to (made up)", "A small group for anyone who feels low or on their own with a baby.",
        provider=HUB, is_free=True, min_age_months=-9, max_age_months=24, places=(CHURCH,),
        days=(Day(1, "13:00", "14:30"),), for_whom="Mums, and dads on the last Monday",
        phone="01632 960005", booking_words="Ring or text first.",
        topics=("feelings", "parenting"),
        categories=("perinatal-mental-health-support-pregnancy-to-one-year-post-birth",),
        languages=("en", "ur", "bn"), access=(Access("quiet"), Access("buggies")),
    ),
    Facts(
        "Feeding friends (made up)", "Help with breast and bottle, from mums who have been there.", provider=HUB,
        is_free=True, min_age_months=-9, max_age_months=12, places=(HALL,), days=(Day(5, "09:30", "11:30"),),
        phone="01632 960006", topics=("health", "parenting"), languages=("en", "ur"),
        categories=("infant-feeding-support-including-breastfeeding",), access=(Access("step-free"), Access("at-home")),
    ),
    Facts(
        "Back to work course (made up)", "Six mornings. A crèche is there for your child.", provider=TRUST,
        is_free=True, places=(SCHOOL,), days=(Day(3, "09:30", "12:00", "term time"),), phone="01632 960007",
        topics=("work", "hopes"),
        categories=("work-and-training",), languages=("en",), access=(Access("step-free"),),
    ),
    Facts(
        "Park play (made up)", "Mud, sticks and a fire to warm up. Bring boots.", provider=TRUST, is_free=False,
        cost_words="£1 a family, if you can", min_age_months=24, max_age_months=131, places=(PARK,),
        days=(Day(6, "10:00", "12:00"),), booking_words="Just come along.",
        topics=("neighbourhood", "learning", "daily-life"),
        categories=("activities",), languages=("en", "pl"), access=(Access("other", "Paths are rough after rain"),),
    ),
    Facts(
        "Bedtime help (made up)", "Three chats about sleep and mornings, at home or by phone.", provider=HUB,
        is_free=True, min_age_months=6, max_age_months=83, phone="01632 960008", topics=("daily-life", "parenting"),
        categories=("parenting-support",), languages=("en", "ur"), access=(Access("at-home"), Access("online")),
    ),
    Facts(
        "Safe at home line (made up)", "Talk to someone about how things are at home. They will not tell anyone here.",
        provider=TRUST, is_free=True, phone="01632 960009", topics=("relationship",), categories=("domestic-abuse",),
        languages=("en", "ur", "bn", "pl"), access=(Access("online"),),
    ),
    Facts(
        "Stop smoking, one step at a time (made up)", provider=TRUST, is_free=True, phone="01632 960010",
        places=(SCHOOL,), days=(Day(2, "17:00", "18:30"),), topics=("habits", "health"),
        categories=("stopping-smoking",), languages=("en",),
    ),
    Facts(
        "Young carers’ club (made up)", "Pizza, games and time off.", provider=TRUST, is_free=True, min_age_months=132,
        max_age_months=215, places=(SCHOOL,), days=(Day(4, "16:00", "18:00"),), phone="01632 960011",
        topics=("caring", "social-ties"), categories=("young-carers",), languages=("en",),
    ),
)  # fmt: skip
# Two of them were not checked for a long time.
CHECKED_DAYS_AGO = (3, 10, 20, 40, 12, 7, 90, 210, 30, 5, 250, 60)


def make_services(house: House, by: Staff) -> dict[str, str]:
    """Put the made-up services into the green book; return their ids by name."""
    db, at = house.db, house.now()
    made = {facts.name: new_id() for facts in SERVICES}
    with db.transaction():
        for facts, days in zip(SERVICES, CHECKED_DAYS_AGO, strict=True):
            day = later(at, days=-days)
            dated = replace(facts, checked_on=day[:10])
            put_service(db, dated, by=by.staff_id, at=day, service_id=made[facts.name])
    return made
