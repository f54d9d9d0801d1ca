"""Work that other processes do a few steps ahead of the one that writes."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

Step = TypeVar("Step")
Result = TypeVar("Result")


def made_ahead(
    steps: Iterable[Step],
    job: Callable[[Step], Result],
    begin: Callable[..., None],
    arguments: tuple[Any, ...],
) -> Iterator[tuple[Step, Result]]:
    """Yield every step with what ``job`` made of it, in order; ``begin(*arguments)`` readies each process.

    One core stays free for whoever takes the results; only a few of them wait in memory.
    """
    helpers = max(1, min(4, (os.cpu_count() or 2) - 1))
    with ProcessPoolExecutor(helpers, get_context("spawn"), begin, arguments) as pool:
        ahead: deque[tuple[Step, Future[Result]]] = deque()
        for step in steps:
            ahead.append((step, pool.submit(job, step)))
            if len(ahead) > helpers + 1:
                first, result = ahead.popleft()
                yield first, result.result()
        for first, result in ahead:
            yield first, result.result()
