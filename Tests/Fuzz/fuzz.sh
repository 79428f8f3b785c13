#!/bin/sh
# Fuzzes every reader for some seconds each, with a corpus that stays in .build/corpus:
# fuzz.sh SECONDS [TARGET...]; the counts of runs are printed, and what broke is kept as a file.
# The readers use some 100 MiB here, so that 352 are a growth by 256.
set -eu

seconds=$1
shift
test $# -gt 0 || set -- json csv time zone tzif yaml sources import model tree params score plan replan rules job train predict feedback cycle view export layouts
corpus=$PWD/.build/corpus
examples=$PWD/Tests/Examples
tools=$PWD/.build/release
status=0

# Puts each line of standard input, or each file, into the corpus of a target.
lines() { mkdir -p "$corpus/$1"; (cd "$corpus/$1" && split -l 1 -a 4 - seed); }
files() { name=$1; shift; mkdir -p "$corpus/$name"; cp "$@" "$corpus/$name"; }

# Posts that are committed elsewhere, an empty line, and posts in every part of their life.
replans() {
  cat >"$corpus/replan/lives" <<'LIVES'
{"id":1,"platform":"x","scheduled_at":"2026-11-23T10:00:00Z","status":"scheduled","score":0.5}
{"id":2,"platform":"x","posted_at":"2026-11-22T23:00:00Z","status":"published"}
{"id":3,"platform":"x","scheduled_at":"2026-11-23T12:00:00Z","status":"cancelled"}
{"id":4,"platform":"tiktok","scheduled_at":"2026-11-22T10:00:00Z","status":"overdue"}

{"id":1,"platform":"x"}
{"id":2,"platform":"x","after":"x/1","after_hours":2}
{"id":3,"platform":"x","status":"failed","failed_at":"2026-11-22T20:00:00Z","retry_after":7200}
{"id":4,"platform":"tiktok","status":"rate_limited","retry_after":"Mon, 23 Nov 2026 09:00:00 GMT"}
{"id":"1","platform":"instagram","status":"draft"}
{"id":5,"platform":"instagram","http_status":429,"retry_after":"2026-11-23T20:00:00Z","attempts":3}
{"id":6,"platform":"x","campaign":"c","priority":"urgent","after":1}
{"id":7,"platform":"x","campaign":"c","scheduled_at":"2026-11-22T10:00:00Z","queued_at":"2026-11-20T10:00:00Z"}
LIVES
}

# Records of every kind that a post has.
records() {
  now='--now 2026-11-23T00:00:00Z'
  # shellcheck disable=SC2086 # two words
  (cd "$examples" && "$tools/sched-score" $now --days 1 posts.jsonl
    "$tools/sched-score" $now --days 1 --flat posts.jsonl | head -n 20
    "$tools/sched-plan" -q $now posts.jsonl
    "$tools/sched-predict" $now --days 1 --model "$corpus/model.jsonl" posts.jsonl
    head -n 10 history.jsonl) | lines view
}

# Exports in every form that sched-import reads.
exports() {
  name=$1
  make_exports() { mkdir -p "$corpus/$name" && cd "$corpus/$name" || exit
    printf 'id,platform,date,time,views,text\r\n1,x,02.11.2026,09:00,"1,234","a ""b""\nc"\r\n' >comma
    printf 'Datum;Plattform;Aufrufe;Engagementrate\n02/11/2026 9:00 PM;x;1.234;4,5 %%\n' >semicolon
    printf 'Note\n\nplatform\tdate\tstatus\tfollowers\nx\t2026-12-02\tdraft\t12.5K\n' >tab
    printf '{"platform":"x","posted_at":"2026-11-02T09:00:00Z","id":7}\n{"platform":"y"}\n' >lines
    printf '[{"platform":"x","posted_at":"2026-11-02T09:00:00+0100","likes":7}]' >array
    printf 'window.YTD.tweets.part0 = [{"tweet":{"id":"1212092628029698048","full_text":"a","created_at":"Tue Dec 31 19:26:16 +0000 2019","favorite_count":"7"}}];' >script
    iconv -f UTF-8 -t UTF-16 comma >utf-16; }
  (make_exports)
}

