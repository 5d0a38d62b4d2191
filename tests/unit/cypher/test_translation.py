import pytest
from filelock import Timeout
from neo4j.exceptions import AuthError, ClientError, DriverError, ServiceUnavailable, SessionExpired, TransientError

from cypher import GraphBusy, GraphRefused, GraphUnavailable, StatementFailed
from cypher.address import Address
from cypher.translation import LONGEST, one_line, translated

SERVER = Address("bolt", "bolt://db.example.org:7687", "ada", "hunter2")


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (AuthError("no"), GraphRefused),
        (ServiceUnavailable("gone"), GraphUnavailable),
        (SessionExpired("gone"), GraphUnavailable),
        (Timeout("write.lock"), GraphBusy),
        (TransientError("deadlock"), GraphBusy),
        (ClientError("syntax\n  here"), StatementFailed),
        (DriverError("closed"), GraphUnavailable),
        (ConnectionResetError("reset"), GraphUnavailable),
    ],
)
def test_each_error_of_the_driver_becomes_one_line_of_ours(theirs, ours):
    with pytest.raises(ours) as caught, translated(SERVER):
        raise theirs
    assert "\n" not in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is theirs


def test_other_errors_pass():
    with pytest.raises(ZeroDivisionError), translated(SERVER):
        raise ZeroDivisionError


def test_a_long_message_is_cut():
    assert len(one_line(ValueError("x " * 1000))) == LONGEST
