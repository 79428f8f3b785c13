#!/bin/sh
# A stand-in for a publisher: reads a plan, and writes what came of each post as sched-feedback
# reads it. The same post has the same luck whenever this is run; a real one calls the platforms.
exec jq -c '
  select(.status == "scheduled")
  | (.id | tostring | explode | reduce .[] as $c (7; (. * 31 + $c) % 9973)) as $luck
  | (.scheduled_at | fromdateiso8601 + $luck % 90 | todateiso8601) as $at
  | {id, account, platform, content_type, scheduled_at}
    + if $luck % 20 == 0 then {status: "rate_limited", failed_at: $at, http_status: 429, retry_after: 900}
      else {posted_at: $at, metrics: {impressions: (2000 + $luck), likes: (20 + $luck % 120)}} end
' "$@"