seed() {
  case $1 in
    json | score | plan | predict) head -n 40 "$examples/queue.jsonl" | lines "$1" ;;
    train) head -n 40 "$examples/history.jsonl" | lines train ;;
    feedback) head -n 60 "$examples/results.jsonl" | lines feedback ;;
    replan) mkdir -p "$corpus/replan" && replans ;;
    rules) files rules "$examples"/constraints.yaml "$examples"/week.yaml "$examples"/agency.yaml
      lines rules <<'RULES'
platforms: {x: {slots: [{days: mon-fri, at: ["09:00", 17:30], posts: 3}, {at: 9:00, posts: 2}]}}
platforms: {tiktok: {quota: [{kind: sliding, posts: 2, per_minutes: 90}, {kind: day, posts: 1}]}}
RULES
      ;;
    job) printf '%s\n' '{"suggested_concurrency": 2, "max_parallelism": 3, "priority_hint": "high"}' \
        'bulk_job_id: 7' '{"dispatch_windows": [{"from": "22:00", "until": "02:00"}]}' \
        '{"start_after": "2026-11-23T05:00:00Z", "deadline": "2026-11-24T05:00:00Z"}' | lines job ;;
    time) printf '%s\n' 'Sun, 06 Nov 1994 08:49:37 GMT' 2026-11-23T09:00:00Z 2016-12-31t23:59:60+05:30 UTC-5 mon-fri 07:30 | lines time ;;
    zone) printf '%s\n' Europe/Berlin UTC+5:30 ../../etc/passwd | lines zone ;;
    tzif) files tzif /usr/share/zoneinfo/Europe/Berlin /usr/share/zoneinfo/Asia/Kolkata ;;
    yaml) files yaml "$examples"/*.yaml ;;
    csv) files csv "$examples"/*.csv && exports csv ;;
    import) files import "$examples"/*.csv && exports import ;;
    sources) mkdir -p "$corpus/sources" && "$tools/sched-import" --print-sources >"$corpus/sources/all"
      for file in "$examples"/*.csv; do "$tools/sched-import" --describe "$file"; done |
        awk '/^sources:/ { n++ } n { print >"'"$corpus"'/sources/described" n }' ;;
    model) files model "$corpus/model.jsonl" ;;
    tree) grep '"kind":"tree"' "$corpus/model.jsonl" | lines tree ;;
    view) mkdir -p "$corpus/view" && records
      awk -F '"' '++count[$4] <= 2' "$corpus/params.jsonl" | lines view ;;
    export) mkdir -p "$corpus/export"
      (cd "$examples" && "$tools/sched-plan" -q --now 2026-11-23T00:00:00Z posts.jsonl queue.jsonl) | lines export ;;
    layouts) mkdir -p "$corpus/layouts"
      "$tools/sched-view" --print-layouts | sed 's/^  plain:/  own:/' >"$corpus/layouts/all"
      printf '%s\n' 'layouts: {own: {columns: [{name: a, time: "%d.%m.%y %I:%M %p"}, {field: "a.b[3]"}]}}' \
        'layouts: {own: {delimiter: ";", line_end: lf, file_of: channel, columns: [{flag: x}]}}' | lines layouts ;;
    # Some lines of each kind.
    params | cycle) awk -F '"' '++count[$4] <= 20' "$corpus/params.jsonl" | lines "$1"
      awk -F '"' '++count[$4] <= 3' "$corpus/params.jsonl" >"$corpus/$1/whole" ;;
  esac
}

mkdir -p "$corpus"
rm -f "$corpus"/*.log
"$tools/sched-train" -q --trees 3 -o "$corpus/model.jsonl" "$examples/history.jsonl"
# Two cycles that forget soon and try weights, so that there are lines of all kinds.
learn() { "$tools/sched-feedback" -q --now 2026-11-23T00:00:00Z --forget-days 60 "$@"; }
head -n 1000 "$examples/results.jsonl" | learn -o "$corpus/first.jsonl"
tail -n +1001 "$examples/results.jsonl" |
  learn --params "$corpus/first.jsonl" --weights 0.4,0.2,0.1 -o "$corpus/params.jsonl"
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
