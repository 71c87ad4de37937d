import pytest

from catalog.citation import gb7714
from tests.factories.catalog import RecordFactory


def record(**values):
    return RecordFactory.build(
        title="百年孤独", place="海口", publisher="某社", year=2011, **values
    )


def people(*names, role="著", is_main=True):
    return [{"name": name, "role": role, "is_main": is_main} for name in names]


def test_translator_stands_after_the_title():
    creators = people("加西亚·马尔克斯") + people("范晔", role="译", is_main=False)
    assert gb7714(record(creators=creators)) == (
        "加西亚·马尔克斯. 百年孤独[M]. 范晔, 译. 海口: 某社, 2011."
    )


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["甲", "乙", "丙"], "甲, 乙, 丙. "),
        (["甲", "乙", "丙", "丁"], "甲, 乙, 丙, 等. "),
        (["A", "B", "C", "D"], "A, B, C, et al. "),
        ([], ""),
    ],
)
def test_more_than_three_names_are_cut(names, shown):
    assert gb7714(record(creators=people(*names))).startswith(f"{shown}百年孤独[M]")


def test_what_is_missing_is_left_out():
    assert gb7714(RecordFactory.build(title="无名")) == "无名[M]."


def test_subtitle_volume_and_edition_have_their_places():
    text = gb7714(record(subtitle="插图本", volume="上", edition="第2版"))
    assert text == "百年孤独: 插图本: 上[M]. 第2版. 海口: 某社, 2011."
