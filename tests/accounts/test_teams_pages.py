"""Teams, the organisation’s name, and who is named for them."""

from __future__ import annotations

from tests import staffing
from tests.support.page import PageClient
from wheel_app.accounts import Staff, Team, find_lead
from wheel_app.storage import Database, new_id


def test_a_team_is_added_changed_and_closed(client: PageClient, db: Database, admin: Staff) -> None:
    client.get("/teams")
    page = client.submit({"name": "Hub East", "area": "East", "is_hub": "yes"}, form="form[action='/teams']")
    assert page.heading == "Hub East"
    client.submit({"name": "Hub West"}, form=f"form[action='{page.path}']")
    assert "Hub West" in client.get("/teams").text
    client.follow("Hub West")
    client.submit(form="form[action$=close]")
    assert "Hub West" not in client.get("/teams").text
    assert client.page
    client.submit({"name": " "}, form="form[action='/teams']", status=422)


def test_named_again_by_a_second_press_is_named_once(
    client: PageClient, db: Database, admin: Staff, team: Team
) -> None:
    worker = staffing.make_staff(db, team)
    for _ in range(2):
        client.get(f"/teams/{team.team_id}")
        client.submit({"lead": worker.staff_id}, form="form[action$=lead]")
    assert db.value("SELECT count(*) FROM appointment") == 1
    assert db.value("SELECT count(*) FROM audit_row WHERE action = 'role-changed'") == 1


def test_leads_are_named_and_let_go_by_managers_too(client: PageClient, db: Database, team: Team) -> None:
    manager = staffing.make_staff(db, team, role="manager", name="Mo")
    worker = staffing.make_staff(db, team, name="Wo")
    host = staffing.make_staff(db, team, role="host")
    staffing.sign_in(client, db, manager)
    client.get(f"/teams/{team.team_id}")
    client.submit({"lead": worker.staff_id}, form="form[action$=lead]")
    assert find_lead(db, "team-lead", team.team_id) == worker
    client.get("/organisation")
    client.submit({"lead": manager.staff_id}, form="form[action$=lead]")
    assert find_lead(db, "safeguarding-lead", team.organisation_id) == manager
    for unfit in (host.staff_id, new_id(), staffing.make_staff(db).staff_id):
        client.post("/organisation/lead", {"lead": unfit}, status=422)
    client.get("/organisation")
    client.submit({"lead": ""}, form="form[action$=lead]")
    assert find_lead(db, "safeguarding-lead", team.organisation_id) is None
    other = staffing.make_team(db, "Not mine")
    client.get(f"/teams/{other.team_id}", status=404)
    client.post(f"/teams/{other.team_id}/lead", {"lead": ""}, status=404)


def test_who_leaves_a_team_or_the_role_is_no_longer_named(
    client: PageClient, db: Database, admin: Staff, team: Team
) -> None:
    worker = staffing.make_staff(db, team, name="Wo")
    client.get(f"/teams/{team.team_id}")
    client.submit({"lead": worker.staff_id}, form="form[action$=lead]")
    client.get(f"/staff/{worker.staff_id}")
    client.submit({"teams": []}, form=f"form[action='/staff/{worker.staff_id}']")
    assert find_lead(db, "team-lead", team.team_id) is None
    assert db.value("SELECT count(*) FROM appointment WHERE until IS NULL") == 0


def test_the_organisation_is_renamed(client: PageClient, db: Database, admin: Staff) -> None:
    client.get("/organisation")
    assert client.submit({"name": "Southside"}, form="form[action='/organisation']").heading == "Southside"
    client.submit({"name": ""}, form="form[action='/organisation']", status=422)
