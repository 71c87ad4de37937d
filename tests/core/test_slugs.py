import pytest

from portal.core.slugs import MAX_LENGTH, pinyin_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("冬至诗会", "dong-zhi-shi-hui"),
        ("2026 冬季共读", "2026-dong-ji-gong-du"),
        ("English Story Time", "english-story-time"),
        ("“春节”开放时间（一）", "chun-jie-kai-fang-shi-jian-yi"),
        ("……", ""),
        ("", ""),
    ],
)
def test_titles_become_addresses(title, slug):
    assert pinyin_slug(title) == slug


@pytest.mark.parametrize("title", ["图书馆" * 40, "a" * 200])
def test_long_titles_are_cut(title):
    assert 0 < len(pinyin_slug(title)) <= MAX_LENGTH


def test_long_titles_are_cut_between_syllables():
    assert pinyin_slug("图书馆" * 40).endswith("-guan") or pinyin_slug("图书馆" * 40).endswith(
        "-shu"
    )
