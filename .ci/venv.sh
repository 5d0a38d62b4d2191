#!/usr/bin/env bash
# Make .venv with a Python 3.11 or newer: the one that PYTHON names, else the newest that is there, else uv's.
set -euo pipefail

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        if is_new_enough "$name"; then
            echo "$name"
            return
        fi
    done
}

rm -rf .venv
python=$(find_python)
if type uv >/dev/null 2>&1; then
    uv venv --quiet --python "${python:->=3.11}" .venv
elif [ -z "$python" ]; then
    echo "There is no Python 3.11 or newer here. Install one (Debian, Ubuntu: apt install python3 python3-venv;" >&2
    echo "elsewhere: https://www.python.org/downloads or https://docs.astral.sh/uv) and say PYTHON=… if it is not on PATH." >&2
    exit 1
elif ! "$python" -m venv .venv; then
    rm -rf .venv
    echo "$python cannot make a virtual environment. Debian and Ubuntu: apt install python3-venv" >&2
    exit 1
fi
