"""Each category of the common list leads to a subject, and each spoke of a wheel is led to."""

from __future__ import annotations

from tests.builders import family_wheel, young_wheel
from wheel_app.directory.categories import OURS, categories, category_key, groups, subjects_of
from wheel_app.tools import SUBJECTS


def test_there_are_all_categories_of_the_common_list() -> None:
    common = {group: found for group, found in groups().items() if group != OURS}
    assert (len(common), sum(map(len, common.values()))) == (6, 43)


def test_each_category_leads_to_known_subjects() -> None:
    for key, subjects in categories().items():
        assert subjects, key
        assert set(subjects) <= set(SUBJECTS), key


def test_each_spoke_and_each_private_topic_is_covered() -> None:
    covered = {subject for subjects in categories().values() for subject in subjects}
    for tool in (family_wheel(), young_wheel()):
        asked = {topic.subject for topic in (*tool.topics, *tool.private_topics)}
        assert asked - covered == set()


def test_names_and_keys() -> None:
    assert category_key("Debt and welfare advice") == "debt-and-welfare-advice"
    assert category_key("Autistic Spectrum Disorder (ASD)") == "autistic-spectrum-disorder-asd"
    assert category_key("Beekeeping") is None
    assert subjects_of(("debt-and-welfare-advice", "money-benefits-and-housing", "beekeeping")) == ("housing", "money")
