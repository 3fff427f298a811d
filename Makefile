# Two commands matter: `make run` and `make test`. Needs Python 3.11 or newer, make, and a package index.
PYTHON ?= python3
PORT ?= 8050
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
WITH_NODE := PATH="$(CURDIR)/.venv/bin:$$PATH"
# What a build is made of, with the libraries; `python -m app build` compares contents, and does only what is needed.
SOURCES := $(shell find geodata layers app data -type f -not -path '*/__pycache__/*')

.PHONY: run install build test test-browser test-rest test-faults test-qgis test-clients test-s3 lint web bench lock sbom clean
run: build
	@echo "Mission Atlas: http://127.0.0.1:$(PORT)"
	@PORT=$(PORT) $(PY) -m app serve

install: .venv/.installed
build: build/.built

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Mission Atlas needs Python 3.11 or newer; set PYTHON=/path/to/python3.11 and try again.")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.installed: .venv/.python requirements.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.tested: .venv/.installed requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
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

test: .venv/.tested build
	@$(PY) -m app build --all
	@sh tools/ensure_chromium.sh
	$(MAKE) --no-print-directory lint
	$(WITH_NODE) npm test --silent
	$(MAKE) --no-print-directory --jobs=2 test-browser test-rest

# The two halves take as long as each other, and a core each; `make test` runs them side by side.
test-browser:
	$(PY) -m pytest tests/browser

test-rest:
	$(PY) -m pytest --ignore=tests/browser --ignore=tests/serving

# What may happen to a server, row by row (docs/deploy.md); by itself, as it takes both cores.
test-faults: .venv/.tested build
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
	uv pip compile --universal --python-version 3.11 pyproject.toml --group dev -c requirements.lock --no-header --no-emit-index-url --generate-hashes -o requirements-dev.lock

# What ships, with licences and sums (sbom.cdx.json, THIRD-PARTY.md): after a change of requirements.lock.
sbom: .venv/.tested
	$(PY) -m tools.sbom

clean:
	rm -rf build .venv
