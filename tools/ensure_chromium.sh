#!/bin/sh
# The browser tests drive the machine's Chromium. Find it; on Debian or Ubuntu as root, install it; else say what to do.
set -eu
for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
  if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Debian's chromium for the browser tests"
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium >/dev/null
  exit 0
fi
echo "The browser tests need Chromium: install it (for example 'sudo apt install chromium') or set CHROMIUM=/path/to/chromium." >&2
exit 1
