#!/bin/sh
# The QGIS tests use Debian's QGIS under the system's Python. Find it; on Debian or Ubuntu as root, install it; else say what to do.
set -eu
python="${QGIS_PYTHON:-/usr/bin/python3}"
if "$python" -c 'import qgis.core' >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Debian's python3-qgis for the QGIS tests"
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends python3-qgis qgis-providers >/dev/null
  if "$python" -c 'import qgis.core'; then exit 0; fi
fi
echo "The QGIS tests need QGIS 3.22 or newer for Python: install it (for example 'sudo apt install python3-qgis') or set QGIS_PYTHON=/path/to/its/python3." >&2
exit 1
