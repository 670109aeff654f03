"""The figures of `million` as a page, and what was aimed at."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bench import calls
from bench.definition import Figures, markdown_table
from bench.kinds import CLASSIFY, MODEL
from bench.load import percentile

UNINDEXED, FILTERS = "a search without indexes", "totals in one pass of FILTERs"


def report(figures: Figures) -> Sequence[str]:
    few, many = figures["few"], figures["many"]
    return [
        f"{many['tickets']:,} tickets, made in {many['made_in_s']} s, and {few['tickets']:,}. "
        f"One client, median of several calls. The emptiest answer of the same server takes "
        f"{many['hello_ms']} ms. Bare SQL is the best of as many runs.",
        _reads_table(few, many),
        *(show(figures[name]) for name, show in OTHERS.items() if name in figures),
    ]


def _reads_table(few: Mapping[str, Any], many: Mapping[str, Any]) -> str:
    rows = [
        [
            name,
            _ms(read),
            _ms(few["reads"][name]),
            f"{read['sql_ms']} ms",
            f"{read['first_ms']} ms",
            f"{read['server_cpu_ms']} + {read['database_cpu_ms']} ms",
            str(read["queries"]),
            f"{read['pages']:,} ({few['reads'][name]['pages']:,})",
        ]
        for name, read in many["reads"].items()
    ]
    heading = [
        "",
        f"of {many['tickets']:,}",
        f"of {few['tickets']:,}",
        "bare SQL",
        "the first call",
        "CPU: server + database",
        "queries",
        "pages touched",
    ]
    return markdown_table([heading, *rows])


def _ms(read: Mapping[str, Any]) -> str:
    return f"{read['ms']} ms, {rows} rows" if (rows := read.get("rows")) else f"{read['ms']} ms"


def _baselines(baselines: Mapping[str, float]) -> str:
    return f"What it is compared with: {', '.join(f'{name} {ms} ms' for name, ms in baselines.items())}."


def _at_once_table(at_once: Mapping[str, Any]) -> str:
    clients = list(next(iter(at_once.values())))
    rows = [
        [name, *(f"{by[n]['p50_ms']} / {by[n]['p95_ms']} ms, {by[n]['per_second']}/s" for n in clients)]
        for name, by in at_once.items()
    ]
    return markdown_table([["p50 / p95, calls a second", *(f"{n} clients" for n in clients)], *rows])


def _plain_table(plain: Mapping[str, Any]) -> str:
    rows = [
        [name, f"{found['per_second']}/s", f"{found['server_cpu_ms']} + {found['database_cpu_ms']} ms"]
        for name, found in plain["servers"].items()
    ]
    heading = [f"newest page, {plain['clients']} clients", "pages a second", "CPU: server + database"]
    return markdown_table([heading, *rows])


def _writers_table(writers: Mapping[str, Any]) -> str:
    rows = [
        [name, *(f"{found[kind]['p50_ms']} / {found[kind]['p95_ms']} ms" for kind in ("alone", "among"))]
        for name, found in writers["paces"].items()
    ]
    heading = [f"p50 / p95 of {writers['readers']} readers", "alone", "among as many writers"]
    return markdown_table([heading, *rows])


def _queue(queue: Mapping[str, Any]) -> str:
    return (
        f"The worker takes a ticket in {queue['taking_ms']} ms (bare SQL and Python) and hands it back in "
        f"{queue['handing_back_ms']} ms, {queue['waiting']} waiting; it finds that none waits in "
        f"{queue['none_ms']} ms."
    )


def _news(news: Mapping[str, Any]) -> str:
    return (
        f"{news['clients']} browsers listen for news, and one more is told to come back later: "
        f"{news['memory_mb']} MB for them all. A new ticket is known to the first of them after "
        f"{news['first_ms']} ms and to the last after {news['last_ms']} ms."
    )


def _first_page(first: Mapping[str, Any]) -> str:
    return (
        f"A browser without any cache shows the rows {first['rows_ms']} ms after it was sent there, that is "
        f"{first['after_answer_ms']} ms after the server began to answer (median of {first['times']}; as "
        "`make run` serves it)."
    )


def _memory(memory: Mapping[str, Any]) -> str:
    marks = ", ".join(str(megabytes) for megabytes in memory["mb"])
    return (
        f"Memory of the data API before and at every tenth of {memory['requests']:,} mixed requests, made by "
        f"{memory['clients']} clients in {memory['seconds']} s: {marks} MB."
    )


def aims(figures: Figures) -> dict[str, tuple[float, float]]:
    """What was aimed at: what was measured, and the most that it may be."""
    few, many = figures["few"]["reads"], figures["many"]["reads"]
    newest, plain, memory = many["list: newest"], figures["plain"], figures["memory"]["mb"]
    classify, model = (figures["at_once"][name] for name in (CLASSIFY, MODEL))
    # A page of fifty is not to be compared with one of two.
    lists = [name for name in many if name.startswith("list: ") and many[name]["rows"] == few[name]["rows"]]
    searches = [
        read["ms"] for name, read in many.items() if name.startswith("search: ") and "two letters" not in name
    ]
    unindexed, one_pass = (figures["baselines_ms"][name] for name in (UNINDEXED, FILTERS))
    return {
        "slowest list, of many against few": (
            max(many[name]["ms"] / few[name]["ms"] for name in lists),
            1.3,
        ),
        "newest, against its bare SQL and the emptiest answer": (
            newest["ms"] / (newest["sql_ms"] + figures["many"]["hello_ms"]),
            3,
        ),
        "newest, CPU against a serializer's on gunicorn's threads": (plain["cpu_ratio"], 1 / 3),
        "newest, time against a serializer's on gunicorn's threads": (plain["time_ratio"], 1 / 3),
        "slowest search, against one without indexes": (max(searches) / unindexed, 1 / 12),
        "middle of the searches, against the newest page": (percentile(searches, 0.5) / newest["ms"], 5),
        "totals, against one pass of FILTERs": (many[calls.STATS]["ms"] / one_pass, 0.4),
        **{
            f"p95 of {figures['writers']['readers']} readers, with as many writers against without, {pace}": (
                found["among"]["p95_ms"] / found["alone"]["p95_ms"],
                2,
            )
            for pace, found in figures["writers"]["paces"].items()
        },
        "memory at the end, against that after a fifth": (memory[-1] / memory[2], 1.05),
        "classify, all but the model, ms": (classify["1"]["p50_ms"] - model["1"]["p50_ms"], 8),
        "first page in a browser, after the answer, ms": (figures["first_page"]["after_answer_ms"], 1000),
    }


def _aims_table(found: Mapping[str, Sequence[float]]) -> str:
    rows = [[name, f"{measured:.2f}", f"{most:.2f}"] for name, (measured, most) in found.items()]
    return markdown_table([["", "measured", "aim: at most"], *rows])


# In this order. One that is under way, was interrupted or is of long ago lacks some.
OTHERS: Mapping[str, Callable[[Any], str]] = {
    "baselines_ms": _baselines,
    "plain": _plain_table,
    "first_page": _first_page,
    "at_once": _at_once_table,
    "writers": _writers_table,
    "queue": _queue,
    "news": _news,
    "memory": _memory,
    "aims": _aims_table,
}


def headline(figures: Figures) -> Mapping[str, str]:
    newest = figures["many"]["reads"]["list: newest"]["ms"]
    measured = {name: f"{found:.2f}" for name, (found, _) in figures.get("aims", {}).items()}
    return {"newest": f"{newest} ms", **measured}
