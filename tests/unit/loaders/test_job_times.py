"""When jobs began to run, as the history of their states says."""

from loaders.streams.jobs import Jobs


def test_a_job_began_when_it_last_came_to_run(galaxy):
    """One that was sent elsewhere ran more than once; one that waits has not begun."""
    sent, waits = galaxy.job(), galaxy.job(state="queued")
    for state, minute in (("new", 0), ("running", 1), ("resubmitted", 2), ("running", 7), ("ok", 9)):
        galaxy.add("job_state_history", job_id=sent, state=state, create_time=f"2026-01-01 10:0{minute}:00.000000")
    galaxy.add("job_state_history", job_id=waits, state="queued", create_time="2026-01-01 10:00:00.000000")
    loaded = galaxy.load(Jobs)
    assert loaded.node("Job", f"job/{sent}")["start_time"] == "2026-01-01T10:07:00.000000Z"
    assert "start_time" not in loaded.node("Job", f"job/{waits}")


def test_a_start_that_is_no_time_is_noted_and_the_job_kept(galaxy):
    job = galaxy.job()
    galaxy.add("job_state_history", job_id=job, state="running", create_time="soon")
    loaded = galaxy.load(Jobs)
    assert "start_time" not in loaded.node("Job", f"job/{job}")
    assert loaded.problems[job] == ["job_state_history.create_time: 'soon' is no time"]


def test_a_galaxy_without_such_a_history_tells_no_start(galaxy):
    galaxy.run("DROP TABLE job_state_history")
    job = galaxy.job()
    assert "start_time" not in galaxy.load(Jobs).node("Job", f"job/{job}")
