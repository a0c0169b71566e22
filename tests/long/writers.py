"""Many people at once, each saving as the page’s script does: one by one, each again until it is answered."""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from tests import visits
from tests.long.person import Person
from tests.support.opened import Page

BROKEN = (ConnectionError, asyncio.IncompleteReadError)
FIRST_TOPICS = 4


@dataclass
class Line:
    """One topic as its page holds it: where its form goes, what stands in it, and the last answer that was taken."""

    address: str
    fields: dict[str, str]
    seq: int = 0
    score: int = 50


@dataclass
class Save:
    """One answer on its way: its own id, what it says, and the place that the server gave it."""

    line: Line
    save_id: str
    score: int
    seq: int = 0

    def body(self) -> bytes:
        """What the script sends."""
        changing = {"save_id": self.save_id, "score": str(self.score), "seq": str(self.line.seq)}
        return urlencode({**self.line.fields, **changing, "how": "arc", "go": "save"}).encode()


@dataclass
class Writer:
    """Somebody with a draft who changes their mind again and again."""

    port: int
    cookie: str
    checkin_id: str
    lines: list[Line]
    taken: list[Save] = field(default_factory=list)
    pending: Save | None = None
    waits: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unanswered: int = 0
    turned_away: int = 0

    async def write(self, is_over: Callable[[], bool], *, again: bool = True) -> None:
        """Save until it is over. A line that breaks is opened anew where `again`, else that was all."""
        while not is_over():
            try:
                await self._write_on_one_line(is_over)
            except BROKEN:
                if not again:
                    return
                await asyncio.sleep(0)

    async def finish(self) -> None:
        """Send again what was never answered, and nothing else."""
        await self.write(lambda: self.pending is None)

    async def _write_on_one_line(self, is_over: Callable[[], bool]) -> None:
        """Save on one connection until the server says that it is the last time, or until it is over."""
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except ConnectionError:
            self.turned_away += 1
            raise
        is_new = stays = True
        try:
            while stays and not is_over():
                stays = await self._save(reader, writer, is_new=is_new)
                is_new = False
        finally:
            writer.close()

    async def _save(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_new: bool) -> bool:
        """Send one answer and hear what comes of it; whether the connection stays."""
        save = self.pending = self.pending or self._change_of_mind()
        begun = perf_counter()
        writer.write(self._request(save))
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            text = (await reader.readexactly(_number(head, b"\r\nContent-Length: "))).decode()
        except BROKEN:
            # On a line that never had an answer nobody may have listened yet.
            self.turned_away += is_new
            self.unanswered += not is_new
            raise
        self.waits.append(perf_counter() - begun)
        self._heard(save, head[9:12].decode(), text)
        return b"\r\nConnection: close" not in head

    def _heard(self, save: Save, status: str, text: str) -> None:
        place = text.partition('data-seq="')[2].partition('"')[0]
        if status != "200" or not place:
            self.refused.append(f"{status} {text[:300]}")
            return
        save.seq = save.line.seq = int(place)
        save.line.score = save.score
        self.taken.append(save)
        self.pending = None

    def _change_of_mind(self) -> Save:
        line = random.choice(self.lines)
        # Never the same twice running: saying again what stands already is no change.
        return Save(line, str(uuid.uuid4()), random.choice([score for score in range(1, 101) if score != line.score]))

    def _request(self, save: Save) -> bytes:
        body = save.body()
        head = (
            f"POST {save.line.address} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {self.cookie}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\nX-Save: 1\r\nSec-Fetch-Site: same-origin\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


def _number(head: bytes, name: bytes) -> int:
    return int(head.partition(name)[2].partition(b"\r\n")[0])


def begin(base: str, port: int) -> Writer:
    """Somebody who has come to the small wheel by the pages, and has its topics open."""
    with closing(Person(base)) as person:
        page = person.begin()
        checkin_id = visits.shown_checkin(person)
        addresses = []
        for _ in range(FIRST_TOPICS):
            addresses.append(_line_of(page).address)
            page = visits.answer(person)
        lines = [_line_of(person.get(address)) for address in addresses]
        return Writer(port, person.cookie, checkin_id, lines)


def _line_of(page: Page) -> Line:
    form = page.form(visits.TOPIC)
    fields = {one.get("name"): one.get("value") for one in form.all("input[type=hidden]")}
    return Line(form.get("action"), fields, int(fields["seq"]))


def write_all(writers: list[Writer], is_over: Callable[[], bool], *, again: bool = True) -> None:
    """Let all of them save at once until it is over."""
    _run(writer.write(is_over, again=again) for writer in writers)


def finish_what_was_under_way(writers: list[Writer]) -> None:
    """Send again what was never answered, unchanged, as the page's script does."""
    _run(writer.finish() for writer in writers)


def _run(work: Iterable[Coroutine[Any, Any, object]]) -> None:
    async def together() -> None:
        await asyncio.gather(*work)

    # The browser of other tests leaves a loop running in this thread.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(lambda: asyncio.run(together())).result()
