"""What the store's tests do in other processes. Light to load, for each of them loads it anew."""

from __future__ import annotations

import os

from supple.adapters.store_sql import open_store
from supple.adapters.store_sql import store as store_module
from support.records import profile, set_done


def send(database: str, ids: list[str]) -> int:
    """Send sets with these ids, one after another; how many were new."""
    store = open_store(database)
    try:
        return sum(store.append(set_done("s", id=id_)) for id_ in ids)
    finally:
        store.close()


def begin(database: str, person: str) -> int:
    """Open a database that may not be there yet, and keep a person in it."""
    store = open_store(database)
    try:
        return store.append(profile(person))
    finally:
        store.close()


def die_between_record_and_rows(database: str) -> None:
    """End as a power cut would, after a record was written and before its rows are."""
    store = open_store(database)
    store_module.derive = lambda *_: os._exit(9)
    store.append(set_done("s", id="lost"))
