#!/bin/sh
# The tests of other tools use R's sf and LibreOffice Calc. Find them; on Debian or Ubuntu as root, install them; else say what to do.
set -eu
has_all() {
  command -v Rscript >/dev/null 2>&1 && Rscript -e 'library(sf)' >/dev/null 2>&1 && command -v soffice >/dev/null 2>&1
}
if has_all; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Debian's r-cran-sf and libreoffice-calc for the tests of other tools"
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends r-cran-sf libreoffice-calc >/dev/null
  if has_all; then exit 0; fi
fi
echo "These tests need R with sf and LibreOffice Calc: install them (for example 'sudo apt install r-cran-sf libreoffice-calc')." >&2
exit 1
