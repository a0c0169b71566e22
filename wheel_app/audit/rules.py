"""What an audit row is made of, which words it may use, and how one hangs on the one before."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass

SYSTEM = "system"
# Stands before the first row of each chain.
NOTHING = "0" * 64
LONGEST = 100
# Ids, short codes and moments. Names, tokens and lines of a log do not look like this.
_WORD = r"[a-z0-9]+(?:[-_.:=][a-z0-9]+)*"
_CODE = re.compile(rf"{_WORD}|\*|\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{6}}Z")
_CHAIN = re.compile(rf"(?:owner|family):{_WORD}|system")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")

# Each thing that is written down, and what it means. docs/audit.md says the same to whoever reads the log.
ACTIONS: dict[str, str] = {
    "signed-in": "someone signed in, or a person came back to what is theirs",
    "sign-in-failed": "a sign-in was refused",
    "signed-out": "a sign-in ended; the code says how",
    "refused": "a signed-in person asked for what is not theirs to see",
    "role-changed": "a member of staff was given another role, team or appointment",
    "staff-made": "a member of staff was added",
    "staff-closed": "a member of staff was closed and can no longer sign in",
    "factor-reset": "the second factor of a member of staff was taken away, to be set up anew",
    "password-changed": "a member of staff chose another password",
    "pin-changed": "a member of staff chose another PIN",
    "recovery-codes-made": "a member of staff was given new recovery codes; the old ones stopped working",
    "place-changed": "an organisation or a team was made, renamed or closed; the code says which and what",
    "device-registered": "a hub device was registered",
    "device-revoked": "a hub device was revoked",
    "looked": "a member of staff was shown a record of a person or a family",
    "shared": "a person let somebody see what is theirs",
    "withdrew": "a person stopped sharing",
    "break-glass": "a member of staff opened a record in an emergency, with a reason",
    "break-glass-refused": "an emergency opening was refused",
    "safeguarding-share": "something was shared without consent to keep somebody safe, with a reason",
    "household-asked": "adults of a household were asked whether a team may see its record, or it paused",
    "household-said": "an adult of a household answered, or it was ended; the code says what became of it",
    "log-hidden": "for their safety a person’s page says nothing of who looked, with a reason",
    "log-shown": "a person’s page says again who looked",
    "handed-over": "a member of staff handed a device over",
    "taken-back": "a member of staff took a device back",
    "family-made": "a family’s record was begun",
    "family-closed": "work with a family was closed; the family keeps its ways in and its contact",
    "family-reopened": "work with a family was taken up again",
    "families-linked": "two families were linked, or the link was ended; the code says which",
    "team-changed": "a team began or ended its work with a family",
    "member-added": "somebody was put into a family’s record",
    "relation-changed": "who is what to whom in a family was set, changed or taken away",
    "noted": "a member of staff wrote a note; the code says who may read it",
    "joined": "a person joined a family’s record",
    "left-record": "a person’s link to a family’s record was taken away, by themselves or by staff",
    "disputed": "a person said that something in a family’s record about them is not right",
    "dispute-settled": "a member of staff looked into what a person said is not right",
    "invited": "a member of staff invited a person to join",
    "code-reissued": "a lost code was given anew, face to face",
    "level-changed": "a family’s level of need was set or changed",
    "coordinator-changed": "a family’s coordinator was chosen or changed",
    "corrected": "something in a record was put right; the old value is kept",
    "silenced": "a loss or a change about somebody of a family was noted; the codes say how many know of it",
    "silence-changed": "what was noted of a loss or a change was put right or added to",
    "silence-ended": "everything speaks again about somebody; the code says why",
    "moving-on": "it was written down who moves on, or that the next worker has taken over; the code says which",
    "counted": "the visits of a month or a quarter were counted for an organisation;"
    " the codes are the first day and the last",
    "visit-put-right": "something of a finished visit was put right, or it was taken back; the codes say what",
    "visit-begun": "a visit to a family was begun; the codes say how and at which point",
    "visit-joined": "another member of staff joined a visit that goes on",
    "visit-finished": "a visit to a family was finished",
    "visit-cancelled": "a visit was called off, with a reason",
    "sheets-printed": "sheets to fill in with a pen were printed; the codes say which and how many",
    "strip-typed": "the strip of a sheet was typed in",
    "strip-differed": "a strip was typed in a second time with other content, and refused",
    "strip-taken-back": "a strip that was typed in wrongly was taken back; the codes say what was wrong",
    "exported": "a copy of what is held about a person was made",
    "erased": "what was held about a person or a family was erased",
    "purged": "a round erased those whose time was over and who had kept nothing; the code says how many",
    "hold-set": "a legal hold was set: nothing of this may be erased",
    "hold-lifted": "a legal hold was lifted",
    "purge-listed": "a list was made of what has been kept for its time",
    "purge-confirmed": "a second member of staff confirmed a list, and what is on it was erased",
    "feed-added": "a feed of services was added",
    "feed-closed": "a feed is read no more",
    "feed-reopened": "a feed that was closed is read again",
    "feed-run": "a run of a feed was begun, or gone on with; the code says at which page",
    "feed-run-ended": "a run of a feed ended, was held or stopped; the codes say what became of its rows",
    "feed-decided": "somebody decided about a run that was held; the code says what became of the entries",
    "anchored": "all chains were walked; the code is the digest of where each of them ended",
}


@dataclass(frozen=True)
class AuditRow:
    """One thing that was done. `codes` say more about it; `row_hash` covers all before it in the chain."""

    chain: str
    seq: int
    at: str
    actor: str
    role: str
    action: str
    about: str | None
    codes: tuple[str, ...]
    before_hash: str
    row_hash: str = ""


@dataclass(frozen=True)
class Broken:
    """What is wrong and where: `altered`, `parted`, `missing`, `cut-off`, `heads-altered` or `unguarded`."""

    chain: str
    seq: int
    what: str


def chain_of_owner(owner_id: str) -> str:
    """Return the chain of what is done about one person."""
    return f"owner:{owner_id}"


def chain_of_family(family_id: str) -> str:
    """Return the chain of what is done about one family."""
    return f"family:{family_id}"


def mark(key: bytes, text: str) -> str:
    """Return 32 hex digits that stand for a text, such as an address: the same each time, and no way back to it."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:32]


