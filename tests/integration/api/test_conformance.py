"""Whatever is sent, what comes back is what the OpenAPI document says: schemathesis draws requests for every route."""

from __future__ import annotations

from http import HTTPStatus

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from api.app import create_app
from api.ids import IdCodec
from api.settings import Settings
from tests.integration.api.conftest import HERE
from tests.oracle.client import ID_SECRET

load_all_checks()

DRAWS = 8
"""Requests for each route, as many that fit the document as that do not."""

KNOWN = 0.7
"""How many of the ids in addresses are of something that there is."""

NOT_PROMISED = [positive_data_acceptance]
"""An id is any text for the document; that a text is no id shows when it is decoded."""


def _routes():
    document = create_app(Settings(graph="local:nowhere")).openapi()
    return [found.ok() for found in schemathesis.openapi.from_dict(document).get_all_operations()]


def _ids():
    """Ids that may be there, by the name of their place in an address."""
    codec = IdCodec(ID_SECRET)
    return {
        "history_id": [codec.encode("history", number) for number in range(1, 6)],
        "id": [codec.encode(src, number) for src in ("hda", "tool_execution") for number in range(1, 40)],
    }


def _references():
    """References that may mean something, by the name of their parameter."""
    known = [f"{src}:{one}" for src in ("hda", "hdca", "tool_execution") for one in IDS["id"][:12]]
    hops = [f"{one}.{way}" for one in known for way in ("up", "down")]
    names = ("left", "right", "ref", "seed", "from", "to", "around", "bring", "open", "fold")
    return dict.fromkeys(names, known) | {"hop": hops, "history": IDS["history_id"]}


IDS = _ids()
REFERENCES = _references()


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("route", [each for each in _routes() if each.query], ids=lambda route: route.label)
def test_every_answer_is_as_documented(client, route, mode):
    @settings(max_examples=DRAWS, deadline=None, suppress_health_check=list(HealthCheck))
    @given(route.as_strategy(generation_mode=mode), st.randoms(use_true_random=False))
    def conforms(case, random):
        for name in IDS.keys() & case.path_parameters.keys():
            if random.random() < KNOWN:
                case.path_parameters[name] = random.choice(IDS[name])
        if mode == GenerationMode.POSITIVE:
            case.query = {name: known(name, value, random) for name, value in case.query.items()}
            case.body = meant(case.body, random)
        sent = case.as_transport_kwargs(base_url=HERE)
        sent.pop("cookies")  # none of ours, and httpx2 warns of them
        if isinstance(sent.get("data"), bytes):
            sent["content"] = sent.pop("data")  # as httpx2 wants them
        answer = client.request(**sent)
        is_refused_unread = answer.status_code == HTTPStatus.REQUEST_URI_TOO_LONG
        case.validate_response(answer, excluded_checks=[*NOT_PROMISED, *[negative_data_rejection] * is_refused_unread])

    conforms()


def known(name, value, random):
    """Return a parameter that mostly names something that there is."""
    if name not in REFERENCES or random.random() > KNOWN:
        return value
    return [random.choice(REFERENCES[name])] if isinstance(value, list) else random.choice(REFERENCES[name])


def meant(body, random):
    """Return a body whose references mostly mean something; the members of others are ids."""
    if isinstance(body, list):
        return [meant(each, random) for each in body]
    if not isinstance(body, dict):
        return body
    if "id" in body and random.random() < KNOWN:
        return body | {"id": random.choice(IDS["id"])}
    return {name: meant(each, random) for name, each in body.items()}
