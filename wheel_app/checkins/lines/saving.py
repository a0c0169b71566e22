"""Saving lines, one or all of a page, whoever’s page it is."""

from __future__ import annotations

from collections.abc import Mapping

from wheel_app.checkins.actions import Place, UnknownCheckin, save_answer
from wheel_app.checkins.checkin import Clash, Filling
from wheel_app.checkins.lines.forms import LineForm, Sheet
from wheel_app.checkins.reading import read_filling
from wheel_app.storage import Database
from wheel_app.tools import Library

ONE = "line"


def save_lines(
    db: Database,
    library: Library,
    owner_id: str,
    checkin_id: str,
    sent: Mapping[str, str],
    *,
    at: str,
    filling: Filling | None = None,
) -> Sheet:
    """Save what was sent of a scale or checklist, each line as an answer of its own; return its lines as they stand.

    `sent` holds the fields of LineForm; with a field `line` that one alone is saved, as the script asks. A line that
    says what the page had shown is left as it is. What could not be taken stands at its line (`wrong`, `clashes`) and
    everything else is kept. Raises UnknownCheckin, also for a line that is not asked, and AlreadyFinished.
    `filling` is what was just read of it, where that is at hand.
    """
    filling = filling or read_filling(db, library, owner_id, checkin_id)
    if filling is None or filling.tool.is_wheel:
        raise UnknownCheckin(checkin_id)
    sheet = _sent(filling, sent)
    keys = [sent[ONE]] if ONE in sent else list(sheet.forms)
    for key in keys:
        if key not in sheet.forms:
            raise UnknownCheckin(key)
        _save(db, owner_id, filling, sheet.forms[key], at=at)
    return sheet


def _sent(filling: Filling, sent: Mapping[str, str]) -> Sheet:
    lines = filling.in_tool_order
    return Sheet(
        filling,
        {
            line.key: LineForm.sent(line, sent)
            if f"save_id.{line.key}" in sent
            else LineForm.showing(line, filling.answers.get(line.key))
            for line in lines
        },
    )


def _save(db: Database, owner_id: str, filling: Filling, form: LineForm, *, at: str) -> None:
    if form.is_untouched:
        return
    given = form.given(filling.tool)
    if given is None:
        return
    where = Place(filling.checkin.checkin_id, form.line.key, filling.tool)
    outcome = save_answer(db, owner_id, where, given, save_id=form.named_save, seen_seq=form.seen_seq, at=at)
    if isinstance(outcome, Clash):
        form.show_clash(outcome.standing)
    else:
        form.seq, form.shown = str(outcome.seq), form.mark
