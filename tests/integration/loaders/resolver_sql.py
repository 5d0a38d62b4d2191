"""Which execution each job and each ICJ belongs to, in SQL: galaxy/records.md 3 and 5, written a second time."""

from __future__ import annotations

from tests.integration.loaders.columns import HDCA, ICJ, MEMBERS, TES_ID, WIS

COPIED_FROM = "copied_from_history_dataset_collection_association_id"
TRICA = "tool_request_implicit_collection_association"
TEICA = "tool_execution_implicit_collection_association"

_ANSWER = f"""
    SELECT 'icj/' || i.id, coalesce('te/' || o.te, 'icj/' || i.id), coalesce(o.via, 'own')
    FROM {ICJ} i LEFT JOIN one o ON o.icj = i.id
    UNION ALL
    SELECT 'job/' || j.id, coalesce('te/' || o.te, 'icj/' || m.icj), 'icj'
    FROM member m JOIN job j ON j.id = m.job LEFT JOIN one o ON o.icj = m.icj
    UNION ALL
    SELECT 'job/' || j.id, coalesce('te/' || l.te, 'job/' || j.id), coalesce(l.via, 'own')
    FROM job j LEFT JOIN link l ON l.job = j.id WHERE j.id NOT IN (SELECT job FROM member)
"""
"""`one` is the execution of an ICJ, `link` that of a job which is in none."""

_MEMBER = f"member(job, icj) AS (SELECT job_id, min(implicit_collection_jobs_id) FROM {MEMBERS} GROUP BY job_id)"


def _tied(table: str, column: str) -> str:
    return f"""tied(icj, te) AS (
        SELECT h.implicit_collection_jobs_id, min(t.{column}) FROM {HDCA} h JOIN {table} t
            ON t.dataset_collection_id = h.id
        WHERE h.{COPIED_FROM} IS NULL AND h.implicit_collection_jobs_id IS NOT NULL
            AND h.implicit_collection_jobs_id NOT IN (SELECT implicit_collection_jobs_id FROM {MEMBERS})
        GROUP BY h.implicit_collection_jobs_id HAVING count(DISTINCT t.{column}) = 1)"""


REQUESTS = f"""
WITH {_MEMBER}, {_tied(TRICA, "tool_request_id")},
named(icj, te) AS (
    SELECT m.implicit_collection_jobs_id, min(j.tool_request_id) FROM {MEMBERS} m JOIN job j ON j.id = m.job_id
    GROUP BY m.implicit_collection_jobs_id HAVING count(DISTINCT j.tool_request_id) = 1),
one(icj, te, via) AS (SELECT icj, te, 'own' FROM named UNION ALL SELECT icj, te, 'collection' FROM tied),
link(job, te, via) AS (SELECT id, tool_request_id, 'own' FROM job WHERE tool_request_id IS NOT NULL)
{_ANSWER}"""
"""Where a request is the execution: that of all jobs of an ICJ which have one, if it is one; of none, the outputs'."""

EXECUTIONS = f"""
WITH {_MEMBER}, {_tied(TEICA, TES_ID)},
named(icj, te) AS (SELECT id, {TES_ID} FROM {ICJ} WHERE {TES_ID} IS NOT NULL),
stepped(icj, te) AS (
    SELECT implicit_collection_jobs_id, min({TES_ID}) FROM {WIS}
    WHERE {TES_ID} IS NOT NULL AND implicit_collection_jobs_id IS NOT NULL GROUP BY implicit_collection_jobs_id),
one(icj, te, via) AS (
    SELECT icj, te, 'own' FROM named
    UNION ALL SELECT icj, te, 'collection' FROM tied WHERE icj NOT IN (SELECT icj FROM named)
    UNION ALL SELECT icj, te, 'step' FROM stepped
        WHERE icj NOT IN (SELECT icj FROM named) AND icj NOT IN (SELECT icj FROM tied)),
requested(job, te) AS (
    SELECT j.id, r.{TES_ID} FROM job j JOIN tool_request r ON r.id = j.tool_request_id
    WHERE j.{TES_ID} IS NULL AND r.{TES_ID} IS NOT NULL),
link(job, te, via) AS (
    SELECT id, {TES_ID}, 'own' FROM job WHERE {TES_ID} IS NOT NULL
    UNION ALL SELECT job, te, 'request' FROM requested
    UNION ALL SELECT job_id, min({TES_ID}), 'step' FROM {WIS}
        WHERE {TES_ID} IS NOT NULL AND job_id NOT IN (SELECT job FROM requested)
            AND job_id NOT IN (SELECT id FROM job WHERE {TES_ID} IS NOT NULL) GROUP BY job_id)
{_ANSWER}"""
"""Where executions have a table: the ICJ's, and stop; the job's own; that of its request; that of its step."""

WITHOUT = f"""
WITH {_MEMBER},
one(icj, te, via) AS (SELECT NULL, NULL, NULL WHERE 0),
link(job, te, via) AS (SELECT NULL, NULL, NULL WHERE 0)
{_ANSWER}"""
"""Where nothing is captured."""

RULES = {"G0": WITHOUT, "G1b": REQUESTS, "G2e": EXECUTIONS, "G2f": EXECUTIONS, "G3": REQUESTS}
"""By generation."""
