import pytest

from portal.demo import markup

TEXT = """
## 在哪儿

任何一座馆，
都可以。

- 成人
- 孩子 <b>

> 没人赶你走。
> — 一位读者

! 注意
! 周一下午开。

| 借多少 |
| 卡 | 册 |
| 成人 | 20 |
"""


def test_text_becomes_blocks_in_order():
    assert [block["type"] for block in markup.stream(TEXT)] == ["text", "quote", "callout", "table"]


def test_running_text_stands_in_one_block_and_is_escaped():
    text = markup.stream(TEXT)[0]["value"]
    assert text == (
        "<h2>在哪儿</h2><p>任何一座馆， 都可以。</p><ul><li>成人</li><li>孩子 &lt;b&gt;</li></ul>"
    )


def test_quotation_box_and_table_have_their_parts():
    _text, quote, callout, table = (block["value"] for block in markup.stream(TEXT))
    assert quote == {"text": "没人赶你走。", "source": "一位读者"}
    assert callout == {"kind": "info", "title": "注意", "text": "<p>周一下午开。</p>"}
    assert table["caption"] == "借多少"
    assert [column["heading"] for column in table["columns"]] == ["卡", "册"]
    assert table["rows"] == [{"values": ["成人", "20"]}]


def test_pairs_go_through_both_texts_side_by_side():
    pairs = dict(markup.pairs("一\n\n- 二\n- 三", "one\n\n- two\n- three"))
    assert pairs == {"一": "one", "二": "two", "三": "three"}


@pytest.mark.parametrize("english", ["one", "one\n\n- two", "- one\n\ntwo"])
def test_pairs_of_texts_that_differ_in_build_are_refused(english):
    with pytest.raises(ValueError):  # noqa: PT011 - zip has words of its own
        list(markup.pairs("一\n\n二", english))
