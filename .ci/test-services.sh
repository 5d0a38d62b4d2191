#!/usr/bin/env bash
# Get the programs that the tests start: Java and Maven for Neo4j (unless one is given or Docker runs it), Chromium.
# Takes them from the distribution where that may be done without asking; says what it could not get.
set -euo pipefail

have() { type "$1" >/dev/null 2>&1; }
have_image() { docker image inspect "$1" >/dev/null 2>&1 || docker pull --quiet "$1" >/dev/null 2>&1; }
have_neo4j() { [ -n "${GALAXY_LINEAGE_TEST_NEO4J:-}" ] || have_image neo4j:5.26-community; }
have_chromium() { have chromium || have chromium-browser || have google-chrome; }

packages=()
have_neo4j || have java || packages+=(default-jdk-headless)
have_neo4j || have mvn || packages+=(maven)
have_chromium || packages+=(chromium fonts-liberation)
[ ${#packages[@]} -gt 0 ] || exit 0

as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo -n)
if have apt-get && "${as_root[@]}" true 2>/dev/null; then
    echo "Installing from the distribution: ${packages[*]}"
    export DEBIAN_FRONTEND=noninteractive
    if "${as_root[@]}" apt-get -qq update && "${as_root[@]}" apt-get -qq install -y --no-install-recommends "${packages[@]}" >/dev/null; then
        exit 0
    fi
fi
echo "Could not get ${packages[*]}: install them (Debian's names), or their tests will fail." >&2
