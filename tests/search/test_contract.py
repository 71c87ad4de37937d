"""What every engine must answer, and all of them alike."""

import pytest
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.base import FilterFieldError
from wagtail.search.query import MATCH_ALL, And, Boost, Fuzzy, Not, Or, Phrase, PlainText
from wagtail.search.utils import parse_query_string

from catalog.models import Record

from .conftest import DATABASES, GROUPS
from .pairs import PAIRS, TITLES

pytestmark = pytest.mark.django_db


def pks(results):
    return [obj.pk for obj in results]


@pytest.fixture
def find(engine):
    return lambda query: pks(engine.search(query, Record)[:60])


@pytest.mark.parametrize(("query", "wanted", "later"), PAIRS)
def test_query_finds_its_titles_first(find, query, wanted, later):
    found = find(query)
    assert set(wanted) <= set(found)
    rest = [found.index(number) for number in later if number in found]
    assert max(found.index(number) for number in wanted) < min(rest, default=999)


HOSTILE = [
    '国学"',
    "国学'",
    "国学%",
    "(国学)",
    "国学*",
    "国学 AND",
    "国学:",
    "国学\\",
    "NEAR(国学",
    "^国学",
    "国学!",
    "国学&|",
    "-国学",
    "国学\x00",
    "\u200b国学\ufeff",
    "国\ud800学",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_input_finds_what_was_meant(find, query):
    assert 1 in find(query)


EMPTY = ["", " ", '"', "'", "\x00", "\ud800", "，。", "!!", "\U0001f600", "“”《》"]
LONG = ["的", "a" * 300, "国" * 300, "国学 " * 5_000, '"' * 5_000, "a\x00" * 100_000]


@pytest.mark.parametrize("query", EMPTY)
def test_query_without_words_finds_nothing(engine, query):
    results = engine.search(query, Record)
    assert (list(results[:5]), results.count()) == ([], 0)
    assert list(engine.autocomplete(query, Record)[:5]) == []


@pytest.mark.parametrize("query", LONG)
def test_long_query_is_answered(engine, query):
    assert engine.search(query, Record).count() == len(engine.search(query, Record)[:60])
    list(engine.autocomplete(query, Record)[:5])


@pytest.mark.parametrize("query", [*HOSTILE, *EMPTY, *LONG])
def test_any_input_may_be_parsed_into_phrases(engine, query):
    list(engine.search(parse_query_string(query)[1], Record)[:5])


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("少", 1),
        ("少年", 1),
        ("国学", 1),
        ("guox", 1),
        ("guo xue", 1),
        ("shaonianguo", 1),
        ("sngx", 1),
        ("hlm", 4),
        ("hong lou m", 4),
        ("tens", 27),
        ("python编", 13),
        ("东城区图", 47),
    ],
)
def test_unfinished_word_is_completed(engine, typed, number):
    assert number in pks(engine.autocomplete(typed, Record)[:20])


def test_syllables_typed_apart_are_one_word(find):
    assert {4, 34} <= set(find("hong lou meng"))


def test_filters_are_part_of_the_search(engine, find):
    everywhere = find("图书馆")
    of_class = engine.search("图书馆", Record.objects.filter(clc_top="I"))
    assert set(pks(of_class)) == {number for number in everywhere if number % 2}
    assert of_class.count() == len(of_class)
    both = Record.objects.filter(clc_top__in=["I", "K"], audience=GROUPS[1])
    assert set(pks(engine.search("图书馆", both))) == {n for n in everywhere if n % 3 == 1}


def test_filter_without_tokens_is_checked_by_the_database(engine, find):
    recent = engine.search("图书馆", Record.objects.filter(year__gte=2024))
    assert set(pks(recent)) == {number for number in find("图书馆") if number >= 24}
    assert recent.count() == len(recent)
    facets = recent.facets(["clc_top"])
    assert sum(facets["clc_top"].values()) == len(recent)


def test_narrowing_asks_for_one_of_several_values(engine, find):
    everywhere = set(find("图书馆"))
    results = engine.search("图书馆", Record)
    assert set(pks(results.narrow(library_codes=["B1"]))) == {n for n in everywhere if n % 4 == 1}
    assert set(pks(results.narrow(library_codes=["B1", "B3"]))) == {n for n in everywhere if n % 2}
    assert results.narrow(library_codes=["B1"], clc_top=["K"]).count() == 0
    assert set(pks(results)) == everywhere
    with pytest.raises(FilterFieldError):
        results.narrow(title_pinyin=["x"])


def test_facets_count_every_hit(engine):
    results = engine.search("中国", Record)
    assert set(pks(results)) == {2, 45}
    facets = results.facets(["clc_top", "audience", "library_codes"])
    assert facets["clc_top"] == {"I": 1, "K": 1}
    assert facets["audience"] == {GROUPS[2]: 1, GROUPS[0]: 1}
    assert facets["library_codes"] == {"ALL": 2, "B2": 1, "B1": 1}
    assert results.facet("clc_top") == facets["clc_top"]
    assert engine.search('"', Record).facet("clc_top") == {}
    with pytest.raises(FilterFieldError):
        results.facet("publisher")


