import pytest

from cypher import BadGraphUrl
from cypher.address import parse_address


@pytest.fixture(autouse=True)
def _no_credentials(monkeypatch):
    monkeypatch.delenv("GALAXY_LINEAGE_GRAPH_USER", raising=False)
    monkeypatch.delenv("GALAXY_LINEAGE_GRAPH_PASSWORD", raising=False)


def test_a_local_graph_is_a_folder(tmp_path):
    assert parse_address(f"local:{tmp_path}").place == str(tmp_path)


def test_a_bolt_url_keeps_host_and_port_and_gives_up_user_and_password():
    address = parse_address("neo4j+s://ada:p%40ss@db.example.org:7687?database=lineage")
    assert address.place == "neo4j+s://db.example.org:7687"
    assert (address.user, address.password, address.database) == ("ada", "p@ss", "lineage")


def test_credentials_come_from_the_environment_when_the_url_has_none(monkeypatch):
    monkeypatch.setenv("GALAXY_LINEAGE_GRAPH_USER", "ada")
    monkeypatch.setenv("GALAXY_LINEAGE_GRAPH_PASSWORD", "secret")
    address = parse_address("bolt://127.0.0.1:7687")
    assert (address.user, address.password) == ("ada", "secret")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "local:",
        "http://localhost:7474",
        "bolt://",
        "/srv/graph",
        "bolt://h:1?x=1",
        "bolt://h:notaport",
        "bolt://[x",
        "local:~nobody-of-this-name/graph",
    ],
)
def test_what_is_no_address_is_refused_in_one_line(url):
    with pytest.raises(BadGraphUrl) as error:
        parse_address(url)
    assert "\n" not in str(error.value)


def test_a_refusal_does_not_repeat_the_password():
    with pytest.raises(BadGraphUrl) as error:
        parse_address("http://ada:hunter2@localhost")
    assert "hunter2" not in str(error.value)
