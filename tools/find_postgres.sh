#!/bin/sh
# Finds PostgreSQL's programs for the tests, or installs them with what the system offers; no service is started.
set -eu

for program in "$(command -v initdb || true)" /usr/lib/postgresql/*/bin/initdb; do
    if [ -x "$program" ]; then
        exit 0
    fi
done

echo "no PostgreSQL found; installing it for the tests"
if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then sudo=""; else sudo="sudo"; fi
    $sudo apt-get update -qq
    $sudo mkdir -p /etc/postgresql-common
    # Debian's package would make a database of its own and start it; the tests bring theirs.
    [ -e /etc/postgresql-common/createcluster.conf ] ||
        echo "create_main_cluster = false" | $sudo tee /etc/postgresql-common/createcluster.conf >/dev/null
    $sudo apt-get install -y -qq --no-install-recommends postgresql
else
    echo "Install PostgreSQL 13 or newer (initdb must be on the PATH), then run the tests again." >&2
    exit 1
fi
