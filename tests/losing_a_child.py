"""A family that has lost a child: two parents with their own way in, a twin who lives, and a worker."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.builders import AT, SHARED, library, make_finished, make_person
from tests.households import join, make_family, make_member, relate
from tests.staffing import make_staff, make_team
from wheel_app import checkins, people
from wheel_app.accounts import Staff, Team
from wheel_app.people import Family, Loss, Member, Silence, Silencing, Spoken
from wheel_app.storage import Database, later

LATER = later(AT, days=30)


@dataclass
class Heard:
    """What the rooms above were told of: each member and whether they are silent."""

    said: list[tuple[str, bool]] = field(default_factory=list)

    def __call__(self, db: Database, member: Member, is_silent: bool, *, at: str) -> None:
        assert at
        db.execute("UPDATE member SET seq = seq WHERE member_id = :member_id", member_id=member.member_id)
        self.said.append((member.facts.known_as, is_silent))


def silencing(*hear: people.OnSilence) -> Silencing:
    """What the app hands in, and whoever hears of it besides."""

    def in_step(db: Database, owner_id: str) -> None:
        checkins.silence_drafts(db, library(), owner_id)

    return Silencing(hear, checkins.last_touch_of_all, in_step)


@dataclass(frozen=True)
class Home:
    """A home with Maeve and Tom, the parents of the twins Ada and Finn, each with a finished wheel."""

    team: Team
    worker: Staff
    family: Family
    mother: Member
    father: Member
    ada: Member
    finn: Member
    her: str
    him: str

    def told(self, *members: Member) -> list[str]:
        return [one.member_id for one in members]


def make_home(db: Database, *, worker: Staff | None = None, team: Team | None = None, kind: str = "child") -> Home:
    team = team or make_team(db)
    worker = worker or make_staff(db, team, name="Sam Lead")
    family = make_family(db, team, by=worker)
    mother, father = (make_member(db, family, name, by=worker) for name in ("Maeve", "Tom"))
    days = {"due_on": "2027-03-03"} if kind == "unborn" else {"born_on": "2026-07-01", "due_on": "2026-07-20"}
    ada, finn = (make_member(db, family, name, kind, by=worker, **days) for name in ("Ada", "Finn"))
    for parent in (mother, father):
        for child in (ada, finn):
            relate(db, parent, child, by=worker)
    her, him = make_person(db), make_person(db)
    join(db, mother, her)
    join(db, father, him)
    for owner_id in (her, him):
        make_finished(db, owner_id, dict.fromkeys(SHARED, 60))
    return Home(team, worker, family, mother, father, ada, finn, her, him)


def lose(
    db: Database,
    home: Home,
    *told: Member,
    child: Member | None = None,
    kind: str = "died",
    hear: tuple[people.OnSilence, ...] = (),
    silence_id: str | None = None,
    at: str = LATER,
) -> Silence:
    """Note that a child (Ada) died, and who knows."""
    loss = Loss(kind, "2026-12-01", home.worker.staff_id, Spoken("name", "", "Please say her name.", False))
    return people.silence_member(
        db,
        child or home.ada,
        loss,
        told=home.told(*told),
        by=home.worker,
        at=at,
        silencing=silencing(*hear),
        silence_id=silence_id,
    )
