"""Pages and threads for the tests of the kernel."""

import contextvars
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from tests.kernel.file_database import file_database

PLAIN_PAGES = {
    "refused.html": "{{ refusal }}",
    "403.html": "403",
    "404.html": "404",
    "405.html": "405",
    "429.html": "{{ refusal }}",
    "kernel/once/shown.html": "已经显示过了",
}


@pytest.fixture
def plain_pages(settings: Any) -> None:
    """Refusals as bare sentences, so that these tests do not depend on the shell."""
    engine = settings.TEMPLATES[0]
    loaders = [("django.template.loaders.locmem.Loader", PLAIN_PAGES)]
    options = {"builtins": engine["OPTIONS"]["builtins"], "loaders": loaders}
    settings.TEMPLATES = [{"BACKEND": engine["BACKEND"], "OPTIONS": options}]


@pytest.fixture
def threads_db(threads_db: None) -> Iterator[None]:
    """The house's fixture, on a file where SQLite serves."""
    with file_database():
        yield


@pytest.fixture
def together(threads_db: None) -> Callable[..., list[Any]]:
    """Run calls in as many threads, started by one barrier; gives what each returned or raised."""

    def run(*calls: Callable[[], Any]) -> list[Any]:
        start = threading.Barrier(len(calls))
        results: list[Any] = [None] * len(calls)

        def worker(index: int) -> None:
            try:
                start.wait(20)
                results[index] = calls[index]()
            except Exception as problem:
                results[index] = problem
            finally:
                connection.close()

        contexts = [contextvars.copy_context() for _ in calls]  # each with the fixed day
        threads = [threading.Thread(target=context.run, args=(worker, index)) for index, context in enumerate(contexts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return results

    return run
