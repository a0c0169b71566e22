"""What the UK profile of Open Referral, version 3.0, asks of a row of each of its tables.

Source: the profile's schemas as published by Open Referral UK. Only tables that the green book takes something from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """Fields by kind, which of them must be there, and the words that a field may hold."""

    kinds: Mapping[str, str]
    required: frozenset[str] = frozenset()
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)


def _kinds(**by_kind: str) -> dict[str, str]:
    return {name: kind for kind, names in by_kind.items() for name in names.split()}


SERVICE = Table(
    _kinds(
        uuid="id organization_id",
        text="name description status fees accreditations assured_date alert",
        url="url",
        email="email assurer_email",
        moment="last_modified",
        number="minimum_age maximum_age",
        rows="schedules service_areas service_at_locations languages funding cost_options contacts attributes phones",
        row="organization",
    ),
    frozenset({"id", "name", "status"}),
    {"status": frozenset({"active", "inactive", "defunct", "temporarily closed"})},
)
ORGANIZATION = Table(
    _kinds(
        uuid="id parent_organization_id",
        text="name description logo",
        email="email",
        url="website uri",
        rows="organization_identifiers attributes",
    ),
    frozenset({"id", "name", "description"}),
)
SCHEDULE = Table(
    _kinds(
        uuid="id service_id service_at_location_id",
        text="valid_from valid_to dtstart byday bymonthday description opens_at closes_at attending_type notes",
        word="freq",
        number="interval",
        url="schedule_link",
    ),
    frozenset({"id"}),
    {"freq": frozenset({"WEEKLY", "MONTHLY"})},
)
SERVICE_AT_LOCATION = Table(
    _kinds(uuid="id service_id location_id", rows="schedules", row="location"), frozenset({"id"})
)
LOCATION = Table(
    _kinds(
        uuid="id",
        text="location_type name description external_identifier external_identifier_type",
        number="latitude longitude",
        rows="addresses accessibility attributes",
    ),
    frozenset({"id", "location_type"}),
    {"location_type": frozenset({"physical", "postal", "virtual"})},
)
ADDRESS = Table(
    _kinds(
        uuid="id location_id",
        text="attention address_1 city region state_province postal_code country address_type",
        rows="attributes",
    ),
    frozenset({"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"}),
    {"address_type": frozenset({"physical", "postal", "virtual"})},
)
ACCESSIBILITY = Table(
    _kinds(uuid="id location_id", text="description details accessibility", url="url"), frozenset({"id"})
)
AREA = Table(_kinds(uuid="id service_id", text="name service_area extent extent_type uri"), frozenset({"id"}))
LANGUAGE = Table(_kinds(uuid="id service_id phone_id", text="name code note"), frozenset({"id"}))
COST = Table(
    _kinds(uuid="id service_id", text="valid_from valid_to option amount_description", number="amount"),
    frozenset({"id"}),
)
CONTACT = Table(
    _kinds(uuid="id service_id", text="name title", rows="attributes phones", email="email"), frozenset({"id"})
)
PHONE = Table(_kinds(uuid="id contact_id service_id", text="number description"), frozenset({"id", "number"}))
ATTRIBUTE = Table(_kinds(uuid="id link_id taxonomy_term_id", text="link_type", row="taxonomy_term"), frozenset({"id"}))
TERM = Table(
    _kinds(uuid="id parent_id taxonomy_id", text="name description taxonomy term", url="term_uri"),
    frozenset({"id", "name", "description"}),
)
# What the list of services leaves out and a single service says; a row that holds one of them is whole.
ONLY_WHOLE = frozenset(
    {
        "schedules",
        "service_areas",
        "service_at_locations",
        "languages",
        "funding",
        "cost_options",
        "contacts",
        "attributes",
    }
)
