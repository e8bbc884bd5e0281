# `make help` lists the targets. Everything is made by `python -m polyneuron.book`; see its --help.
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Data sets, when somebody has put them beside the project; the lessons download or use a sample otherwise.
# By the shell, because make's own functions split a path at its blanks.
quoted = '$(subst ','\'',$(1))'
POLYNEURON_DATA ?= $(shell cd $(call quoted,$(CURDIR)/../shared/data) 2>/dev/null && pwd)
override export POLYNEURON_DATA := $(shell folder=$(call quoted,$(POLYNEURON_DATA)); [ -z "$$folder" ] || { cd "$$folder" 2>/dev/null && pwd || printf '%s' "$$folder"; })
# The kernels that tests start: quiet, and sums in the same order on every processor.
export TF_CPP_MIN_LOG_LEVEL ?= 3
export TF_ENABLE_ONEDNN_OPTS ?= 0
BOOK := .venv/bin/python -m polyneuron.book
# `make site EDITION=fa CHAPTER=03` makes less; several stand in quotes, with blanks between them.
CHOSEN = $(patsubst %,--language %,$(EDITION)) $(patsubst %,--chapter %,$(CHAPTER))
JOBS ?= $(shell nproc 2>/dev/null || echo 2)

.PHONY: help site test test-all test-newest test-prerelease test-oldest test-colab test-resolved test-binder types mutation notebooks publish-notebooks readme catalogs status serve slides question-bank pdf bundle bench audit lint lock clean environment tools

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 17

site: environment ## Set up, execute, and build all editions into _build/site (EDITION=fa CHAPTER=03: only these)
	@$(BOOK) site $(CHOSEN)

# Tests look at pages of quick copies, which show the same cells after less training. `make test QUICK=`, as before
# publishing, makes the pages that readers get, and tests those. A test waits for browsers and kernels a third of its
# time, so one more runs than there are processors.
QUICK := --quick

test: environment tools ## Everything that CI checks: style, translations, tests, every notebook with nbval
	@.venv/bin/ruff check src tests hatch_build.py
	.venv/bin/ruff format --check src tests hatch_build.py
	.venv/bin/mypy
	$(BOOK) lint
	$(BOOK) site $(QUICK)
	$(if $(QUICK),,$(BOOK) execute --quick)
	$(BOOK) exercises --language en
	$(if $(QUICK),,$(BOOK) exercises --sizes)
	.venv/bin/python -m pytest -n $$(($(JOBS) + 1)) --dist loadscope --cov --cov-report=term:skip-covered tests
	.venv/bin/python -m pytest -n $(JOBS) --dist loadscope --nbval-lax --nbval-current-env -p no:cacheprovider _build/quick

test-all: QUICK :=
test-all: export POLYNEURON_EVERYTHING := 1
test-all: test mutation test-oldest test-colab test-resolved test-binder ## The same on full pages, all exercises, mutants, nbval in full, other versions
	@$(BOOK) exercises
	$(BOOK) exercises --language en --all-seeds
	.venv/bin/python -m pytest -n $(JOBS) --dist loadscope --nbval-lax --nbval-current-env -p no:cacheprovider _build/executed

types: environment ## Check the types with mypy
	@.venv/bin/mypy

# Another seed tries another tenth of the mutants.
SEED ?= 0
mutation: environment ## Change a tenth of texts/ and model/ line by line: tests must kill a share of them (SEED=3 for another)
	@.venv/bin/python -m tests.mutation --seed $(SEED) --jobs $(JOBS)

# An environment of its own, with the newest versions of what notebooks import, runs the quick copies once more; nbval
# compares the outputs with those of the pinned versions.
define run_on_newest
	$(BOOK) execute --quick
	"$(PYTHON)" -m venv --clear _build/environments/$@
	_build/environments/$@/bin/python -m pip install --quiet --disable-pip-version-check --upgrade $(1) $(NEWEST)
	_build/environments/$@/bin/python -m pip list --disable-pip-version-check
	PYTHONPATH="$(CURDIR)/src" _build/environments/$@/bin/python -m pytest -n $(JOBS) --dist loadscope \
	  --nbval-lax --nbval-current-env -p no:cacheprovider -W default _build/quick
endef
NEWEST := tensorflow numpy matplotlib pandas seaborn jinja2 ipykernel nbval pytest pytest-xdist

test-newest: environment ## Run all notebooks on the newest versions of what they import (every week in CI)
	@$(call run_on_newest,)

test-prerelease: environment ## The same on pre-releases
	@$(call run_on_newest,--pre)

# Each launched notebook alone in an empty folder, in an environment of its own: see tests/places/alone.py. First the
# interpreter, then what pip is given, then the languages.
define run_alone
	"$(1)" -m venv --clear _build/environments/$@
	_build/environments/$@/bin/python -m pip install --quiet --disable-pip-version-check $(2)
	.venv/bin/python -m tests.places.alone --python _build/environments/$@/bin/python --jobs $(JOBS) $(3)
endef

test-oldest: environment ## Run the launched notebooks on the oldest versions that pyproject.toml promises
	@$(call run_alone,$(PYTHON),--require-hashes --requirement tests/oldest.lock,--language en --right-to-left)

