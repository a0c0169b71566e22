"""Which letters the fonts of the plan hold, and what is printed in place of one that they do not."""

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

STAND_IN = "◌"

# Signs that only steer: a forced direction would turn round the words that follow, and nothing can print the rest.
_STEERING = re.compile("[\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# What the wheel itself puts round a name, so that a name of another script keeps its order.
_APART = re.compile("([\u2068\u2069])")
_GAPS = re.compile("[\t\r\n\u2028\u2029]+")


class Letters:
    """The letters of some font files together."""

    def __init__(self, fonts: Iterable[Path]) -> None:
        held = {code for font in fonts for code in _codes(font.read_bytes())}
        self.pattern = f"[{''.join(_ranges(held))}]"
        unknown = f"[^{self.pattern[1:]}"
        self._unknown = re.compile(f"{unknown}(?:{unknown}|[\u200d\ufe0f])*")

    def clean(self, text: str) -> str:
        """Return the text on one line, with `STAND_IN` for each run of letters that cannot be printed."""
        text = text.encode("utf-8", "surrogatepass").decode("utf-8", "ignore")
        text = _STEERING.sub("", _GAPS.sub(" ", unicodedata.normalize("NFC", text)))
        return self._unknown.sub(STAND_IN, text)

    def clean_drawing(self, drawing: str) -> str:
        """Return a drawing cleaned like a text; the isolates round its names stay."""
        return "".join(part if _APART.fullmatch(part) else self.clean(part) for part in _APART.split(drawing))

    def hold(self, text: str) -> bool:
        """Say whether every letter of the text can be printed."""
        return self._unknown.search(_STEERING.sub("", _GAPS.sub(" ", text))) is None


def _ranges(codes: set[int]) -> Iterator[str]:
    for code in sorted(codes):
        if code - 1 not in codes:
            start = code
        if code + 1 not in codes:
            yield f"\\U{start:08x}-\\U{code:08x}"


def _codes(font: bytes) -> Iterator[int]:
    """Read the character map of a TrueType font, in the one form (4) that the pinned fonts carry."""
    table = _character_map(font)
    (twice,) = struct.unpack_from(">H", table, 6)
    columns = [struct.unpack_from(f">{twice // 2}H", table, 14 + twice * i + (2 if i else 0)) for i in range(4)]
    for i, (end, start, delta, offset) in enumerate(zip(*columns, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                at = 16 + twice * 3 + 2 * i + offset + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", table, at)
            if (glyph and offset) or (glyph + delta) % 0x10000:
                yield code


def _character_map(font: bytes) -> bytes:
    (tables,) = struct.unpack_from(">H", font, 4)
    for i in range(tables):
        tag, _, start, length = struct.unpack_from(">4sLLL", font, 12 + 16 * i)
        if tag == b"cmap":
            maps = font[start : start + length]
            (count,) = struct.unpack_from(">H", maps, 2)
            (last,) = struct.unpack_from(">L", maps, 4 + 8 * (count - 1) + 4)
            return maps[last:]
    raise ValueError("This font has no character map. Install the fonts that package.json pins.")
