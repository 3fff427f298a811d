#!/bin/sh
# The browser tests drive the machine's Chromium, best without its windows (chromium-headless-shell: a page costs less
# than half). Find it; on Debian or Ubuntu as root, install it; else take any Chromium there is, or say what to do.
set -eu
has() { [ -n "$1" ] && command -v "$1" >/dev/null 2>&1; }

if has "${CHROMIUM:-}" || has chromium-headless-shell; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  install() { DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$1" >/dev/null 2>&1; }
  echo "Installing Debian's Chromium for the browser tests"
  if install chromium-headless-shell; then exit 0; fi
  apt-get -qq -o Acquire::http::Timeout=20 update >/dev/null 2>&1 || true
  if install chromium-headless-shell || install chromium; then exit 0; fi
fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if has "$name"; then exit 0; fi
done
echo "The browser tests need Chromium: install it (for example 'sudo apt install chromium-headless-shell') or set CHROMIUM=/path/to/chromium." >&2
exit 1
