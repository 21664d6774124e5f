# The front door. `make serve` is the main job; `make help` lists the rest.

PORT ?= 8000
# Any Python from 3.12 on will do; 3.12 is Pyodide's own and lets the wheel ship byte-compiled.
PYTHON ?= $(shell for p in python3 python3.12 python3.13 python3.14 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && { echo "$$p"; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
# Tests run beside each other, each worker with a Chromium of its own, on the site that `build` has just built.
JOBS ?= 2
PYTEST = NNWEB_SITE=$(CURDIR)/build/site $(BIN)/pytest --numprocesses=$(JOBS) --dist=worksteal --durations=10
JS_TESTS = $$(find tests/js -name '*.test.js')
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# Material announces the end of MkDocs 1 at every build; requirements/ pins what we build with.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve build test rest check fast format lint types scripts bench clean lock kernel browser python

help:  ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## */\t/' | expand -t 10

serve: build  ## build the site and serve it on http://127.0.0.1:8000 (PORT=…)
	@PORT=$(PORT) $(BIN)/nnweb serve build/site

build: $(VENV)/.site  ## build the site into build/site
	@$(BIN)/mkdocs build --quiet --strict --clean

test: $(VENV)/.dev browser build  ## run every test, the browser's included (JOBS=2 at a time)
	$(PYTEST)

rest: $(VENV)/.dev browser build  ## run the tests that `make check` leaves out
	$(PYTEST) -m "slow or browser"

check: $(VENV)/.dev  ## format, lint, types, fast tests, strict build; two at a time
	@$(MAKE) --no-print-directory --jobs=2 $(if $(filter output-sync,$(.FEATURES)),--output-sync) \
		lint build types fast scripts

fast: $(VENV)/.dev
	$(BIN)/pytest tests/unit tests/parity tests/site -m "not slow" -q

format: $(VENV)/.dev  ## rewrite the sources in the project's format
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lint: $(VENV)/.dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check

types: $(VENV)/.dev
	$(BIN)/mypy

scripts:
	@if command -v npm >/dev/null; then npx --yes --package typescript@5.9.3 tsc --project site/tsconfig.json; \
	else echo "npm is not here: the JavaScript's types are not checked"; fi
	@if command -v node >/dev/null; then node --experimental-detect-module --test --test-reporter=dot $(JS_TESTS); \
	else echo "Node is not here: the JavaScript's tests are left to Chromium (make test)"; fi

bench: $(VENV)/.dev browser build  ## measure training here and in Chromium
	$(BIN)/python benchmarks/run.py $(BENCH)

clean:  ## remove what was built (the virtual environment stays: `rm -r .venv`)
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

lock: python  ## pin the newest allowed versions in requirements/ (needs uv)
	for group in site dev; do uv pip compile --quiet --upgrade pyproject.toml --group $$group --universal \
		--python-version 3.12 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" \
		-o requirements/$$group.txt; done

kernel: $(VENV)/.dev  ## build nnweb/ops/kernel.wasm from its C source
	cd site && ../$(BIN)/python -m builder.kernel

browser: $(VENV)/.dev
	@$(BIN)/python -m tests.browser.chromium

python:
	@test -n "$(PYTHON)" || { echo "nnweb needs Python 3.12 or later; found none. Install it, or say PYTHON=/path/to/python3.12"; exit 1; }

$(VENV)/bin/python: | python
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements/site.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) --require-hashes -r requirements/site.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.site
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@