test-colab: environment ## Run the launched notebooks of all languages on the versions that Colab ships
	@if colab=$$(.venv/bin/uv python find --no-project --no-python-downloads --quiet 3.13 2>/dev/null) && "$$colab" -c ''; then
		packages="--require-hashes --requirement tests/colab.lock"
	else
		colab="$(PYTHON)" packages="--requirement tests/colab.txt"
		echo "ATTENTION: there is no Python 3.13 here, which Colab has. Its packages are tried with $$("$$colab" -V)." >&2
	fi
	$(call run_alone,$$colab,$$packages,)

test-resolved: environment ## Do the course's packages resolve for each Python on Linux, macOS and Windows?
	@.venv/bin/python -m tests.places.resolve

test-binder: notebooks ## Would Binder build the branch `notebooks`, and with which Python?
	@.venv/bin/python -m tests.places.binder _build/notebooks

notebooks: environment ## Write the notebooks that learners launch to _build/notebooks
	@$(BOOK) notebooks $(CHOSEN)

# FROM=folder or address: where the branch is published, else as _config.yml says. `FROM=new` begins its history.
FROM ?=
MESSAGE ?= Notebooks
publish-notebooks: environment ## Make the branch that Binder, Colab and hubs open, in _build/branch; pushes nothing
	@$(BOOK) publish-data
	$(BOOK) publish-notebooks --message $(call quoted,$(MESSAGE)) $(if $(filter new,$(FROM)),--new,$(if $(FROM),--from $(call quoted,$(FROM))))

readme: environment ## Write the table of links into README.md anew
	@$(BOOK) readme

catalogs: environment ## Merge the lessons' texts into the catalogues of all languages
	@$(BOOK) catalogs $(CHOSEN)

status: environment ## Show how far each translation is
	@$(BOOK) catalogs --status $(CHOSEN)

serve: environment ## Show the built site on this machine
	@$(BOOK) serve

slides: environment ## Make the slides of the built site anew (`make site` makes them too)
	@$(BOOK) slides $(patsubst %,--language %,$(EDITION))

question-bank: environment ## Write the quizzes' questions as Moodle XML and GIFT to _build/downloads (EDITION=fa CHAPTER=03)
	@$(BOOK) question-bank $(CHOSEN)

pdf: site tools ## Print pages, slides and sheets to _build/downloads (EDITION=fa CHAPTER=03: only these)
	@$(BOOK) pdf $(CHOSEN)

bundle: site tools ## Make the PDFs and a zip of each edition that works without a network, in _build/downloads
	@$(BOOK) bundle $(patsubst %,--language %,$(EDITION))

bench: environment ## Train all networks, measure the chapters' memory; writes docs/benchmarks.md (40 minutes on two cores)
	@$(BOOK) bench learning
	$(BOOK) bench memory

audit: environment tools ## Visit the built site with Lighthouse; writes docs/site.md (an hour on two quiet cores)
	@cd audit && PATH="$(CURDIR)/.venv/bin:$$PATH" npm ci --silent --no-audit --no-fund --ignore-scripts
	.venv/bin/python -m tests.audit

# Make itself knows a LINT, which is another program.
LINT :=
lint: environment tools ## Check the translations, types and style of the code; LINT="--language fa --fix" chooses
	@.venv/bin/ruff check src tests hatch_build.py
	.venv/bin/mypy
	$(BOOK) lint $(LINT)

PIN := .venv/bin/uv pip compile --generate-hashes --no-emit-index-url --no-emit-find-links --no-strip-extras --no-header --quiet
lock: environment ## Pin the requirements again, with hashes, and those of the tests of other versions
	@$(PIN) --universal --python-version 3.11 requirements.txt -o requirements.lock
	$(PIN) --universal --python-version 3.11 tests/oldest-plots.txt -o tests/oldest-plots.lock
	$(PIN) --python-version 3.11 --python-platform x86_64-manylinux_2_28 tests/oldest.txt -o tests/oldest.lock
	$(PIN) --python-version 3.13 --python-platform x86_64-manylinux_2_28 tests/colab.txt -o tests/colab.lock

clean: ## Remove everything generated; keeps the environment
	@[ ! -x .venv/bin/python ] || $(BOOK) clean

environment: .venv/.ready node_modules/.ready ## Create the environment in .venv and node_modules

.venv/.ready: requirements.lock pyproject.toml hatch_build.py
	@echo "Setting up .venv with $(PYTHON) …"
	"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11")'
	"$(PYTHON)" -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

node_modules/.ready: package-lock.json .venv/.ready
	@echo "Installing style sheets and fonts …"
	npm ci --silent --no-audit --no-fund --ignore-scripts
	touch $@

# What the tests, the lint and the PDFs need, and where it is looked for: program, dictionary or font, and Debian's
# package of it.
NEEDED := chromium=chromium msgfmt=gettext hunspell=hunspell /usr/share/hunspell/ru_RU.dic=hunspell-ru \
  /usr/share/hunspell/pl_PL.dic=hunspell-pl /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc=fonts-noto-cjk bwrap=bubblewrap

tools: ## Install what the tests, the lint and the PDFs need, where it is missing (Debian and Ubuntu, as root)
	@missing=""
	for pair in $(NEEDED); do
		program="$${pair%%=*}"; [ "$$program" = chromium ] && command -v chromium-browser >/dev/null && continue
		case "$$program" in
			/*) [ -e "$$program" ] || missing+=" $${pair#*=}" ;;
			*) command -v "$$program" >/dev/null || missing+=" $${pair#*=}" ;;
		esac
	done
	[ -n "$$missing" ] || exit 0
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then
		echo "Installing$$missing …"
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null
	else
		echo "The tests need these packages. Remedy: sudo apt-get install$$missing"; exit 1
	fi
