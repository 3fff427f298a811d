#!/bin/sh
# Some tests use programs of a Debian package: its name, then the programs. Find them; on Debian or Ubuntu as root,
# install the package; else say so: those tests are skipped.
set -eu
package=$1
shift
has_all() {
  for program in "$@"; do command -v "$program" >/dev/null 2>&1 || [ -x "/usr/sbin/$program" ] || return 1; done
}
install() { DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$package" >/dev/null 2>&1; }

if has_all "$@"; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Debian's $package for the tests that need it"
  if install; then exit 0; fi
  apt-get -qq -o Acquire::http::Timeout=20 update >/dev/null 2>&1 || true
  if install; then exit 0; fi
fi
echo "Tests that need $* are skipped: install $package (for example 'sudo apt install $package') to run them." >&2
