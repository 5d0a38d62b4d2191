"""Settings: secrets per instance, and nobody else than this machine with `--auth local`."""

from __future__ import annotations

import pytest

from api.auth.loopback import is_loopback
from api.errors import BadConfiguration
from api.settings import Settings, read_secrets, require_instance


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost", "LOCALHOST", "localhost."])
def test_this_machine(host):
    assert is_loopback(host)
    assert Settings(host=host).host == host


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "example.org", "", "127.0.0.1.example.org", "127.1"])
def test_other_addresses_are_refused(host):
    assert not is_loopback(host)
    with pytest.raises(BadConfiguration, match="use --host 127"):
        Settings(host=host)


def test_a_container_that_is_published_on_loopback_may_listen_everywhere(monkeypatch):
    monkeypatch.setenv("GALAXY_LINEAGE_PUBLISHED_ON_LOOPBACK", "true")
    assert Settings(host="0.0.0.0").host == "0.0.0.0"


def test_secrets_by_instance():
    texts = ["of the default", "eu=of eu", "main-2=a=b=="]
    assert read_secrets(texts, "main") == {"main": "of the default", "eu": "of eu", "main-2": "a=b=="}


def test_a_secret_that_ends_in_an_equals_sign_is_a_secret():
    assert read_secrets(["c2VjcmV0cw="], "main") == {"main": "c2VjcmV0cw="}


def test_settings_from_the_environment(monkeypatch):
    monkeypatch.setenv("GALAXY_LINEAGE_ID_SECRET", "sesame eu=open")
    monkeypatch.setenv("GALAXY_LINEAGE_INSTANCE", "org")
    settings = Settings()
    assert settings.secrets == {"org": "sesame", "eu": "open"}
    assert "sesame" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "many"), ("AUTH", "everybody"), ("PUBLISHED_ON_LOOPBACK", "maybe")]
)
def test_a_variable_that_cannot_be_used_is_named(monkeypatch, name, value):
    monkeypatch.setenv(f"GALAXY_LINEAGE_{name}", value)
    with pytest.raises(BadConfiguration, match=f"GALAXY_LINEAGE_{name}: Input should be"):
        Settings()


@pytest.mark.parametrize("name", ["", "a/b", ".hidden", "a b", "x" * 65, "é"])
def test_no_instance_has_such_a_name(name):
    with pytest.raises(BadConfiguration):
        require_instance(name)
    with pytest.raises(BadConfiguration):
        Settings(instance=name)
