"""Engines that are reached over HTTP: any that speaks SPARQL 1.1.

    endpoint    addresses and credentials, from one address, the environment and netrc
    dialect     what each engine does in its own way, in one table
    http, auth, faults      requests, limits, further tries, and what goes wrong in one line
    anatomy, wording        a query in the words that give the same answer there as here
    trust, positions, needs, mirror     queries that an engine gets wrong, evaluated here
    pieces, results, triples        answers as the types of the embedded engine
    parts                   all rows of a pattern from an engine that cuts its answers
    blank, spool, load      statements on their way there
    connection, store       all of it as one engine, and as a `Store`

Importing this package loads no HTTP library; making a store does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stdkg.store.remote.store import RemoteStore

__all__ = ["remote_store"]


def remote_store(where: str) -> RemoteStore:
    """Return the store at an http(s) address; see `stdkg.store.remote.store.remote_store`."""
    from stdkg.store.remote import store

    return store.remote_store(where)
