"""The services of a plan as they are read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from wheel_app.directory import Service, services_by_ids
from wheel_app.plan.services.queries import list_lines
from wheel_app.storage import Database


@dataclass(frozen=True)
class ServiceRead:
    """A service in a plan, and the key of the goal that it stands under; None for none."""

    service: Service
    topic_key: str | None


def read_services(
    db: Database, checkin_id: str, *, goals: Collection[str], silent: Collection[str], quiet: Collection[str]
) -> tuple[ServiceRead, ...]:
    """Return the services in a plan; what is retired is named all the same.

    `goals` are the keys of the goals that are shown. Left out is what was found for a `silent` topic, and what is
    about a `quiet` subject. Three statements, one where there are none.
    """
    lines = list_lines(db, checkin_id)
    known = services_by_ids(db, [line.service_id for line in lines])
    return tuple(
        ServiceRead(known[line.service_id], line.topic_key if line.topic_key in goals else None)
        for line in lines
        if line.topic_key not in silent and not _is_quiet(known[line.service_id], quiet)
    )


def _is_quiet(service: Service, quiet: Collection[str]) -> bool:
    return any(topic in quiet for topic in service.facts.topics)
