"""`python -m bench [subject …]`: prints the ratios; a run of all of them also writes docs/benchmarks.md."""

from __future__ import annotations

import argparse
from importlib import import_module

from bench import page
from services.house.commands.told import for_good

SUBJECTS = ("store", "http", "relay", "views", "load", "start", "roster", "sessions", "overdue", "concerns")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="subject", help=", ".join(SUBJECTS))
    wanted = parser.parse_args().subjects or list(SUBJECTS)
    if unknown := set(wanted) - set(SUBJECTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(SUBJECTS)}")
    done = []
    for name in wanted:
        print(f"… {name}", flush=True)
        with for_good():  # as a house begins
            measured = import_module(f"bench.{name}")
        subject = measured.run()
        print("\n".join(page.table(subject)), flush=True)
        done.append(subject)
    if set(wanted) == set(SUBJECTS):
        page.write(done)
        print(f"Written: {page.PAGE}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
