#!/bin/sh
# The tests of other tools use R's sf, LibreOffice Calc and Impress. Find them; on Debian or Ubuntu as root, install them; else say what to do.
set -eu
has_all() {
  command -v Rscript >/dev/null 2>&1 && Rscript -e 'library(sf)' >/dev/null 2>&1 && command -v soffice >/dev/null 2>&1 \
    && [ -n "$(find /usr/lib/libreoffice /opt -name 'libsdlo.so' 2>/dev/null | head -n 1)" ]
}
if has_all; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Debian's r-cran-sf, libreoffice-calc and libreoffice-impress for the tests of other tools"
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends r-cran-sf libreoffice-calc libreoffice-impress >/dev/null
  if has_all; then exit 0; fi
fi
echo "These tests need R with sf, LibreOffice Calc and Impress: install them (for example 'sudo apt install r-cran-sf libreoffice-calc libreoffice-impress')." >&2
exit 1
