"""All SQL of where postcodes are."""

from __future__ import annotations

from collections.abc import Sequence

from wheel_app.directory.postcodes.rules import Point
from wheel_app.storage import Database

AT_ONCE = 100
ROWS = ", ".join(
    f"(CAST(:code_{place} AS TEXT), CAST(:lat_{place} AS INTEGER), CAST(:lon_{place} AS INTEGER))"
    for place in range(AT_ONCE)
)


def find_point(db: Database, postcode: str) -> Point | None:
    """Return where a folded postcode is: by the loaded points, else by the entries there; None when nothing tells.

    The first half of one, or one that only its neighbours are known of, gives the middle of them.
    """
    area = postcode.partition(" ")[0]
    found = db.rows(
        "SELECT 0 AS how, lat_micro, lon_micro FROM postcode WHERE postcode = :postcode"
        " UNION ALL SELECT 1, min(lat_micro), min(lon_micro) FROM service_place WHERE postcode = :postcode"
        " AND cell IS NOT NULL"
        " UNION ALL SELECT 2, min(lat_micro) + (max(lat_micro) - min(lat_micro)) / 2,"
        " min(lon_micro) + (max(lon_micro) - min(lon_micro)) / 2 FROM postcode"
        " WHERE postcode >= :low AND postcode < :high AND :is_half = 1"
        " UNION ALL SELECT 3, min(lat_micro) + (max(lat_micro) - min(lat_micro)) / 2,"
        " min(lon_micro) + (max(lon_micro) - min(lon_micro)) / 2 FROM service_place"
        " WHERE postcode >= :low AND postcode < :high AND cell IS NOT NULL"
        " AND (:is_half = 1 OR NOT EXISTS (SELECT 1 FROM postcode p WHERE p.postcode >= :low AND p.postcode < :high))"
        " ORDER BY how",
        postcode=postcode,
        low=f"{area} ",
        high=f"{area}!",
        is_half=int(" " not in postcode),
    )
    known = [row for row in found if row["lat_micro"] is not None]
    return Point(known[0]["lat_micro"], known[0]["lon_micro"], known[0]["how"] > 1) if known else None


def find_exact(db: Database, postcode: str) -> Point | None:
    """Return the loaded point of a whole postcode."""
    row = db.one("SELECT lat_micro, lon_micro FROM postcode WHERE postcode = :postcode", postcode=postcode)
    return Point(row["lat_micro"], row["lon_micro"]) if row else None


def put_points(db: Database, points: Sequence[tuple[str, int, int]]) -> None:
    """Store where some postcodes are, at most AT_ONCE, each once."""
    given = {f"code_{place}": code for place, (code, _, _) in enumerate(points)}
    lats = {f"lat_{place}": lat for place, (_, lat, _) in enumerate(points)}
    lons = {f"lon_{place}": lon for place, (_, _, lon) in enumerate(points)}
    none = range(len(points), AT_ONCE)
    empty = {f"code_{place}": "" for place in none} | {
        f"{name}_{place}": 0 for place in none for name in ("lat", "lon")
    }
    db.execute(
        "INSERT INTO postcode (postcode, lat_micro, lon_micro) SELECT g.column1, g.column2, g.column3"
        f" FROM (VALUES {ROWS}) g WHERE g.column1 <> ''"
        " ON CONFLICT (postcode) DO UPDATE SET lat_micro = excluded.lat_micro, lon_micro = excluded.lon_micro",
        **given,
        **lats,
        **lons,
        **empty,
    )


def list_placeless(db: Database, after: str, most: int = 200) -> list[tuple[str, str, int, int]]:
    """Return places without a point whose postcode has one now, by id after `after`: id, service, point."""
    found = db.rows(
        "SELECT l.place_id, l.service_id, p.lat_micro, p.lon_micro FROM service_place l"
        " JOIN postcode p ON p.postcode = l.postcode WHERE l.cell IS NULL AND l.place_id > :after"
        " ORDER BY l.place_id LIMIT :most",
        after=after,
        most=most,
    )
    return [(row["place_id"], row["service_id"], row["lat_micro"], row["lon_micro"]) for row in found]


def update_point(db: Database, place_id: str, point: Point, *, cell: str) -> None:
    """Say where a place is."""
    db.execute(
        "UPDATE service_place SET lat_micro = :lat, lon_micro = :lon, cell = :cell WHERE place_id = :place_id",
        place_id=place_id,
        lat=point.lat_micro,
        lon=point.lon_micro,
        cell=cell,
    )
    db.execute(
        "DELETE FROM service_facet WHERE facet = 'anywhere' AND service_id ="
        " (SELECT l.service_id FROM service_place l WHERE l.place_id = :place_id)",
        place_id=place_id,
    )
