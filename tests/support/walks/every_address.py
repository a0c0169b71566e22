"""Each address that staff can open, as each role it opens to, in a world with an object for each kind of id."""

from __future__ import annotations

from collections.abc import Iterator

from werkzeug.routing import Rule

from tests import staffing, visits
from tests.support.opened import Page
from tests.support.page import PageClient
from tests.support.walks.world import make_world
from wheel_app.doors import DOORS, STAFF

# The role that has most to see comes first; a page is opened once.
ROLES = ("worker", "manager", "administrator", "host", "analyst")
# Reached from another page only: by a press, on another device or in the middle of signing in.
# Whoever reviews a copy looks through all that the rooms hold.
MANY = {"reviewed.review": 30}
ELSEWHERE = {"home.today", "staff.sign_in", "staff.time_left"}
# What is no page.
FILES = {"figures.as_csv", "visit_copy.for_parent"}


def steps(client: PageClient) -> Iterator[tuple[str, Page]]:
    keepings = client.client.application.extensions["wheel_keepings"]
    world = make_world(visits.store(client), keepings, at=visits.moment(client))
    for role in ROLES:
        browser = visits.another(client)
        visits.speak_like(browser, client)
        staffing.sign_in(browser, visits.store(client), world.staff[role], at=visits.moment(client))
        for rule in _addresses(client, role):
            values = {name: world.id_for(rule.endpoint, name) for name in rule.arguments}
            address = browser.client.application.url_map.bind("localhost").build(rule.endpoint, values)
            page = browser.get(address, statements=MANY.get(rule.endpoint))
            yield rule.endpoint.replace(".", "-").replace("_", "-"), page


def _addresses(client: PageClient, role: str) -> list[Rule]:
    """What this role is the first to open."""
    rules = sorted(client.client.application.url_map.iter_rules(), key=lambda rule: rule.rule)
    return [
        rule
        for rule in rules
        if "GET" in (rule.methods or ())
        and rule.endpoint not in ELSEWHERE | FILES
        and not rule.endpoint.startswith("sharing.")
        and DOORS[rule.endpoint] & STAFF
        and next(one for one in ROLES if one in DOORS[rule.endpoint]) == role
    ]
