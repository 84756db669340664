#!/bin/sh
# Finds Chromium for the browser tests and the screenshots, or installs it with what the system offers.
set -eu

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

echo "no Chromium found; installing it for the browser tests"
if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then sudo=""; else sudo="sudo"; fi
    $sudo apt-get update -qq
    $sudo apt-get install -y -qq --no-install-recommends chromium fonts-noto-color-emoji
else
    .venv/bin/playwright install chromium
fi
