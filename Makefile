# cxlab
#
#   make setup      install what is missing: GSL, SQLite, OpenSSL, pkg-config and Python's venv (apt), and
#                   the package that draws charts (pip, in .venv); harmless when repeated
#   make build      build the program for release
#   make run        setup and build, then run every scenario in Scenarios/ (results go to Outputs/)
#                   and in Scenarios/validation/ (printed only)
#   make test       setup, then run the tests
#   make test-slurm build, then run a sweep on a Slurm cluster that loses a node (about a minute;
#                   installs Slurm with apt where it is missing)
#   make test-page  build, then test the lab in a real browser and its server from outside (a few
#                   minutes; installs Chromium with apt, and Selenium, Schemathesis and axe-core in .venv)
#   make fuzz       build, then fuzz the parsers of scenarios, settings, sweeps, plans and work files with
#                   coverage and the address sanitizer, FUZZ_SECONDS (default 60) each
#   make bench      build, then measure speed and memory (about ten minutes)
#   make docs       write the pages of the two libraries to .build/docs
#   make format     format the sources
#   make lint       check the format of the sources
#   make install    install the program under PREFIX (default /usr/local)
#   make clean      remove what was built

SHELL := /bin/bash
PREFIX ?= /usr/local
VENV ?= .venv
RELEASE := .build/release

# The program and the tests share one build: `swift test` would add a second flag that makes what it tests
# testable, and compile all of it once more.
BUILD := swift build -c release -Xswiftc -enable-testing
SOURCES := Sources Tests Benchmarks Package.swift
SCENARIOS := $(wildcard Scenarios/*.yaml)
VALIDATION := $(wildcard Scenarios/validation/*.yaml)

.PHONY: setup build run test test-slurm test-page fuzz bench docs format lint install clean

# With apt as root, or through sudo; elsewhere it says what to install.
setup:
	@missing=(); \
	pkg-config --exists gsl 2>/dev/null || missing+=(libgsl-dev pkg-config); \
	pkg-config --exists sqlite3 2>/dev/null || missing+=(libsqlite3-dev); \
	pkg-config --exists libcrypto 2>/dev/null || missing+=(libssl-dev); \
	python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv); \
	if [ $${#missing[@]} -eq 0 ]; then :; \
	elif ! command -v apt-get >/dev/null; then \
	  echo "setup: please install: $${missing[*]} (or what your system calls them)" >&2; exit 1; \
	else \
	  sudo=; [ "$$(id -u)" -eq 0 ] || sudo=sudo; \
	  echo "setup: installing $${missing[*]} with apt"; \
	  $$sudo apt-get update -q && $$sudo apt-get install -y -q "$${missing[@]}"; \
	fi
	@command -v swift >/dev/null || \
	  { echo "setup: please install Swift 6.2 or later; see the README" >&2; exit 1; }
	@$(MAKE) -s --no-print-directory $(VENV)/share/cxlab/vega.js || \
	  echo "setup: charts cannot be drawn without vl-convert-python; all else works" >&2

# The package carries Vega; its JavaScript is extracted once.
$(VENV)/share/cxlab/vega.js:
	@echo "setup: installing vl-convert-python in $(VENV)"
	@[ -x $(VENV)/bin/python ] || python3 -m venv $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check 'vl-convert-python>=1.9,<2'
	@mkdir -p $(dir $@)
	@$(VENV)/bin/python -c 'import sys, vl_convert; \
	  open(sys.argv[1], "w").write(vl_convert.javascript_bundle(vl_version="5.20"))' $@.new
	@mv $@.new $@

build:
	$(BUILD) --product cxlab

run: setup build
	@set -e; for file in $(SCENARIOS); do \
	  $(RELEASE)/cxlab run "$$file"; echo; \
	done
	@set -e; for file in $(VALIDATION); do \
	  $(RELEASE)/cxlab run "$$file" --no-report; echo; \
	done
	@echo "What if, live in the browser:  $(RELEASE)/cxlab serve Scenarios/broadband.yaml --open"

test: setup
	swift test -c release -Xswiftc -enable-testing --disable-testable-imports --disable-xctest

test-slurm: setup build
	Tests/Cluster/test-slurm.sh

test-page: setup build
	VENV=$(VENV) Tests/Page/run.sh

FUZZ_SECONDS ?= 60
fuzz: setup build
	Tests/Fuzz/run.sh $(FUZZ_SECONDS)

bench: setup build
	$(BUILD) --product enginebench
	Benchmarks/run.sh
	@echo
	Benchmarks/lab.py
	@echo
	Benchmarks/lab_class.py
	@echo
	Benchmarks/compare.py

# A page a library, from its comments and its .docc folder; a warning is an error.
docs:
	@mkdir -p .build/docs-build/symbols .build/docs
	@for library in RandomVariates DiscreteEvents; do \
	  one=.build/docs-build/$$library; \
	  $(BUILD) --target $$library --scratch-path .build/docs-build -Xswiftc -emit-symbol-graph \
	    -Xswiftc -emit-symbol-graph-dir -Xswiftc .build/docs-build/symbols && \
	  rm -rf $$one && mkdir -p $$one && \
	  cp .build/docs-build/symbols/$$library*.symbols.json $$one && \
	  docc convert Sources/$$library/$$library.docc --additional-symbol-graph-dir $$one \
	    --fallback-bundle-identifier cxlab.$$library --output-path .build/docs/$$library \
	    --warnings-as-errors --transform-for-static-hosting --hosting-base-path $$library \
	    || exit 1; \
	done

format:
	swift format -i -r $(SOURCES)

lint:
	swift format lint --strict -r $(SOURCES)

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(RELEASE)/cxlab $(DESTDIR)$(PREFIX)/bin/cxlab
	@echo "To draw charts, cxlab looks for a virtual environment in CXLAB_VENV where that is set,"
	@echo "else in $(PREFIX)/share/cxlab/venv and beside the program (never in the current folder)."

clean:
	rm -rf .build
