# The desk's two commands are `make run` and `make test`; the rest serves them.
PORT ?= 8000
INSTANCE ?= instance
PYTHON ?= python3
export PUBLICITY_INSTANCE = $(abspath $(INSTANCE))
export PORT
# Tests write and sync thousands of small files: in memory where there is room for them (2 GB), else on the disk.
ROOM := $(shell df -k /dev/shm 2>/dev/null | awk 'END { print ($$4 > 2000000) ? "TMPDIR=/dev/shm" : "" }')

.PHONY: run test lint types sqlite postgresql browser bench format assets clean

run: .venv/run.txt
	@sh assets/build-once.sh "$(PUBLICITY_INSTANCE)/assets"
	@.venv/bin/python -m publicity.serve

test: .venv/dev.txt
	@$(MAKE) --no-print-directory lint types sqlite postgresql browser

lint: .venv/dev.txt
	.venv/bin/ruff format --check -q .
	.venv/bin/ruff check -q .

types: .venv/dev.txt
	.venv/bin/mypy

sqlite: .venv/dev.txt
	$(ROOM) .venv/bin/pytest -n 2 -m "not browser"

postgresql: .venv/dev.txt
	$(ROOM) TEST_DATABASE=postgresql .venv/bin/pytest -n 2 -m "not browser"

browser: .venv/dev.txt
	@sh assets/build-once.sh "$(CURDIR)/.venv/assets"
	$(ROOM) .venv/bin/pytest -n 2 -m browser tests/browser

bench: .venv/dev.txt
	.venv/bin/python -m bench

format: .venv/dev.txt
	.venv/bin/ruff check -q --fix .
	.venv/bin/ruff format -q .

assets: .venv/run.txt
	sh assets/build.sh "$(PUBLICITY_INSTANCE)/assets"

.venv/run.txt: requirements.txt
	$(PYTHON) -m venv .venv
	.venv/bin/pip install -q --disable-pip-version-check -r requirements.txt
	cp requirements.txt $@

.venv/dev.txt: requirements.txt requirements-dev.txt
	$(PYTHON) -m venv .venv
	.venv/bin/pip install -q --disable-pip-version-check -r requirements-dev.txt
	cp requirements.txt .venv/run.txt
	cp requirements-dev.txt $@

clean:
	rm -rf .venv node_modules .mypy_cache .pytest_cache .ruff_cache
