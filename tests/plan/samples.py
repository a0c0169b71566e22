"""Plans to print, in English and in Urdu."""

from dataclasses import dataclass

from jinja2 import Environment, FileSystemLoader

from wheel_app.plan.document import SOFT_INK, PlanDocument, PlanGoal, PlanHeadings, PlanHelper, PlanReading
from wheel_app.plan.pdf import PROJECT
from wheel_app.tools.geometry import Spoke, draw_wheel

COLOURS = (
    "#006b6b", "#368fae", "#2c5e8e", "#737ebc", "#634d88", "#a36e9e",
    "#834b14", "#a37c35", "#635d0c", "#708f50", "#2d693d", "#3d967a",
)  # fmt: skip
SCORES = (62, 38, 45, 70, 41, 77, 66, 52, 58, 34, 49, 73)


@dataclass(frozen=True)
class Words:
    """The texts that differ between the languages."""

    topics: tuple[str, ...]
    own_topic: str
    left_out: str
    bands: tuple[str, ...]
    steps: tuple[str, ...]
    whos: tuple[str, ...]
    whens: tuple[str, ...]
    helpers: tuple[PlanHelper, ...]
    title: str
    made_on: str
    wheel: str
    number: str
    headings: PlanHeadings


ENGLISH = Words(
    topics=(
        "Our home", "Money and bills", "Work and training", "Bodies and health", "Mood and worries",
        "Growing and playing", "Nursery and school", "Days and nights", "Being a parent", "People around us",
        "Our area", "Hopes and plans",
    ),
    own_topic="Our dog",
    left_out="Left out",
    bands=("Really hard just now", "A struggle", "Up and down", "Mostly all right", "Going well"),
    steps=(
        "Make a list of what comes in and what goes out.",
        "Go to stay and play once, with Sam from next door.",
        "Ring the surgery and ask for a long visit.",
    ),
    whos=("Me", "Me and Sam", "Me"),
    whens=("Before I come back", "Next Tuesday", "Before I come back"),
    helpers=(
        PlanHelper("Money talk at the hub", "Free, any weekday", "0161 496 0101", "example.org/money"),
        PlanHelper("Stay and play", "Under fives, Tuesday 10 to 12", "+44 161 496 0103"),
    ),
    title="My plan",
    made_on="Made on 20 November 2026",
    wheel="A wheel with 12 topics. The list says the same in words.",
    number="Your number today is 55. It rests on 12 topics.",
    headings=PlanHeadings(
        readings="Where I am with each topic", topic="Topic", value="My mark",
        goals="What I would like to change first", step="My first step", who="Who", when="When",
        helpers="Who can help here", works="Going well already",
        not_printed="◌ stands for a sign that this page cannot print.", page="Page {page} of {pages}",
    ),
)  # fmt: skip

URDU = Words(
    topics=(
        "ہمارا گھر", "پیسے اور بل", "کام اور تربیت", "جسم اور صحت", "موڈ اور فکریں", "بڑھنا اور کھیلنا",
        "نرسری اور اسکول", "دن اور رات", "ماں باپ ہونا", "ہمارے آس پاس کے لوگ", "ہمارا علاقہ", "امیدیں اور ارادے",
    ),
    own_topic="ہمارا کتا",
    left_out="چھوڑ دیا",
    bands=("ابھی بہت مشکل", "مشکل", "کبھی اچھا کبھی برا", "زیادہ تر ٹھیک", "اچھا چل رہا ہے"),
    steps=(
        "آمدنی اور خرچ کی فہرست بنائیں۔",
        "پڑوس کے سام کے ساتھ ایک بار کھیل کے گروپ میں جائیں۔",
        "ڈاکٹر کو 0161 496 0107 پر فون کریں اور لمبی ملاقات مانگیں۔",
    ),
    whos=("میں", "میں اور سام", "میں"),
    whens=("دوبارہ آنے سے پہلے", "اگلے منگل", "دوبارہ آنے سے پہلے"),
    helpers=(
        PlanHelper("ہب میں مالی مشورہ", "مفت، ہفتے کے ہر دن", "0161 496 0101", "example.org/money"),
        PlanHelper("Stay and play", "پانچ سال سے کم، منگل 10 سے 12", "+44 161 496 0103"),
    ),
    title="میرا منصوبہ",
    made_on="20 نومبر 2026 کو بنایا گیا",
    wheel="بارہ موضوعات کا پہیہ۔ فہرست یہی لفظوں میں بتاتی ہے۔",
    number="آج آپ کا نمبر 55 ہے۔ یہ 12 موضوعات پر ہے۔",
    headings=PlanHeadings(
        readings="ہر موضوع میں میں کہاں ہوں", topic="موضوع", value="میرا نمبر",
        goals="میں پہلے کیا بدلنا چاہوں گا", step="میرا پہلا قدم", who="کون", when="کب",
        helpers="یہاں کون مدد کر سکتا ہے", works="جو پہلے سے ٹھیک چل رہا ہے",
        not_printed="◌ اس نشان کی جگہ ہے جو یہاں چھپ نہیں سکتا۔", page="صفحہ {page}، کل {pages}",
    ),
)  # fmt: skip


def make_plan(words: Words = ENGLISH, **changes: object) -> PlanDocument:
    """Return a full plan: twelve topics and one of their own, three goals, with two, one and no helpers."""
    marks = [PlanReading(label, mark(words, score)) for label, score in zip(words.topics, SCORES, strict=True)]
    helpers = (words.helpers, words.helpers[1:], ())
    plan = {
        "language": "en" if words is ENGLISH else "ur",
        "direction": "ltr" if words is ENGLISH else "rtl",
        "title": words.title,
        "made_on_text": words.made_on,
        "wheel_svg": draw(words),
        "wheel_description": words.wheel,
        "number_text": words.number,
        "readings": (*marks, PlanReading(words.own_topic, words.left_out)),
        "goals": tuple(
            PlanGoal(words.topics[topic], words.steps[i], words.whos[i], words.whens[i], helpers[i], COLOURS[topic])
            for i, topic in enumerate((1, 9, 4))
        ),
        "works": (words.topics[5], words.topics[11], words.topics[3]),
        "headings": words.headings,
    }
    return PlanDocument(**(plan | changes))


def mark(words: Words, score: int) -> str:
    """Return a mark as the list tells it: in words where a band was tapped, else with its number."""
    band = words.bands[(score - 1) // 20]
    return band if score == 70 else f"{score} · {band}"


def draw(words: Words) -> str:
    """Return the wheel as the app itself draws it."""
    topics = zip((*words.topics, words.own_topic), (*COLOURS, SOFT_INK), (*SCORES, None), strict=True)
    spokes = [Spoke(label, label, colour, score) for label, colour, score in topics]
    templates = Environment(loader=FileSystemLoader(PROJECT / "templates"), autoescape=True)
    wheel = templates.get_template("components/wheel.html").module.wheel
    return str(wheel(draw_wheel(spokes, centre="55", rtl=words is URDU), words.wheel)).strip()
