"""The search engine against Wagtail's own on the same records in the same database.

Three engines answer the same stream of words, one after the other: Wagtail's database backend,
ours on the same database, and ours on Tantivy. CPU time of this process is measured (for
PostgreSQL: time on the clock, since the server works too). Words are those that both find: whole
names that punctuation sets apart. What only ours finds is the recall, on hand-made titles.

SIZE=20000 for a larger catalogue (Wagtail's own then takes minutes), ENGINE=postgresql for a
throw-away cluster instead of SQLite.
"""

import contextlib
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import harness
from tests.pg_cluster import cluster

SIZE = int(os.environ.get("SIZE", "5000"))
ENGINE = os.environ.get("ENGINE", "sqlite")
BATCH = 2_000
SEED = 20240607

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂华建国文辉力玲兰红云峰志海波宁欣怡"
VOCABULARY = {
    "topics": """
        国学 经济 历史 北京 儿童 文学 科学 人工智能 图书馆 京剧 书法 绘画 哲学 教育 心理
        医学 植物 动物 天文 地理 数学 物理 化学 建筑 园林 民俗 饮食 服饰 旅行 摄影 音乐
        舞蹈 电影 戏剧 诗词 小说 散文 传记 童话 神话 考古 文物 碑帖 篆刻 陶瓷 丝绸 茶道
        棋艺 武术 中医 养生 法律 政治 军事 外交 贸易 金融 管理 营销 网络 程序 数据 机器
        能源 环境 海洋 气象 农业 林业 水利 交通 航空 桥梁 城市 乡村 社区
    """,
    "endings": "概论 研究 入门 读本 故事 手册 全集 选集 原理 讲座 导论 文集 词典 史 图解",
    "publishers": """
        人民文学出版社 商务印书馆 中华书局 机械工业出版社 科学出版社 三联书店
        少年儿童出版社 美术出版社
    """,
}
TOPICS, ENDINGS, PUBLISHERS = (words.split() for words in VOCABULARY.values())


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder, database(folder) as url:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "PORTAL_STATE_DIR": folder,
            "DATABASE_URL": url,
        }
        import django  # noqa: PLC0415 (the environment is made first)

        django.setup()
        report(measure(folder))


@contextlib.contextmanager
def database(folder: str) -> Iterator[str]:
    if ENGINE == "postgresql":
        with cluster() as url:
            yield url
    else:
        yield f"sqlite:///{folder}/search.sqlite3"


def measure(folder: str) -> dict[str, dict[str, float]]:
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from wagtail.search.backends import get_search_backend  # noqa: PLC0415

    from catalog.models import Record  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    print(f"{SIZE:,} records on {connection.vendor}", flush=True)
    rng = random.Random(SEED)
    for start in range(0, SIZE, BATCH):
        rows = [record(Record, rng, number) for number in range(start, min(start + BATCH, SIZE))]
        Record.objects.bulk_create(rows)
    backends = {
        "stock": ("modelsearch.backends.database", {}),
        "ours": ("search.engine.backends.database", {"MODELS": ["catalog.Record"]}),
        "tantivy": (
            "search.engine.backends.tantivy",
            {"MODELS": ["catalog.Record"], "PATH": f"{folder}/index"},
        ),
    }
    figures = {}
    for name, (path, options) in backends.items():
        print(f"  {name} …", flush=True)
        figures[name] = figures_of(get_search_backend(path, **options), Record)
    return figures


def record(model: type, rng: random.Random, number: int) -> Any:
    topics = [TOPICS[min(int(rng.paretovariate(0.6)) - 1, len(TOPICS) - 1)] for _ in range(3)]
    given = "".join(rng.choices(GIVEN, k=2))
    return model(
        record_id=str(number),
        title=topics[0] + topics[1] + rng.choice(ENDINGS),
        authors_text=f"{rng.choice(SURNAMES)}{given}",
        publisher=PUBLISHERS[min(int(rng.paretovariate(0.9)) - 1, len(PUBLISHERS) - 1)],
        subjects=topics[1:],
        year=1980 + number % 45,
        clc=f"I{number % 900}.{number % 90}",
        clc_top="I",
    )


