# all          the tools, for release, in .build/release (the default)
# demo         the loop of a small brand, in Tests/Examples; first installs what it lacks
# test         the same as check; first installs what it lacks
# check        lint, build and tests; installs nothing and needs no network
# lint         the form of the sources, the manual pages and the shell scripts
# format       put the sources into form
# completions  write completions/ anew, from the tools
# picture      make the picture of the README anew, in Tests/Examples
# accept       make what CASE=tool/case (or CASE=tool, or all) now writes the expected output
# bench        speed, memory and worth beside jq, Miller, scikit-learn, OR-tools and others, from PyPI
# check-faults every tool while the system fails it, as a table; needs strace
# check-asan   the tests with the address sanitizer; check-tsan: with the thread sanitizer
# coverage     which lines of SchedCore the tests run
# fuzz         libFuzzer with an address sanitizer on every reader, for SECONDS each
# test-spark   the tools under Spark and GNU parallel; installs both, from PyPI and apt-get
# test-browser the pages and pictures of sched-view in Chromium, at .build/pages; installs it, from apt-get
# install      tools, pages, completions and examples, below PREFIX (and DESTDIR); uninstall
# deb          a Debian package in .build; check-deb tries it on a clean root
# dist         a source tarball in .build that builds without a network
# setup        what all of these need, through apt-get; silent when all is there
# clean        remove what was built

TOOLS = sched-score sched-plan sched-train sched-predict sched-feedback sched-import sched-view
PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
MANDIR = $(PREFIX)/share/man
DOCDIR = $(PREFIX)/share/doc/sched
BASHDIR = $(PREFIX)/share/bash-completion/completions
ZSHDIR = $(PREFIX)/share/zsh/site-functions
FISHDIR = $(PREFIX)/share/fish/vendor_completions.d
FOLDERS = $(MANDIR)/man1 $(MANDIR)/man5 $(MANDIR)/man7 $(PREFIX)/share/doc \
  $(BINDIR) $(BASHDIR) $(ZSHDIR) $(FISHDIR)

BUILD = .build/release
# A static executable starts in half the time, and runs where neither Swift nor libyaml is.
LINK = --static-swift-stdlib -Xswiftc -static-executable -Xswiftc -use-ld=lld -Xlinker --gc-sections
CASE = all
BENCHES = bench imports views learn truths plan search hours
PEERS = .build/peers
SPARK = .build/spark
PAGES = .build/pages
COVERAGE = .build/coverage
SECONDS = 60
COMMA = ,

# Commands, a library and a time zone that there must be, each with the Debian package that has it.
TO_BUILD = git:git pkg-config:pkg-config yaml-0.1:libyaml-dev UTC:tzdata
TO_DEMO = $(TO_BUILD) jq:jq
TO_TEST = $(TO_BUILD) mandoc:mandoc shellcheck:shellcheck zsh:zsh fish:fish python3:python3 jq:jq \
  mlr:miller sqlite3:sqlite3 jsonschema:python3-jsonschema icalendar:python3-icalendar \
  xlsx2csv:xlsx2csv
TO_BENCH = $(TO_BUILD) python3:python3 jq:jq mlr:miller
NEEDS = $(TO_TEST) $(TO_BENCH)
IS_THERE = command -v $$1 || pkg-config --exists $$1 || test -e /usr/share/zoneinfo/$$1
ROOT = $$(test "$$(id -u)" = 0 && echo env || echo sudo)
PUT = install -D -m 644 -t $(DESTDIR)

all:
	swift build -c release $(LINK)

demo:
	@$(MAKE) -s setup NEEDS="$(TO_DEMO)"
	@$(MAKE) -s all
	@PATH="$(CURDIR)/$(BUILD):$$PATH" $(MAKE) -s -C Tests/Examples
	@cat Tests/Examples/out/week.txt
	@echo 'The same as a page, and for calendar programs: Tests/Examples/out/week.html and week.ics'

test:
	@$(MAKE) -s setup NEEDS="$(TO_TEST)"
	@$(MAKE) -s check

check: lint
	swift build --build-tests
	swift test --skip-build --disable-xctest

