"""`supple rebuild`: every table that pages read, derived again from the record."""

from __future__ import annotations

import argparse


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The words of the command."""
    parser = subparsers.add_parser(
        "rebuild",
        help="derive every table again from the record",
        description="Derive every table that the pages read again from the record of what "
        "happened. The record itself is not changed; it can be done at any time.",
    )
    parser.add_argument(
        "--database",
        metavar="URL",
        # Given here or before the command; only where it is given does it change anything.
        default=argparse.SUPPRESS,
        help="where the history is (else in your data folder)",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Rebuild, and say how many rows each table has now."""
    import json
    import os

    from supple import settings, wiring

    chosen = settings.read(os.environ, database=arguments.database)
    store = wiring.store(chosen)
    try:
        counts = dict(store.rebuild())
    finally:
        store.close()
    if arguments.json:
        print(json.dumps(counts))
        return 0
    records = counts.pop("record")
    print(f"{records} record{'' if records == 1 else 's'}; derived from them:")
    for table, count in counts.items():
        print(f"  {count:>7}  {table.replace('_', ' ')}")
    return 0
