import pytest

from catalog.pinyin import sort_key


@pytest.mark.parametrize(
    ("title", "volume", "key"),
    [
        ("红楼梦", "上", "hong lou meng 01"),
        ("《论语》译注", "", "lun yu yi zhu"),
        ("重庆森林", "", "chong qing sen lin"),
        ("平凡的世界", "第三部", "ping fan de shi jie 03"),
        ("史记", "第12册", "shi ji 012"),
        ("辞海", "语词分册", "ci hai yu ci fen"),
        ("Emma", "", "emma"),
        ("1984", "", "1984"),
        ("！？", "", ""),
    ],
)
def test_sort_key(title, volume, key):
    assert sort_key(title, volume) == key


def test_sort_key_fits_its_column():
    assert len(sort_key("长" * 500, "卷" * 500)) <= 200
