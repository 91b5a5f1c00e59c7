# What a newcomer types.  `make help` lists it; nothing but git, make and Python is needed.

PYTHON ?= python3
PORT ?= 8000
PY := .venv/bin/python
PIP := $(PY) -m pip install -qq --disable-pip-version-check --require-hashes
COMPILE := $(PY) -m uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-emit-index-url --custom-compile-command "make requirements"

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint bench cluster shots audit-pages soak messages requirements licences audit

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 20

run: .venv/run.stamp .env  ## the portal with a demo registry on 127.0.0.1, PORT=8000
	@$(PY) manage.py run_demo --port $(PORT)

test: .venv/dev.stamp  ## style, and all tests on SQLite, PostgreSQL and in the browser
	@$(PY) -m tests.run

soak: .venv/dev.stamp  ## the long tests, which `make test` leaves out
	@$(PY) -m tests.run --soak

lint: .venv/dev.stamp  ## style of the code alone
	@$(PY) -m tests.run --lint

bench: .venv/dev.stamp  ## the measures of speed: one table, and bench.json
	@$(MAKE) -s .venv/bench.stamp || echo "*** NOT MEASURED: DuckDB and Datasette cannot be had. ***"
	@$(PY) -m tests.bench

cluster: .venv/dev.stamp  ## several machines on this one, each killed under load; ARGS=--stay
	@$(PY) -m tests.cluster $(ARGS)

shots: .venv/dev.stamp  ## pictures of every page and workbook in build/shots/
	@$(PY) -m tests.shots

audit-pages: .venv/dev.stamp  ## axe and Lighthouse over every public page: one table
	@$(PY) -m tests.audit $(ARGS)

messages: .venv/dev.stamp  ## collect the texts to translate, compile the translated ones
	@$(PY) -m tests.messages

requirements: .venv/dev.stamp  ## requirements*.txt from *.in; newer: ARGS=--upgrade
	$(COMPILE) $(ARGS) requirements.in -o requirements.txt
	$(COMPILE) $(ARGS) requirements-dev.in -o requirements-dev.txt
	$(COMPILE) $(ARGS) requirements-audit.in -o requirements-audit.txt
	$(COMPILE) $(ARGS) requirements-bench.in -o requirements-bench.txt

licences: .venv/dev.stamp  ## docs/licences.md from what the installed packages say
	@$(PY) -m tests.licences

audit: .venv/audit.stamp  ## whether a locked package is known to be vulnerable; asks the network
	@clean=1; for file in $(wildcard requirements*.txt); do echo "$$file"; \
		.venv/audit/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
		--vulnerability-service pypi -r $$file || clean=; done; [ $$clean ] || { echo; \
		echo "*** NOT CLEAN: a package is vulnerable, or nobody could be asked about it. See above. ***"; \
		echo; exit 1; }

# The environment.  A stamp is younger than everything that it was made from.

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo \
		"$(PYTHON) is missing or older than Python 3.11. Name a newer one: make PYTHON=python3.12 ..."; \
		exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo \
		"$(PYTHON) cannot make environments. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Making a Python environment in .venv/"
	@$(PYTHON) -m venv --clear .venv

.venv/run.stamp: requirements.txt .venv/bin/python
	@echo "Installing the packages of requirements.txt into .venv/"
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@$(PIP) -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	@echo "Installing the packages of requirements-dev.txt into .venv/"
	@$(PIP) -r requirements-dev.txt
	@touch $@

.venv/audit.stamp: requirements-audit.txt .venv/dev.stamp
	@echo "Installing pip-audit into .venv/audit/"
	@$(PYTHON) -m venv --clear .venv/audit
	@.venv/audit/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/bench.stamp: requirements-bench.txt .venv/dev.stamp
	@echo "Installing what \`make bench\` measures against into .venv/bench/"
	@$(PYTHON) -m venv --clear .venv/bench
	@.venv/bench/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@

.env: | .venv/run.stamp
	@echo "Writing .env: DEBUG=1, a random SECRET_KEY, the password of the demo accounts"
	@umask 077 && $(PY) -c 'import secrets as s; print("DEBUG=1", "SECRET_KEY=" + s.token_urlsafe(50), \
		"DEMO_PASSWORD=" + s.token_hex(6), sep="\n")' > $@
