#!/bin/sh
# Makes .venv with everything pinned in requirements-dev.txt and the khotto command; needs python3 and make only.
set -eu

python=${PYTHON:-python3}
if ! "$python" -m venv .venv 2>/dev/null; then
    rm -rf .venv
    echo "python3 has no venv module; installing it"
    if [ "$(id -u)" = 0 ]; then sudo=""; else sudo="sudo"; fi
    $sudo apt-get update -qq
    $sudo apt-get install -y -qq --no-install-recommends python3-venv
    "$python" -m venv .venv
fi

# uv installs in seconds what pip takes minutes for; without it pip does the same work.
if .venv/bin/pip install --quiet --disable-pip-version-check uv; then
    .venv/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes -r requirements-dev.txt
else
    .venv/bin/pip install --quiet --require-hashes -r requirements-dev.txt
fi
.venv/bin/pip install --quiet --disable-pip-version-check --no-deps -e .

# Compiled once here rather than at each start, where Python is told to keep no compiled files (PYTHONDONTWRITEBYTECODE).
.venv/bin/python -m compileall -q bot cases console handlers nlp scheduler simulator storage