lint:
	swift format lint --strict -r Sources Tests Package.swift
	test ! -d man || mandoc -T lint -W warning man/*
	find .ci/run Tests -type f \( -path .ci/run -o -name '*.sh' \) -exec shellcheck {} +

format:
	swift format -i -r Sources Tests Package.swift

picture: all
	PATH="$(CURDIR)/$(BUILD):$$PATH" $(MAKE) -s -C Tests/Examples -B plan.svg

completions: all
	@mkdir -p completions
	for tool in $(TOOLS); do for pair in bash:$$tool.bash zsh:_$$tool fish:$$tool.fish; do \
	  $(BUILD)/$$tool --generate-completion-script $${pair%:*} >completions/$${pair#*:} || exit; \
	done; done

accept:
	ACCEPT=$(CASE) swift test --disable-xctest --filter CaseTests

bench:
	@$(MAKE) -s setup NEEDS="$(TO_BENCH)"
	@$(MAKE) -s all
	@{ test -x $(PEERS)/bin/pip || python3 -m venv $(PEERS); } && \
	  $(PEERS)/bin/pip install -q scikit-learn ortools bayesian-optimization || \
	  echo 'make: without the peers of PyPI: scikit-learn, ortools, bayesian-optimization' >&2
	python=$(PEERS)/bin/python; test -x $$python || python=python3; for run in $(BENCHES); do \
	  $$python Tests/Benchmarks/$$run.py $(BUILD) || exit; done

check-faults:
	@$(MAKE) -s setup NEEDS="$(TO_BUILD) python3:python3 strace:strace"
	@$(MAKE) -s all
	python3 Tests/Faults/faults.py $(BUILD) Tests/Examples

# What globals hold behind tagged pointers seems lost to the search for leaks.
check-asan check-tsan:
	ASAN_OPTIONS=detect_leaks=0 TSAN_OPTIONS=halt_on_error=1 \
	  swift test --disable-xctest --scratch-path .build/$@ --sanitize=$(if $(findstring asan,$@),address,thread)

# Some tests of what a tool may write fail here, for a tool built so writes its counts as well.
coverage:
	rm -rf $(COVERAGE)/debug/codecov
	-swift test --disable-xctest --scratch-path $(COVERAGE) --enable-code-coverage
	bin=$$(dirname $$(readlink -f $$(command -v swift))) && cd $(COVERAGE)/debug && \
	  $$bin/llvm-profdata merge -sparse -failure-mode=all -o ../merged codecov/*.profraw && \
	  $$bin/llvm-cov report -instr-profile ../merged schedPackageTests.xctest \
	  $(TOOLS:%=-object %) $(CURDIR)/Sources/SchedCore

fuzz: all
	SCHED_FUZZ=1 swift build --scratch-path .build/fuzz -c release --product sched-fuzz \
	  $(addprefix -Xswiftc ,-sanitize=fuzzer$(COMMA)address -parse-as-library -use-ld=lld)
	sh Tests/Fuzz/fuzz.sh $(SECONDS)

test-spark:
	@$(MAKE) -s setup NEEDS="$(TO_BUILD) python3:python3 java:default-jre-headless parallel:parallel"
	@$(MAKE) -s all
	@{ test -x $(SPARK)/bin/pip || python3 -m venv $(SPARK); } && $(SPARK)/bin/pip install -q pyspark
	$(SPARK)/bin/python Tests/Benchmarks/spark.py $(BUILD)

test-browser:
	@$(MAKE) -s setup NEEDS="$(TO_DEMO) python3:python3 chromium:chromium"
	@$(MAKE) -s demo >/dev/null
	SCHED_PAGES=$(CURDIR)/$(PAGES) swift test --disable-xctest --filter HTMLPageTests
	python3 -B Tests/Browser/pages.py $(BUILD) $(PAGES) $(PAGES)/sample.* Tests/Examples/history.jsonl \
	  $(patsubst %,Tests/Examples/out/%.jsonl,plan predictions better week model after)

install: all
	install -D -s -m 755 -t $(DESTDIR)$(BINDIR) $(TOOLS:%=$(BUILD)/%)
	for n in 1 5 7; do $(PUT)$(MANDIR)/man$$n man/*.$$n || exit; done
	cd completions && $(PUT)$(BASHDIR) *.bash && $(PUT)$(ZSHDIR) _* && $(PUT)$(FISHDIR) *.fish
	$(PUT)$(DOCDIR)/examples $(filter-out %/out,$(wildcard Tests/Examples/*))

uninstall:
	rm -f $(TOOLS:%=$(DESTDIR)$(BINDIR)/%) $(TOOLS:%=$(DESTDIR)$(BASHDIR)/%.bash)
	rm -f $(TOOLS:%=$(DESTDIR)$(ZSHDIR)/_%) $(TOOLS:%=$(DESTDIR)$(FISHDIR)/%.fish)
	for page in man/*; do rm -f $(DESTDIR)$(MANDIR)/man$${page##*.}/$${page##*/}; done
	rm -rf $(DESTDIR)$(DOCDIR)
	test -z "$(DESTDIR)" || { cd $(DESTDIR) && rmdir -p $(FOLDERS:%=.%) 2>/dev/null; } || :

deb check-deb dist:
	@sh Tests/Packaging/package.sh $@

setup:
	@there() { $(IS_THERE); }; set -- $$(for need in $(NEEDS); do \
	  there $${need%:*} >/dev/null 2>&1 || echo $${need#*:}; done | sort -u); test $$# = 0 || { \
	  { command -v apt-get && command -v $(ROOT); } >/dev/null && echo "make: installing $$*" || \
	  { echo "make: install these first (here is no apt-get, or no sudo): $$*" >&2; exit 1; } && \
	  $(ROOT) apt-get -qq update; $(ROOT) env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install $$* >/dev/null; }

clean:
	swift package clean

.PHONY: all demo test check lint format picture completions accept bench check-faults check-asan check-tsan coverage fuzz test-spark test-browser install uninstall deb check-deb dist setup clean