def figures_of(backend: Any, model: Any) -> dict[str, float]:
    figures = {"recall": recall(backend, model)}
    clear(backend)
    started = clock()
    for start in range(0, SIZE, BATCH):
        backend.add_bulk(model, list(model.objects.order_by("pk")[start : start + BATCH]))
    figures["records_per_second"] = SIZE / (clock() - started)
    times = sorted(timed(partial(page, backend, model, words)) for words in queries())
    figures["p50"] = statistics.median(times)
    figures["p95"] = times[int(len(times) * 0.95)]
    saved = model.objects.first()
    figures["save"] = statistics.median(timed(lambda: backend.add(saved)) for _ in range(5))
    clear(backend)
    return figures


def clear(backend: Any) -> None:
    for index in backend.all_indexes():
        index.reset()


def recall(backend: Any, model: Any) -> float:
    """The share of titles that are found among those that answer a query."""
    from tests.search.pairs import PAIRS, TITLES  # noqa: PLC0415

    made = [model(record_id=f"pair-{key}", title=title) for key, title in TITLES.items()]
    made = model.objects.bulk_create(made)
    backend.add_bulk(model, made)
    numbers = {obj.pk: int(obj.record_id.removeprefix("pair-")) for obj in made}
    wanted = found = 0
    for query, titles, _later in PAIRS:
        hits = {numbers[obj.pk] for obj in backend.search(query, model) if obj.pk in numbers}
        wanted += len(titles)
        found += len(hits & set(titles))
    for obj in made:
        backend.delete(obj)
    model.objects.filter(pk__in=numbers).delete()
    return found / wanted


def queries() -> list[str]:
    """Subjects, publishers and pairs of them: from a handful of hits to a third of all records."""
    rng = random.Random(SEED)
    single = [*TOPICS, *PUBLISHERS]
    return [*single, *(" ".join(rng.sample(single, 2)) for _ in range(40))]


def page(backend: Any, model: Any, words: str) -> None:
    results = backend.search(words, model)
    list(results[:20])
    results.count()


def clock() -> float:
    return time.perf_counter() if ENGINE == "postgresql" else time.process_time()


def timed(work: Callable[[], None]) -> float:
    started = clock()
    work()
    return (clock() - started) * 1_000


def report(figures: dict[str, dict[str, float]]) -> None:
    rows = {
        "recall": "titles found of those that answer (109)",
        "p50": "page of 20 with its count, median, ms",
        "p95": "… 95th percentile, ms",
        "save": "one record saved, ms",
        "records_per_second": "records indexed a second",
    }
    print(f"\n{'':42}{'stock':>10}{'ours':>10}{'tantivy':>10}")
    for key, name in rows.items():
        values = "".join(f"{figures[engine][key]:>10,.2f}" for engine in figures)
        print(f"{name:42}{values}")
    stock, ours, tantivy = figures["stock"], figures["ours"], figures["tantivy"]
    harness.result(
        "search",
        engine=ENGINE,
        size=SIZE,
        recall=f"{ours['recall']:.3f}",
        recall_stock=f"{stock['recall']:.3f}",
        page_ms_p95=f"{ours['p95']:.1f}",
        times_stock=f"{stock['p95'] / ours['p95']:.1f}",
        tantivy_page_ms_p95=f"{tantivy['p95']:.1f}",
        tantivy_times_stock=f"{stock['p95'] / tantivy['p95']:.1f}",
        save_times_stock=f"{stock['save'] / ours['save']:.1f}",
    )
    if min(ours["recall"], tantivy["recall"]) < 1 or ours["p95"] > 1.5 * stock["p95"]:
        sys.exit("under the bar: all titles are found, and a page costs about as Wagtail's or less")


if __name__ == "__main__":
    main()
