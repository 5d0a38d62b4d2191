#!/usr/bin/env bash
# Get what a whole Galaxy for the tests needs of the distribution: PostgreSQL, and Node for its expression tools.
set -euo pipefail

packages=()
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || packages+=(postgresql)
type node >/dev/null 2>&1 || packages+=(nodejs)
[ ${#packages[@]} -gt 0 ] || exit 0

if [ "$(id -u)" != 0 ] || ! type apt-get >/dev/null 2>&1; then
    echo "make test-galaxy needs ${packages[*]}: install them (Debian's names), and run it as root." >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
apt-get -qq install -y --no-install-recommends "${packages[@]}" >/dev/null
