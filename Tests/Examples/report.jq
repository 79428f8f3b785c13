# The week as a person reads it: from the plan by published figures, the scores and the plan by the
# brand's own results, what came of the latter, and whether it helped. Times are those of TZ.
# Seconds since the epoch of an instant in UTC; under a TZ with daylight saving fromdateiso8601 of
# jq 1.6 is an hour off in summer. Years are counted from March, so that the leap day comes last.
def seconds:
  [scan("[0-9]+") | tonumber] as [$year, $month, $day, $hour, $minute, $second]
  | (if $month > 2 then $year else $year - 1 end) as $y
  | 365 * $y + ($y / 4 | floor) - ($y / 100 | floor) + ($y / 400 | floor)
    + ((153 * (($month + 9) % 12) + 2) / 5 | floor) + $day - 719469
  | ((. * 24 + $hour) * 60 + $minute) * 60 + $second;
def local(format): seconds | strflocaltime(format);
def wide(n): .[:n] + " " * (n - length);
def bar: "█" * (. * 10 | round) // "";
def percent: "\(. * 100 | round) %";
# What an hour is worth by scores.
def worth($at): .hourly[(($at | seconds) - (.start | seconds)) / 3600 | floor];

[inputs | . + {file: input_filename | sub(".*/"; "")}] as $all
| ($all | map(select(.file == "week.jsonl"))) as $week
| ($all | map(select(.file == "plan.jsonl" and .scheduled_at))) as $tables
| ($week | map(select(.scheduled_at)) | sort_by(.scheduled_at)) as $placed
| ($all | map(select(.file == "log.jsonl"))) as $results

| "The week of the roastery, planned by what its own results have taught; the clock is Berlin's.",
  ($placed | group_by(.scheduled_at | local("%F"))[]
    | "", (.[0].scheduled_at | local("%A, %-d %B")),
      (.[] | "  \(.scheduled_at | local("%H:%M"))  \(.account | wide(9)) \(.content_type | wide(18)) "
        + "\(.text | wide(32)) \(.score | bar | wide(10)) \(.score)")),
  "",
  "\($placed | length) of \($week | length) posts have a slot.",
  ($week[] | select(.scheduled_at | not) | "  \(.id) (\(.content_type), \(.account)) has none: \(.reason)"),
  (($all | map(select(.file == "better.jsonl") | {(.id): .scores}) | add) as $scores
    | ($placed | map(.score) | add / length) as $own
    | ($tables | map(.scheduled_at as $at | $scores[.id] | worth($at)) | add / length) as $published
    | "An hour of this plan is worth \($own | percent) of the best hour that its post could have; "
      + "planned by the published figures it would be \($published | percent)."),
  "\($results | map(select(.posted_at)) | length) posts went out, "
    + "\($results | map(select(.http_status == 429)) | length) met a rate limit; the next plan knows.",
  "", "Did the advised hours help?",
  ($all[] | select(.file == "after.jsonl" and .kind == "value") | "  \(.method): \(.text).")
