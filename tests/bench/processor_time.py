"""Processor time of the processes on both sides: on a busy machine it says more than the clock."""

from __future__ import annotations

import resource

import psutil

from cypher import open_graph


def of_server(url: str) -> float:
    """Return the seconds of processor time that the server of a graph on this machine has used; NaN elsewhere."""
    with open_graph(url) as graph:
        port = graph._driver.get_server_info().address[1]
    for found in psutil.net_connections("tcp"):
        if found.status == psutil.CONN_LISTEN and found.laddr.port == port and found.pid:
            times = psutil.Process(found.pid).cpu_times()
            return times.user + times.system
    return float("nan")


def of_children() -> float:
    """Return the seconds that ended children of this process have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def of_descendants() -> float:
    """Return the seconds that processes which this one started, and theirs, have used so far, as far as they live."""
    used = 0.0
    for process in psutil.Process().children(recursive=True):
        try:
            times = process.cpu_times()
        except psutil.Error:
            continue
        used += times.user + times.system
    return used
