#!/bin/sh
# Fuzzes every reader for some seconds each, with a corpus that stays in .build/corpus:
# fuzz.sh SECONDS [TARGET...]; the counts of runs are printed, and what broke is kept as a file.
# The readers use some 100 MiB here, so that 352 are a growth by 256.
set -eu

seconds=$1
shift
test $# -gt 0 || set -- json time zone tzif yaml model tree params score plan train predict feedback
corpus=$PWD/.build/corpus
examples=$PWD/Tests/Examples
tools=$PWD/.build/release
status=0

# Puts each line of standard input, or each file, into the corpus of a target.
lines() { mkdir -p "$corpus/$1"; (cd "$corpus/$1" && split -l 1 -a 4 - seed); }
files() { name=$1; shift; mkdir -p "$corpus/$name"; cp "$@" "$corpus/$name"; }

seed() {
  case $1 in
    json | score | plan | predict) head -n 40 "$examples/queue.jsonl" | lines "$1" ;;
    train) head -n 40 "$examples/history.jsonl" | lines train ;;
    feedback) head -n 60 "$examples/results.jsonl" | lines feedback ;;
    time) printf '%s\n' 2026-11-23T09:00:00Z 2016-12-31t23:59:60+05:30 UTC-5 mon-fri 07:30 | lines time ;;
    zone) printf '%s\n' Europe/Berlin UTC+5:30 ../../etc/passwd | lines zone ;;
    tzif) files tzif /usr/share/zoneinfo/Europe/Berlin /usr/share/zoneinfo/Asia/Kolkata ;;
    yaml) files yaml "$examples"/*.yaml ;;
    model) files model "$corpus/model.jsonl" ;;
    tree) grep '"kind":"tree"' "$corpus/model.jsonl" | lines tree ;;
    params) head -n 400 "$corpus/params.jsonl" | lines params ;;
  esac
}

mkdir -p "$corpus"
rm -f "$corpus"/*.log
"$tools/sched-train" -q --trees 3 -o "$corpus/model.jsonl" "$examples/history.jsonl"
"$tools/sched-feedback" -q --now 2026-11-23T00:00:00Z -o "$corpus/params.jsonl" "$examples/results.jsonl"
for target in "$@"; do
  seed "$target"
  # What globals hold behind tagged pointers would be told as leaks; growth has its limit instead.
  ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=16 FUZZ_TARGET=$target \
    "$PWD/.build/fuzz/release/sched-fuzz" -max_total_time="$seconds" \
    -timeout=20 -rss_limit_mb=352 -detect_leaks=0 -max_len=65536 -artifact_prefix="$corpus/$target-" \
    "$corpus/$target" >"$corpus/$target.log" 2>&1 || status=1
  echo "$target: $(grep -E '^Done |SUMMARY|^==.*ERROR' "$corpus/$target.log" | tail -n 1)"
done
cat "$corpus"/*.log | awk '/^Done / { runs += $2; time += $5 } END { print runs " runs in " time " seconds" }'
exit $status
