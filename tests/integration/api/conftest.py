"""The application on real graphs, asked as a client asks it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.oracle.client import ID_SECRET

HERE = "http://127.0.0.1:8765"


@contextmanager
def asking(**settings: Any) -> Iterator[TestClient]:
    """An application with these settings, as a client; `demo` is its default Galaxy."""
    known = {"instance": "demo", "id_secret": (f"demo={ID_SECRET}", f"main={ID_SECRET}")}
    with TestClient(create_app(Settings(**(known | settings))), base_url=HERE) as client:
        yield client


@pytest.fixture(scope="session")
def client(local_samples_url: str) -> Iterator[TestClient]:
    """The application on the samples, on the local engine."""
    with asking(graph=local_samples_url) as client:
        yield client


@pytest.fixture
def client_on(samples_url: str) -> Iterator[TestClient]:
    """The application on the samples, on each engine in turn."""
    with asking(graph=samples_url) as client:
        yield client
