#!/usr/bin/env bash
# Install into .venv, with uv where it is there, else with pip. Arguments as for `pip install`.
set -euo pipefail

if type uv >/dev/null 2>&1; then
    exec uv pip install --quiet --python .venv/bin/python "$@"
fi
pip=(.venv/bin/python -m pip --disable-pip-version-check)
"${pip[@]}" --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
"${pip[@]}" install --quiet --upgrade "pip>=25.1" # the first that knows dependency groups
exec "${pip[@]}" install --quiet "$@"
