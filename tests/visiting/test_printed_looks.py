"""What a worker prints for a parent is written down where the parent reads it, and in the family’s chain."""

from __future__ import annotations

from flask import Flask

from tests.builders import AT
from tests.conftest import Clock
from tests.visiting.test_copies import Visited, home, staff_paper, visited
from wheel_app import audit, consent
from wheel_app import visits as visiting
from wheel_app.storage import Database

__all__ = ["home", "visited"]


def test_what_a_worker_prints_stands_in_the_persons_own_log(
    app: Flask, db: Database, visited: Visited, clock: Clock
) -> None:
    def looks(chain: str) -> list[tuple[str | None, tuple[str, ...]]]:
        return [(row.about, row.codes) for row in audit.list_rows(db, chain, most=99) if row.action == "looked"]

    mother, own, homes = (
        visited.home.mother.member_id,
        audit.chain_of_owner(visited.hers),
        visited.home.family.family_id,
    )
    staff_paper(app, db, visited, clock, mother)
    assert looks(own) == [], "nothing of hers was shown"
    assert looks(audit.chain_of_family(homes)) == [(visited.visit.visit_id, ("visit-copy", "coordinator"))]
    part = visiting.find_part(db, visited.visit.visit_id, mother)
    assert part
    to = consent.Recipient("staff", visited.home.worker.staff_id)
    for checkin_id in part.checkin_ids:
        consent.give(db, visited.hers, to, consent.Terms(checkin_id), consent.Hand(visited.hers, "family"), at=AT)
    staff_paper(app, db, visited, clock, mother)
    assert sorted(looks(own)) == sorted((one, ("visit-copy",)) for one in part.checkin_ids)
    assert looks(audit.chain_of_owner(visited.his)) == []
    assert len(looks(audit.chain_of_family(homes))) == 2
    assert audit.verify(db, at=clock.at).broken == ()
