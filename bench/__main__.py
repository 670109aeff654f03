"""`make bench` runs this, against a product that it has started."""

import argparse
import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from bench import interaction, million, results, typing_at_once
from bench.definition import Bench
from bench.places import places

BENCHES = (typing_at_once.BENCH, interaction.BENCH, million.BENCH)


def main() -> None:
    options = _options()
    circumstances = results.circumstances()
    for bench in BENCHES:
        if not options.names or bench.name in options.names:
            asyncio.run(_carry_out(bench, options.quick, circumstances))


async def _carry_out(bench: Bench, quick: bool, circumstances: Mapping[str, Any]) -> None:
    """What has been measured is shown and kept at once: a run that is interrupted was not for nothing."""
    print(f"\n{bench.title} ...\n", flush=True)
    run = results.Run(bench, circumstances)
    shown: Sequence[str] = []
    async for figures in bench.measure(places(), quick):
        report = bench.report(figures)
        for paragraph in report:
            if paragraph not in shown:
                print(f"{paragraph}\n", flush=True)
        shown = report
        if not quick:
            run.keep(figures)
            results.write_page(BENCHES)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="BENCH", help="only these")
    parser.add_argument("--quick", action="store_true", help="a few seconds, to see that they work")
    options = parser.parse_args()
    known = [bench.name for bench in BENCHES]
    if unknown := sorted(set(options.names) - set(known)):
        parser.error(f"there is no bench named {', '.join(unknown)}; there are: {', '.join(known)}")
    return options


main()
