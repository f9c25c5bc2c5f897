"""Statements into an engine, as text, some at a time: while it takes some in, the next are made.

An engine that is given text lets go of Python's lock for as long as it reads it; one that is given statements does not.

Example:
    >>> import pyoxigraph
    >>> from pyoxigraph import NamedNode, Quad
    >>> a, engine = NamedNode("http://example.com/a"), pyoxigraph.Store()
    >>> fill([Quad(a, a, a, a)], engine.load, engine.extend, 1 << 20), len(engine)
    (True, 2)
"""

from __future__ import annotations

import os
import re
from collections import deque
from itertools import chain, islice
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from stdkg.model import Batch, Batches
from stdkg.vocabulary import GRAPH_DERIVED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

__all__ = ["UNCOPIED", "WithCopies", "fill"]

_DEFAULT = DefaultGraph()
UNCOPIED = (_DEFAULT, GRAPH_DERIVED)
"""The graphs whose statements have no copy in the default graph."""
_BLANK = re.compile(rb"_:")
"""How a blank node begins: not there in most texts, which a pattern tells sooner than `in`."""
_LONGEST = 1 << 24
"""Bytes of a line that a parser takes."""
_AT_ONCE = 200
"""Statements that are written as text at once: few enough to stay in the cache of the processor meanwhile."""


class WithCopies:
    """Statements, each one of a named graph followed by its copy for the default graph; what is derived has none.

    Read once. Batches that are known to be flat pass as they are, at the speed of the engine.

    Attributes:
        only: whether the default graph gets copies alone; known once all were read.

    Example:
        >>> from pyoxigraph import NamedNode
        >>> a = NamedNode("http://example.com/a")
        >>> copied = WithCopies([Quad(a, a, a, a)])
        >>> len(list(copied)), copied.only
        (2, True)
    """

    def __init__(self, statements: Iterable[Quad]) -> None:
        self.only = True
        self._batches = statements.batches if isinstance(statements, Batches) else (Batch(statements),)

    def __iter__(self) -> Iterator[Quad]:
        return chain.from_iterable(map(self._batch, self._batches))

    def texts(self, apart: Callable[[list[Quad]], None]) -> Iterator[bytes]:
        """Yield the same as lines of N-Quads, some at a time; `apart` gets those that may be too long for a parser."""
        for batch in self._batches:
            if batch.texts is not None:
                self.only = False
                yield from batch.texts
                continue
            quads = iter(self._batch(batch))
            while some := list(islice(quads, _AT_ONCE)):
                text = pyoxigraph.serialize(some, format=RdfFormat.N_QUADS) or b""
                if len(text) < _LONGEST:
                    yield text
                else:
                    apart(some)

    def _batch(self, batch: Batch) -> Iterable[Quad]:
        if not batch.is_flat:
            return chain.from_iterable(map(self._with_copy, batch.statements))
        self.only = False
        return batch.statements

    def _with_copy(self, quad: Quad) -> tuple[Quad, ...]:
        if quad.graph_name in UNCOPIED:
            self.only &= quad.graph_name != _DEFAULT
            return (quad,)
        return (quad, Quad(quad.subject, quad.predicate, quad.object))


def fill(
    statements: Iterable[Quad],
    load: Callable[..., None],
    extend: Callable[[Iterable[Quad]], None],
    size: int,
    workers: int = 1,
) -> bool:
    """Add statements, and their copies for the default graph, to an engine, and tell whether this graph got copies alone.

    Args:
        statements: read once; where this fails, some of them have been added, so the engine is then to be thrown away.
        load: the engine's own, for text.
        extend: the engine's own, for statements with blank nodes, which `load` would give other names in each text, and
            for those that are too long for it.
        size: the bytes of text that the engine gets at a time.
        workers: how many texts it takes at a time.
    """
    copied = WithCopies(statements)

    def take(text: bytes, may_be_blank: bool) -> None:
        if may_be_blank:
            extend(pyoxigraph.parse(text, RdfFormat.N_QUADS, lenient=True))
        else:
            load(text, RdfFormat.N_QUADS, lenient=True)

    pieces = ((text, _BLANK.search(text) is not None) for text in _joined(copied.texts(extend), size))
    _behind(take, pieces, workers)
    return copied.only


def _behind(work: Callable[[bytes, bool], None], pieces: Iterable[tuple[bytes, bool]], workers: int) -> None:
    """Work on pieces in threads of their own while the next are made; one after the other where there is one processor.

    Nothing works any more when this returns or raises.
    """
    rest = iter(pieces)
    begin = list(islice(rest, 2))
    if len(begin) < 2 or _processors() < 2:  # noqa: PLR2004  nothing to do beside each other
        for piece in chain(begin, rest):
            work(*piece)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(workers) as pool:
        begun: deque[Future[None]] = deque()
        for piece in chain(begin, rest):
            begun.append(pool.submit(work, *piece))
            if len(begun) > workers:  # one waits, so that a worker need not
                begun.popleft().result()
        for one in begun:
            one.result()


def _joined(texts: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Yield texts joined, until they have so many bytes each; the first ones have fewer, so that the work on them begins at once.

    Example:
        >>> list(_joined([b"a"] * 9, 4))
        [b'a', b'aa', b'aaaa', b'aa']
    """
    part: list[bytes] = []
    length, enough = 0, max(1, size // 12)
    for text in texts:
        part.append(text)
        length += len(text)
        if length >= enough:
            yield b"".join(part)
            part, length, enough = [], 0, min(size, 2 * enough)
    if part:
        yield b"".join(part)


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
