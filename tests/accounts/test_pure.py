import pytest
from django.utils import translation

from portal.accounts.ages import age_label
from portal.accounts.consent_text import Block, blocks


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (0, "0 months"),
        (1, "1 month"),
        (11, "11 months"),
        (12, "1 year"),
        (14, "1 year and 2 months"),
        (35, "2 years and 11 months"),
        (40, "3 years"),
    ],
)
def test_age_is_said_as_people_say_it(months, words):
    with translation.override("en"):
        assert age_label(months) == words


def test_consent_text_is_read_as_headings_lists_and_paragraphs():
    text = "# 用途\n我们用它：\n- 报名\n- 通知\n\n第二段\n第二行\n\n<b>"
    assert blocks(text) == [
        Block("heading", ("用途",)),
        Block("paragraph", ("我们用它：",)),
        Block("list", ("报名", "通知")),
        Block("paragraph", ("第二段", "第二行")),
        Block("paragraph", ("<b>",)),
    ]


def test_empty_consent_text_has_no_blocks():
    assert blocks("\n\n") == []
