"""The green book: local services, kept by people and from feeds, found by topic, age, distance and words."""

from wheel_app.directory.actions import (
    bring_back_service,
    change_service,
    check_today,
    put_service,
    retire_service,
)
from wheel_app.directory.categories import category_key
from wheel_app.directory.leaflet import Leaflet
from wheel_app.directory.postcodes.queries import find_point
from wheel_app.directory.postcodes.rules import Point
from wheel_app.directory.queries import find_by_external_id, find_service, is_in_book, services_by_ids
from wheel_app.directory.rules import (
    EXPECTING,
    Access,
    ChangedMeanwhile,
    Day,
    Facts,
    Place,
    Provider,
    Put,
    Service,
    is_stale,
)
from wheel_app.directory.searching.queries import find_services
from wheel_app.directory.searching.rules import Found, Page, Wanted
from wheel_app.directory.taking import FindTaker, Taker
from wheel_app.directory.words import weekday_word

__all__ = [
    "EXPECTING",
    "Access",
    "ChangedMeanwhile",
    "Day",
    "Facts",
    "FindTaker",
    "Found",
    "Leaflet",
    "Page",
    "Place",
    "Point",
    "Provider",
    "Put",
    "Service",
    "Taker",
    "Wanted",
    "bring_back_service",
    "category_key",
    "change_service",
    "check_today",
    "find_by_external_id",
    "find_point",
    "find_service",
    "find_services",
    "is_in_book",
    "is_stale",
    "put_service",
    "retire_service",
    "services_by_ids",
    "weekday_word",
]
