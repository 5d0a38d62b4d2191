"""What every answer carries, the page, the documentation, and who is let in."""

from __future__ import annotations

import re

import pytest

from api import page
from api.documentation import STYLE_HASH

RNASEQ = "a07893e1918ac7a5"
PATHS = ["/api/histories", "/docs", "/openapi.json", "/healthz", "/", "/api/nothing", "/api/histories?limit=0"]


@pytest.fixture
def built(tmp_path, monkeypatch):
    """A page with one script, as Vite builds it."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Explorer</title>")
    (tmp_path / "favicon.svg").write_text("<svg/>")
    (tmp_path / "assets" / "index-1a2b.js").write_text("export {}")
    monkeypatch.setattr(page, "page_folder", lambda: tmp_path)
    return tmp_path


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("path", PATHS)
def test_headers_for_browsers(client, path):
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


@pytest.mark.parametrize(
    "host", ["evil.example.org", "evil.example.org:8765", "", "127.0.0.1.evil.org", "[", "10.0.0.1"]
)
def test_foreign_names_are_refused(client, host):
    answer = client.get("/api/histories", headers={"Host": host})
    assert (answer.status_code, answer.json()["err_code"]) == (403, 403002)


@pytest.mark.parametrize("host", ["localhost", "localhost:9000", "127.0.0.1", "[::1]:8765"])
def test_names_of_this_machine_are_let_in(client, host):
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_answers_are_compressed(client):
    headers = {"Accept-Encoding": "gzip"}
    assert client.get(f"/api/histories/{RNASEQ}/graph", headers=headers).headers["content-encoding"] == "gzip"


def test_a_client_that_has_the_answer_gets_nothing(client):
    for path in ("/api/histories", f"/api/histories/{RNASEQ}/graph", f"/api/histories/{RNASEQ}/graph?layout=true"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("path", [*PATHS, "/readyz", "/favicon.svg"])
def test_head_is_get_without_the_content(client, path):
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers["content-type"] == get.headers["content-type"]


def test_a_conditional_head(client):
    tag = client.head("/api/histories").headers["etag"]
    assert client.head("/api/histories", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("path", ["/", "/histories/42", "/histories/a07893e1918ac7a5?select=hda:1", "/index.html"])
def test_addresses_of_the_page(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Explorer" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("path", ["/nowhere", "/historiesx"])
def test_an_address_that_is_not_the_pages(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Explorer" in answer.text


@pytest.mark.usefixtures("built")
def test_files_of_the_page(client):
    script = client.get("/assets/index-1a2b.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "immutable" in script.headers["cache-control"]
    assert client.get("/favicon.svg").headers["content-type"].startswith("image/svg")
    assert client.head("/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/..%2fsecret.txt", "/assets/..%2f..%2fsecret.txt", "/%2e%2e/secret.txt", "//etc/passwd"]
)
def test_nothing_outside_the_page_is_served(client, built, path):
    (built.parent / "secret.txt").write_text("secret")
    answer = client.get(path)
    assert "secret" not in answer.text or answer.status_code == 404
    assert "root:" not in answer.text


def test_the_page_is_not_built(client, tmp_path, monkeypatch):
    monkeypatch.setattr(page, "page_folder", lambda: tmp_path / "dist")
    answer = client.get("/histories/2")
    assert answer.status_code == 503
    assert "make setup" in answer.text


def test_the_documentation_has_every_route(client):
    answer = client.get("/docs")
    assert f"'sha256-{STYLE_HASH}'" in answer.headers["content-security-policy"]
    assert not re.search(r"""(?:src|href|url)\W{1,2}https?:""", answer.text), "all it needs is its own"
    for path, operations in client.get("/openapi.json").json()["paths"].items():
        for method in operations:
            assert f"{method.upper()} {path}".replace("&", "&amp;") in answer.text
