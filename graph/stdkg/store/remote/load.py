"""Loads: batches of statements to an engine, each statement of a named graph to the merged graph as well.

A load is a row of requests, and an engine knows no transaction across requests. What makes a broken load harmless: all
statements are there before the first is sent, every request adds what is not there yet and nothing else, and blank nodes
have the same names every time; so the same load can be run again.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from stdkg.errors import AccessError, QueryTimeoutError, StdkgError, UsageError
from stdkg.vocabulary import GRAPH_ALL, GRAPH_DERIVED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stdkg.store.remote.connection import Connection
    from stdkg.store.remote.dialect import Dialect
    from stdkg.store.remote.spool import Batch, Spool

__all__ = ["delete_graph", "insert", "load", "refuse_unkept", "update", "with_merged"]

_ALL: Final = str(GRAPH_ALL)
_SHOWN: Final = 100
_DERIVED: Final = str(GRAPH_DERIVED)


def refuse_unkept(known: Dialect, spool: Spool) -> None:
    """Refuse statements that the engine would not hold as they are, before anything is sent.

    Raises:
        UsageError: there is one; the message shows it.
    """
    if not known.unkept:
        return
    unkept = re.compile(known.unkept)
    for batch in spool.batches(known.batch):
        for triple in chain.from_iterable(batch.values()):
            if found := unkept.search(triple.encode()):
                value = found[0].decode("utf-8", "replace")
                raise UsageError(
                    f"{known.name} cannot hold {_cut(value)} as it is, in a statement about {_cut(triple.partition(' ')[0])}; "
                    "correct it or leave it out: nothing is loaded"
                )


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."


def load(target: Connection, spool: Spool, progress: Callable[[int, int], None] | None) -> None:
    """Send the statements.

    Raises:
        AccessError: the engine cannot be reached, or fails; the message says how far the load came.
        KeyboardInterrupt: with the same message.
    """
    sent, total = 0, len(spool)
    for batch in spool.batches(target.dialect.batch):
        try:
            _send(target, batch)
        except StdkgError as error:
            raise _broken(error, sent, total) from error
        except KeyboardInterrupt as error:
            raise KeyboardInterrupt(_came_to(sent, total)) from error
        sent += sum(map(len, batch.values()))
        if progress:
            progress(sent, total)


def _broken(error: StdkgError, sent: int, total: int) -> StdkgError:
    kind: type[StdkgError] = UsageError if isinstance(error, UsageError) else AccessError
    if isinstance(error, QueryTimeoutError):
        kind = QueryTimeoutError
    return kind(f"{error}; {_came_to(sent, total)}")


def _came_to(sent: int, total: int) -> str:
    return f"{sent:,} of {total:,} statements are loaded: run the same load again, what is there is not added twice"


def _send(target: Connection, batch: Batch) -> None:
    graphs = with_merged(batch)
    known, address = target.dialect, target.graph_store_url
    if address and known.whole:
        target.http.write(address, "".join(_quads(graphs)).encode(), "application/n-quads")
        return
    if address:
        for graph, posted in _posted(graphs, known).items():
            graphs[graph] = [triple for triple in graphs[graph] if triple not in posted]
            text = "".join(f"{triple} .\n" for triple in posted)
            target.http.write(
                address, text.encode(), "application/n-triples", {known.graph_parameter: graph[1:-1]}
            )
    graphs = {graph: triples for graph, triples in graphs.items() if triples}
    if graphs:
        update(target, insert(graphs))


def _posted(graphs: Batch, known: Dialect) -> dict[str, dict[str, None]]:
    """The triples that go to the graph store, by graph: many of one graph, but for those that it would change."""
    changed = re.compile(known.unposted) if known.unposted else None
    return {
        graph: {triple: None for triple in triples if not (changed and changed.search(triple.encode()))}
        for graph, triples in graphs.items()
        if len(triples) >= known.posts_from
    }


def update(target: Connection, text: str) -> None:
    """Send an update, as a form: every engine takes that, and a direct POST hangs on some."""
    form = urlencode({"update": text}).encode()
    target.http.write(target.update_url, form, "application/x-www-form-urlencoded")


def with_merged(batch: Batch) -> Batch:
    """Return a batch with the merged graph, each triple of it once; what is derived is none of it."""
    stated = (triples for graph, triples in batch.items() if graph != _DERIVED)
    merged = list(dict.fromkeys(triple for triples in stated for triple in triples))
    return {_ALL: merged, **{graph: triples for graph, triples in batch.items() if graph}}


def _quads(graphs: Batch) -> Iterator[str]:
    for graph, triples in graphs.items():
        for triple in triples:
            yield f"{triple} {graph} .\n"


def insert(graphs: Batch) -> str:
    """Return the update that adds triples to their graphs."""
    groups = "\n".join(
        f"GRAPH {graph} {{\n" + "".join(f"{triple} .\n" for triple in triples) + "}"
        for graph, triples in graphs.items()
    )
    return f"INSERT DATA {{\n{groups}\n}}"


def delete_graph(graph: str, own: str) -> str:
    """Return the update that removes a graph, and from the merged graph what no other graph states; to derive is not to state.

    Args:
        graph: as SPARQL writes it.
        own: the list of graphs that state nothing: the merged one and the engine's, as for NOT IN.
    """
    if graph == _DERIVED:
        return f"DROP SILENT GRAPH {graph}"
    elsewhere = f"GRAPH ?other {{ ?s ?p ?o }} FILTER(?other NOT IN ({graph}, {_DERIVED}, {own}))"
    return (
        f"DELETE {{ GRAPH {_ALL} {{ ?s ?p ?o }} }} "
        f"WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} FILTER NOT EXISTS {{ {elsewhere} }} }} ;\n"
        f"DROP SILENT GRAPH {graph}"
    )