def test_slices_are_parts_of_one_order(engine):
    results = engine.search("图书馆", Record)
    everything = pks(results)
    assert pks(results[0:2]) + pks(results[2:4]) == everything[:4]
    assert results[1].pk == everything[1]
    assert results[2:].count() == len(everything) - 2
    scores = [obj.score for obj in results.annotate_score("score")]
    assert scores == sorted(scores, reverse=True)


def test_order_of_the_database_may_be_kept(engine, find):
    newest = Record.objects.order_by("-year")
    ordered = engine.search("图书馆", newest, order_by_relevance=False)
    assert pks(ordered) == sorted(find("图书馆"), reverse=True)
    unordered = engine.search("图书馆", Record.objects.order_by(), order_by_relevance=False)
    assert pks(unordered) == sorted(find("图书馆"), reverse=True)


def test_search_in_titles_only(engine):
    assert 1 in pks(engine.search("国学", Record, fields=["title"]))


def test_parts_of_a_query_combine(find):
    library = set(find("图书馆"))
    assert set(find(And([PlainText("图书馆"), Not(PlainText("国学"))]))) == library - {1}
    assert set(find(Or([PlainText("围城"), PlainText("溥仪")]))) == {56, 20}
    assert set(find(PlainText("围城 溥仪", operator="or"))) == {56, 20}
    assert set(find(Boost(PlainText("围城"), 2.0))) == {56}
    assert set(find(Fuzzy("围城"))) == {56}
    assert set(find(Phrase("第一图书馆"))) == {1}
    assert set(find(parse_query_string('国学 "第一图书馆"')[1])) == {1}
    assert 1 in find(And([PlainText("国学"), PlainText("!!")]))


def test_exclusion_alone_finds_the_rest(find):
    assert set(find(Not(PlainText("国学")))) == set(TITLES) - set(find("国学"))
    assert set(find(MATCH_ALL)) == set(TITLES)
    assert find(Not(MATCH_ALL)) == []
    assert set(find(Not(PlainText("!!")))) == set(TITLES)


def test_unknown_kind_of_query_is_refused(engine):
    with pytest.raises(NotImplementedError):
        list(engine.search(object(), Record))


def test_some_words_are_better_than_nothing(engine):
    results = engine.search("国学 完全不存在的词语", Record)
    assert 1 in pks(results)
    assert results.is_relaxed
    assert results.count() == len(results)
    assert not engine.search("国学", Record).is_relaxed
    again = engine.search("国学 完全不存在的词语", Record)
    assert (again.is_relaxed, again.count()) == (True, len(results))


def test_strict_search_drops_what_only_shares_characters(engine, find):
    assert 2 in find("国学")
    engine.match_mode = "strict"
    try:
        assert 2 not in find("国学")
        assert 1 in find("国学")
    finally:
        engine.match_mode = "recall"


def test_number_of_queries_does_not_grow(engine, django_assert_max_num_queries):
    list(engine.search("图书馆", Record)[:1])
    with django_assert_max_num_queries(4):
        results = engine.search("图书馆", Record)
        list(results[:20])
        results.count()


def test_changed_and_deleted_rows_follow(engine, find):
    record = Record.objects.get(pk=44)
    record.title = "和平鸽"
    engine.add(record)
    assert (44 in find("饭店"), 44 in find("和平鸽")) == (False, True)
    engine.delete(record)
    assert 44 not in find("和平鸽")
    engine.add(Record.objects.get(pk=44))
    assert 44 in find("饭店")


@pytest.mark.parametrize("engine", DATABASES, indirect=True)
def test_only_live_pages_are_found(engine, pages):
    results = engine.search("图书馆", Page.objects.live())
    assert {page.slug for page in results} == {"p1", "p23"}
    assert results.count() == 2
    assert engine.search("图书馆", Page.objects.live().not_exact_type(Page)).count() == 0
    assert engine.search("图书馆", Page.objects.none()).count() == 0


def test_rebuilding_brings_back_the_same(engine, find):
    before = find("图书馆")
    rebuilder = engine.rebuilder_class(engine.get_index_for_model(Record))
    index = rebuilder.start()
    index.add_model(Record)
    index.add_items(Record, list(Record.objects.all()))
    rebuilder.finish()
    assert find("图书馆") == before


def test_records_are_asked_of_the_catalogue(engine):
    """Whoever asks the default backend for records gets them from the one that holds them."""
    default = get_search_backend()
    assert not default.holds(Record)
    assert default.search("图书馆", Record).backend.holds(Record)
    assert default.autocomplete("图书馆", Record).backend.holds(Record)
