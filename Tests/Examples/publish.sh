#!/bin/sh
# A stand-in for a publisher, in two steps: `post` reads a plan, and writes what became of each post;
# `measure` reads that, and writes how the posts did once their figures had settled. The same post
# has the same luck whenever this is run; a real one calls the platforms.
# An id is best a string: jq 1.6 rounds numbers above 2^53.
step=$1
shift
# Where TZ has daylight saving, fromdateiso8601 of jq 1.6 is an hour off in summer.
TZ=UTC0
export TZ
exec jq -c --arg step "$step" '
  (.id | tostring | explode | reduce .[] as $c (7; (. * 31 + $c) % 9973)) as $luck
  | def after($seconds): fromdateiso8601 + $seconds | todateiso8601;
  if $step == "measure" then
    select(.posted_at)
    | {id, account, platform, content_type, posted_at, measured_at: (.posted_at | after(40 * 86400)),
        metrics: {impressions: (2000 + $luck), likes: (20 + $luck % 120)}}
  else
    select(.status == "scheduled")
    | (.scheduled_at | after($luck % 90)) as $at
    | {id, account, platform, content_type, scheduled_at, score}
      + if .experiment then {experiment} else {} end
      + if $luck % 20 == 0 then {status: "rate_limited", failed_at: $at, http_status: 429, retry_after: 900}
        else {posted_at: $at} end
  end
' "$@"
