#!/bin/sh
# Some tests read files and answers with GDAL's own commands (ogrinfo, ogr2ogr). Find them; on Debian or Ubuntu as root,
# install them; else say so: those tests are skipped.
set -eu
has_gdal() { command -v ogrinfo >/dev/null 2>&1 && command -v ogr2ogr >/dev/null 2>&1; }

if has_gdal; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  install() { DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends gdal-bin >/dev/null 2>&1; }
  echo "Installing Debian's gdal-bin for the tests with GDAL's commands"
  if install; then exit 0; fi
  apt-get -qq -o Acquire::http::Timeout=20 update >/dev/null 2>&1 || true
  if install; then exit 0; fi
fi
echo "Tests with GDAL's commands are skipped: install gdal-bin (for example 'sudo apt install gdal-bin') to run them." >&2