def refuse_unfit(row: AuditRow) -> None:
    """Raise ValueError unless a row is made of ids, codes and moments, and its action is a known one."""
    if row.action not in ACTIONS:
        raise ValueError(f"{row.action!r} is no action of the audit.")
    if not _CHAIN.fullmatch(row.chain) or not _MOMENT.fullmatch(row.at):
        raise ValueError("An audit row needs a chain and a moment in UTC.")
    for text in (row.chain, row.actor, row.role, row.about, *row.codes):
        if text is not None and not is_fit(text):
            raise ValueError("An audit row holds ids and short codes alone.")


def is_fit(text: str) -> bool:
    """Whether a text looks like an id, a code or a moment."""
    return len(text) <= LONGEST and bool(_CODE.fullmatch(text))


def hash_of(row: AuditRow) -> str:
    """Return the hash over every field of a row but the hash itself, and so over all rows before it."""
    return hashlib.sha256(json.dumps(astuple(row)[:-1]).encode()).hexdigest()


def faults(rows: Iterable[AuditRow]) -> Iterator[tuple[AuditRow, tuple[Broken, ...]]]:
    """Give each row, in the order of chains and numbers, with what is wrong at its place."""
    before: AuditRow | None = None
    for row in rows:
        last = before if before is not None and before.chain == row.chain else None
        yield row, tuple(_faults(row, last))
        before = row


def _faults(row: AuditRow, last: AuditRow | None) -> Iterator[Broken]:
    expected = last.seq + 1 if last else 1
    if row.seq != expected:
        yield Broken(row.chain, expected, "missing")
    elif row.before_hash != (last.row_hash if last else NOTHING):
        yield Broken(row.chain, row.seq, "parted")
    if row.row_hash != hash_of(row):
        yield Broken(row.chain, row.seq, "altered")
