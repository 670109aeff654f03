"""`make bench` runs this, against a product that it has started."""

import argparse
import asyncio
import os

from bench import interaction, million, results, typing_at_once
from bench.places import places

BENCHES = (typing_at_once.BENCH, interaction.BENCH, million.BENCH)


def main() -> None:
    options = _options()
    load = os.getloadavg()[0]
    for bench in BENCHES:
        if options.names and bench.name not in options.names:
            continue
        print(f"\n{bench.title} ...\n", flush=True)
        figures = asyncio.run(bench.measure(places(), options.quick))
        print(bench.report(figures), flush=True)
        if not options.quick:
            results.keep(bench, figures, load)
    if not options.quick:
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
