"""Posts in every part of their life, what sched-plan reads beside its input, and a table."""

LIVES = b"""\
{"id":"l1","platform":"x","status":"published","posted_at":"2026-11-22T10:00:00Z"}
{"id":"l2","platform":"x","status":"failed","failed_at":"2026-11-22T10:00:00Z","retry_after":7200}
{"id":"l3","platform":"x","status":"rate_limited","retry_after":"Mon, 23 Nov 2026 09:00:00 GMT"}
{"id":"l4","platform":"x","http_status":429,"retry_after":"2026-11-23T08:00:00Z","attempts":4}
{"id":"l5","platform":"x","scheduled_at":"2026-11-20T10:00:00Z"}
{"id":"l6","platform":"x","status":"overdue","scheduled_at":"2026-11-21T10:00:00Z"}
{"id":"l7","platform":"x","status":"cancelled","scheduled_at":"2026-11-24T10:00:00Z"}
{"id":"l8","platform":"x","status":"draft"}
{"id":"l9","platform":"x","after":"x/e1","after_hours":3}
{"id":"l10","platform":"tiktok","after":"l1"}
"""

BESIDE = {
    "existing.jsonl": b"""\
{"id":"e1","platform":"x","status":"scheduled","scheduled_at":"2026-11-24T12:00:00Z","score":0.5}
{"id":"e2","platform":"x","status":"cancelled","scheduled_at":"2026-11-24T15:00:00Z"}
{"id":"e3","platform":"x","status":"published","posted_at":"2026-11-22T12:00:00Z"}
{"id":"e4","platform":"tiktok","status":"failed","retry_after":"Mon, 23 Nov 2026 20:00:00 GMT"}
{"id":"l6","platform":"x","status":"scheduled","scheduled_at":"2026-11-21T10:00:00Z"}
""",
    "rules.yaml": b"""\
time_zone: Europe/Berlin
platforms:
  x:
    min_gap_hours: 0
    slots: [{days: mon-fri, at: ["09:00", "17:30"], posts: 3}, {days: [sat, sun], at: "11:15"}]
""",
    "job.yaml": b"""\
bulk_job_id: week-48
suggested_concurrency: 2
max_parallelism: 3
start_after: 2026-11-23T06:00:00Z
""",
}

# Lines that are refused, each with a word of its message.
REFUSED = [
    (b'{"platform":"x","status":"gone"}', b"status"),
    (b'{"platform":"x","status":7}', b"status"),
    (b'{"platform":"x","posted_at":"yesterday"}', b"posted_at"),
    (b'{"platform":"x","http_status":"429"}', b"http_status"),
    (b'{"platform":"x","retry_after":"Mon, 32 Nov 2026 09:00:00 GMT"}', b"retry_after"),
    (b'{"platform":"x","retry_after":"Mon, 23 Nov 2026 09:00:00 CET"}', b"retry_after"),
    (b'{"platform":"x","retry_after":-1}', b"retry_after"),
    (b'{"platform":"x","retry_after":{}}', b"retry_after"),
    (b'{"platform":"x","after":[1]}', b"after"),
    (b'{"id":"l1","platform":"x"}', b"id"),
]

# What a file beside the input may not be: its flag, its bytes, and the status of the run.
DAMAGED = [
    ("existing.jsonl", b'{"id":1,"platform":"x","status":"gone"}\n', 65),
    ("existing.jsonl", b'{"id":1,"platform":"x","scheduled_at":"2026-11-24T12:00', 65),
    ("existing.jsonl", b"\x1f\x8b\x08\x00\x00\x00", 65),
    ("existing.jsonl", b'{"id":1,"platform":"x","retry_after":"soon"}\n', 65),
    ("rules.yaml", b'platforms: {x: {slots: [{at: "09:00", posts: 0}]}}', 78),
    ("rules.yaml", b'platforms: {x: {slots: [{at: "09:00", posts: 1.5}]}}', 78),
    ("rules.yaml", b'platforms: {x: {slots: [{posts: 2}]}}', 78),
    ("rules.yaml", b"platforms: {x: {slots: [", 78),
    ("rules.yaml", b"\xff\xfe\x00", 78),
    ("job.yaml", b"suggested_concurrency: 0", 78),
    ("job.yaml", b"suggested_concurrency: many", 78),
    ("job.yaml", b"suggested_concurrency: 99999999999999999999", 78),
    ("job.yaml", b"{deadline: 2026-11-23T00:00:00Z, start_after: 2026-11-24T00:00:00Z}", 78),
]

# An export with cells of two lines, for sched-import.
TABLE = b"id,platform,date,views,text\n" + b"".join(
    b'%d,x,2026-%02d-%02d %02d:%02d,%d,"two\nlines of %d"\n'
    % (n, n % 10 + 1, n % 28 + 1, n % 24, n % 60, n * 7 % 5000, n) for n in range(3000))
