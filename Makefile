# Two commands matter: `make run` and `make test`. Needs Python 3.11 or newer, make, and a package index.
PYTHON ?= python3
PORT ?= 8050
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
WITH_NODE := PATH="$(CURDIR)/.venv/bin:$$PATH"
# What a build is made of, with the libraries; `python -m app build` compares contents, and does only what is needed.
SOURCES := $(shell find geodata layers app data -type f -not -path '*/__pycache__/*')

# Without compiled modules each process takes a second or two longer to start, and there are many.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run install build test programs test-browser test-web test-rest test-layers test-sheets test-gis test-faults test-qgis test-clients test-s3 lint web bench lock sbom clean
# The slow downloads are made beside the server, for nobody to be the first to wait for one.
run: build/.built
	@echo "Mission Atlas: http://127.0.0.1:$(PORT)"
	@test build/.all -nt build/.built || (PORT=$(PORT) nice -n 19 $(PY) -m app build --all && touch build/.all) >/dev/null 2>&1 &
	@PORT=$(PORT) $(PY) -m app serve

install: .venv/.installed
# Looks again, whatever the times of files say: other settings or a damaged file are reason enough.
build: .venv/.installed
	@$(PY) -m app build
	@touch build/.built

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Mission Atlas needs Python 3.11 or newer; set PYTHON=/path/to/python3.11 and try again.")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.installed: .venv/.python requirements.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# Without rfc3987-syntax, which readers' machines do not have either: jsonschema loads it wherever it finds it, which
# takes a second of each process and 14 MB, for international addresses in schemas.
.venv/.tested: .venv/.installed requirements-dev.lock
	$(PIP) install --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# Development only: what a reader's machine needs of the scripts is committed in dist/.
node_modules/.installed: .venv/.tested package.json package-lock.json
	$(WITH_NODE) npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

web: node_modules/.installed
	$(WITH_NODE) node tools/web/build.mjs

build/.built: .venv/.installed $(SOURCES)
	@$(PY) -m app build
	@touch $@

# Two things at a time, as there are two cores: first what is installed, then the checks, in parts of which the longest
# come first.
test:
	@$(MAKE) --no-print-directory --jobs=2 programs .venv/.tested
	@$(MAKE) --no-print-directory build/.built node_modules/.installed
	@$(PY) -m app build --all
	@touch build/.all
	@$(MAKE) --no-print-directory --jobs=2 test-browser test-rest test-sheets test-gis test-layers lint test-web

# One after the other, as Debian's packages are installed by one process at a time.
programs:
	@sh tools/ensure_chromium.sh
	@sh tools/ensure_package.sh gdal-bin ogrinfo ogr2ogr

test-browser:
	$(PY) -m pytest tests/browser

test-web:
	$(WITH_NODE) npm test --silent

test-rest:
	$(PY) -m pytest --ignore=tests/browser --ignore=tests/serving --ignore=tests/layers

test-layers:
	$(PY) -m pytest tests/layers --ignore=tests/layers/export

test-sheets:
	$(PY) -m pytest tests/layers/export --ignore=tests/layers/export/gis

test-gis:
	$(PY) -m pytest tests/layers/export/gis

# What may happen to a server, row by row (docs/deploy.md); by itself, as it takes both cores.
test-faults: .venv/.tested build
	@sh tools/ensure_package.sh nginx-light nginx
	$(PY) -m pytest tests/serving

# Opens the GeoPackage and the projects in Debian's QGIS, which runs under the system's own Python.
test-qgis: .venv/.tested build
	@sh tools/ensure_qgis.sh
	$(PY) -m pytest tests/qgis -m qgis

# Reads layers in R with sf, and tables in LibreOffice Calc, as Debian has them; also the R code that the atlas shows.
test-clients: .venv/.tested build
	@sh tools/ensure_clients.sh
	$(PY) -m pytest tests/clients -m clients
	$(PY) -m pytest tests/app/test_snippets.py -k test_r_runs

# Keeps readers' tables in a bucket of moto's server: in an environment of its own, as botocore does not install beside frictionless.
test-s3: .venv/.tested
	test -x .venv-s3/bin/moto_server || ($(PYTHON) -m venv .venv-s3 && .venv-s3/bin/pip install --quiet --require-hashes -r tests/geodata/requirements-s3.lock)
	$(PY) -m pytest tests/geodata/test_own_storage.py -m s3

lint: .venv/.tested node_modules/.installed
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -c "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
	$(WITH_NODE) npm run --silent check

bench: .venv/.tested build
	$(PY) -m benchmarks

# For maintainers: resolve the lock files again after a change in pyproject.toml (needs the uv tool).
lock:
	uv pip compile --universal --python-version 3.11 pyproject.toml --no-header --no-emit-index-url --generate-hashes -o requirements.lock
	uv pip compile --universal --python-version 3.11 pyproject.toml --extra postgres -c requirements.lock --no-header --no-emit-index-url --generate-hashes -o requirements-postgres.lock
	uv pip compile --universal --python-version 3.11 pyproject.toml --extra scale -c requirements.lock --no-header --no-emit-index-url --generate-hashes -o requirements-scale.lock
	echo 'moto[s3,server]==5.2.5' | uv pip compile --python-version 3.11 - --no-header --no-emit-index-url --generate-hashes -o tests/geodata/requirements-s3.lock
	uv pip compile --universal --python-version 3.11 pyproject.toml --group dev -c requirements.lock --no-emit-package rfc3987-syntax --no-header --no-emit-index-url --generate-hashes -o requirements-dev.lock

# What ships, with licences and sums (sbom.cdx.json, THIRD-PARTY.md): after a change of requirements.lock.
sbom: .venv/.tested
	$(PY) -m tools.sbom

clean:
	rm -rf build .venv
