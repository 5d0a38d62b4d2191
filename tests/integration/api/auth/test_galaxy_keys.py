"""`--auth galaxy`: whose key it is, for how long that holds, and what happens while Galaxy is away."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from api.auth.galaxy import GalaxyKeys
from api.auth.identity import NOBODY, Identity
from api.errors import KeysUnchecked, NotAuthenticated
from api.ids import IdCodec
from tests.clock import Clock
from tests.engines.ways import free_port
from tests.integration.api.auth.galaxy import ANONYMOUS, Galaxy, galaxy_server
from tests.oracle.client import ID_SECRET

KEY, ADMIN_KEY = "0123456789abcdef0123456789abcdef", "bootstrapkey0123456789"
USER = Identity(7)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def galaxy():
    known = Galaxy()
    known.add(KEY, 7)
    known.add(ADMIN_KEY, 1, is_admin=True)
    with galaxy_server(known):
        yield known


@pytest.fixture
def keys(galaxy, clock):
    with closing(GalaxyKeys(galaxy.url, IdCodec(ID_SECRET), clock)) as keys:
        yield keys


def test_whose_key_it_is(keys):
    assert keys.identify(KEY) == USER
    assert keys.identify(ADMIN_KEY) == Identity(1, is_admin=True)
    assert keys.identify(None) == NOBODY


def test_galaxy_is_asked_once_a_minute(keys, galaxy, clock):
    for _ in range(3):
        assert keys.identify(KEY) == USER
    clock.now += 59
    assert keys.identify(KEY) == USER
    assert galaxy.asked[KEY] == 1
    clock.now += 1
    assert keys.identify(KEY) == USER
    assert galaxy.asked[KEY] == 2


def test_a_revoked_key_is_refused_within_a_minute(keys, galaxy, clock):
    keys.identify(KEY)
    del galaxy.users[KEY]
    clock.now += 60
    with pytest.raises(NotAuthenticated):
        keys.identify(KEY)


def test_a_key_that_is_nobodys_is_not_asked_about_again_at_once(keys, galaxy, clock):
    for _ in range(2):
        with pytest.raises(NotAuthenticated):
            keys.identify("unknown")
    assert galaxy.asked["unknown"] == 1
    galaxy.add("unknown", 9)
    clock.now += 10
    assert keys.identify("unknown") == Identity(9)


@pytest.mark.parametrize("text", ["", " ", "a b", "a\nb", "é", "\udcff", "x" * 201, "\x00"])
def test_what_cannot_be_a_key_is_not_passed_on(keys, galaxy, text):
    with pytest.raises(NotAuthenticated):
        keys.identify(text)
    assert not galaxy.asked


def test_many_requests_with_a_key_are_one_check(keys, galaxy):
    galaxy.hold = threading.Event()
    with ThreadPoolExecutor(20) as pool:
        asked = [pool.submit(keys.identify, KEY) for _ in range(20)]
        galaxy.hold.set()
        assert {each.result() for each in asked} == {USER}
    assert galaxy.asked[KEY] == 1


WRONG = [
    (500, b"{}"),
    (502, b"<html>"),
    (429, b"{}"),
    (302, b""),
    (404, b"{}"),
    (200, b"<html>"),
    (200, b"[]"),
    (200, b'{"id": "nonsense"}'),
    (200, b'{"id": 7}'),
]


@pytest.mark.parametrize("answer", WRONG)
def test_what_galaxy_never_says_lets_nobody_in(keys, galaxy, answer):
    galaxy.answer = answer
    with pytest.raises(KeysUnchecked):
        keys.identify(KEY)


@pytest.mark.parametrize("answer", [(401, b""), (403, b"{}"), (200, repr(ANONYMOUS).replace("'", '"').encode())])
def test_what_galaxy_says_of_wrong_keys(keys, galaxy, answer):
    galaxy.answer = (answer[0], answer[1].replace(b"None", b"null"))
    with pytest.raises(NotAuthenticated):
        keys.identify(KEY)


@pytest.mark.parametrize("claim", [1, "true", None, "yes"])
def test_an_administrator_is_one_who_is_said_to_be(keys, galaxy, claim):
    galaxy.users[KEY]["is_admin"] = claim
    assert keys.identify(KEY) == USER


def test_galaxy_goes_away_and_comes_back(clock):
    """Keys that were checked go on until their minute is over; others are not known until Galaxy is back."""
    galaxy = Galaxy()
    galaxy.add(KEY, 7)
    galaxy.add(ADMIN_KEY, 1, is_admin=True)
    port = free_port()
    with closing(GalaxyKeys(f"http://127.0.0.1:{port}/prefix", IdCodec(ID_SECRET), clock)) as keys:
        with galaxy_server(galaxy, port):
            assert keys.identify(KEY) == USER
        clock.now += 59
        assert keys.identify(KEY) == USER
        for _ in range(2):
            with pytest.raises(KeysUnchecked) as error:
                keys.identify(ADMIN_KEY)
        assert int(error.value.headers["Retry-After"]) > 0
        clock.now += 1
        with pytest.raises(KeysUnchecked):
            keys.identify(KEY)
        with galaxy_server(galaxy, port):
            clock.now += 2
            assert keys.identify(KEY) == USER
            assert keys.identify(ADMIN_KEY).is_admin


def test_no_key_is_kept_or_told(keys, galaxy, caplog):
    keys.identify(KEY)
    galaxy.answer = (500, b"")
    with caplog.at_level("DEBUG"), pytest.raises(KeysUnchecked) as error:
        keys.identify(ADMIN_KEY)
    assert KEY not in repr(vars(keys))
    assert ADMIN_KEY not in caplog.text + str(error.value) + repr(error.value.__context__)
