import Foundation
import Testing

/// What the schemas refuse: damaged output, and what the tools refuse to read.
struct SchemaRefusalTests {
  /// Of each tool a command, and what jq does to its output to damage it.
  private static let damages = [
    "sched-score": (
      "sched-score $now --top 2 --explain --recommend",
      [
        "del(.scores)", ".scores.hourly[3] = 1.5", ".scores.hourly[0] = null",
        #".scores.start = "2026-11-23T00:30:00.5Z""#, ".scores.more = 1", ".scores.hourly = []",
        ".best[0].hour = 24", #".best[0].day = "Monday""#, "del(.best[1].at)", ".best = {}",
        #".best[0].factors[0].factor = "luck""#, ".best[0].factors[0].effect = -1",
        ".recommendation.windows[0].weight = 2", #".recommendation.quota = "none""#,
        ".platform = 5", "del(.platform)",
      ]
    ),
    "sched-score --flat": (
      "sched-score $now --flat",
      ["del(.at)", ".more = 1", #".score = "0.5""#, ".score = 1.01", ".hour = -1", ".id = [1]"]
    ),
    "sched-plan": (
      """
      sched-plan -q $now --days 1 --experiment --explain <<'end'
      {"id":1,"platform":"x"}
      {"id":3,"platform":"x"}
      {"id":2,"platform":"x","deadline":"2026-11-22T00:00:00Z"}
      end
      true
      """,
      [
        "del(.status)", #".status = "planned""#, ".scheduled_at = null", "del(.scheduled_at)",
        #".scheduled_at = "tomorrow""#, #".scheduled_at = "2026-02-29T00:00:00Z""#, ".score = 1.2",
        "del(.score)", "del(.key)", #".key = "a b/x/1""#, #".reason = "so""#, ".why.weight = 3",
        "del(.why.next)", ".why.next[0].score = null", ".wave = 0", #".why.decay = "1""#,
        #"select(.status == "unscheduled") | del(.reason)"#,
        #"select(.status == "unscheduled") | .conflicts = "p1""#,
        #"select(.status == "unscheduled") | .scheduled_at = "2026-11-23T00:00:00Z""#,
        #"select(.status == "unscheduled") | .score = 0"#,
        ".experiment.propensity = 0", ".experiment.group = 5", "del(.experiment.at)",
        #"select(.status == "unscheduled") | .experiment = {}"#,
      ]
    ),
    "sched-train": (
      "sched-train -q --trees 3 --min-samples 160 history.jsonl; true",
      [
        ".version = 3", "del(.checksum)", #".checksum = "xyz""#, ".samples = 1.5", ".smear = -1",
        ".scores.mean.r2 = 2", "del(.scores.table)", ".features[0].categories = []",
        "del(.features[0].edges)", ".content_types[].week |= .[1:]", ".trees = 0", ".more = 1",
        #"select(.kind == "tree") | .leaves[0] = 40000"#,
        #"select(.kind == "tree") | .splits = []"#, #"select(.kind == "tree") | .kind = "bush""#,
        #"select(.kind == "skipped") | del(.needed)"#,
      ]
    ),
    "sched-predict": (
      """
      sched-train -q --trees 3 history.jsonl >model.jsonl
      sched-predict $now --model model.jsonl --explain --explore 1 --top 2 <<'end'
      {"platform":"linkedin"}
      end
      true
      """,
      [
        "del(.predictions)", ".predictions = {}", ".predictions[0].confidence = -0.1",
        #".predictions[0].method = "magic""#, #".predictions[0].method = "rules""#,
        ".predictions[0].predicted = null", #".predictions[0].lower = "1""#, "del(.scores)",
        "del(.predictions[1].upper)", ".predictions[0].hour = 24", #".explored = "yes""#,
        "del(.propensity)", ".propensity = 2", "del(.explored_hour)", #".explored_hour = "9""#,
        ".predictions[0].why[0].effect = null",
        ".scores.hourly[9] = -0.5", ".scores = null",
      ]
    ),
    "sched-feedback": (
      """
      printf '%s\\n' '{"platform":"x","status":"rate_limited","failed_at":"2026-11-21T00:00:00Z"}' \\
        '{"platform":"x","posted_at":"2026-11-22T00:00:00Z","scheduled_at":"2026-11-22T00:00:00Z"}' \\
        | sched-feedback -q $now history.jsonl - 2>/dev/null; true
      """,
      [
        #".kind = "other""#, "del(.kind)", ".format = 1", ".results = -1", #".at = "now""#,
        #"select(.kind == "weights") | .season = 1.1"#,
        #"select(.kind == "weights") | del(.format)"#,
        #"select(.kind == "daypart") | del(.alpha)"#,
        #"select(.kind == "daypart") | .day = "Monday""#,
        #"select(.kind == "daypart") | .rate = null"#,
        #"select(.kind == "explore") | .method = "luck""#,
        #"select(.kind == "explore") | .shares[0].share = 2"#,
        #"select(.kind == "limits") | .backoff.multiplier = 0.5"#,
        #"select(.kind == "limits") | .max_concurrent_posts = 0"#,
        #"select(.kind == "kpi") | .adherence = {"fast": 1}"#,
        #"select(.kind == "kpi") | .account = "a""#, #"select(.kind == "kpi") | .failed = 0.5"#,
        #"select(.kind == "analysis") | .level = "bad""#,
        #"select(.kind == "version") | .parent = 0"#,
        #"select(.kind == "trial") | .status = "over""#,
        #"select(.kind == "seen") | .results = "abc""#,
        #"select(.kind == "curve") | .probability = 2"#,
        #"select(.kind == "weights") | .trial = 2"#,
        #"select(.kind == "value") | .verdict = "maybe""#,
        #"select(.kind == "value") | del(.upper) | .lift = 0.1"#,
        #"select(.kind == "open") | del(.figures)"#, #"select(.kind == "open") | .week_hour = 168"#,
        #"select(.kind == "settled") | .posts[0][0] = "abc""#,
        #"select(.kind == "settled") | .posts[0] |= .[:5]"#,
      ]
    ),
  ]

  @Test(.hasPythonModule("jsonschema"), .isInstalled("jq"), arguments: damages.keys.sorted())
  func `damaged output is refused`(of name: String) throws {
    let (command, edits) = try #require(Self.damages[name])
    let lines = try TemporaryDirectory.with { directory in
      try directory.copy(contentsOf: Repository.root.appending(path: "Tests/Examples"))
      let posts = #"{"id":1,"platform":"x"}"#
      let outcome = try shell(
        "now='--now 2026-11-23T00:00:00Z'; { \(command); } >good && cat good", input: posts,
        directory: directory)
      try #require(outcome.status == 0 && outcome.err.isEmpty, "\(outcome)")
      let damaged = try edits.map { edit in
        let one = try shell("jq -nc 'first(inputs | \(edit))' good", directory: directory)
        try #require(one.status == 0 && one.out.utf8.count > 1, "\(one)")
        return one.out
      }
      return outcome.out + damaged.joined()
    }
    let tool = Tool(String(name.prefix { $0 != " " }))
    let faults = try SchemaValidator(tool: tool, side: "output").faults(of: lines)
    let good = lines.utf8.count { $0 == 0x0A } - edits.count
    let accepted = edits.indices.filter { faults[good + $0 + 1] == nil }
    #expect(accepted.map { edits[$0] } == [])
    #expect(faults.filter { $0.key <= good } == [:])
  }

  /// Of each tool a post, and the fields of which it reads the shape, whatever else is there.
  private static let reading = [
    ("sched-score", #""content_type":"x_post""#, ["platform", "account", "audience"]),
    ("sched-predict", #""platform":"x""#, ["content_type", "account", "audience", "followers"]),
    (
      "sched-plan", #""platform":"x","id":"a""#,
      [
        "id", "content_type", "account", "audience", "priority", "campaign", "after", "after_hours",
        "not_before", "deadline", "scheduled_at", "posted_at", "queued_at", "attempts", "failed_at",
        "http_status", "retry_after", "scores", "score", "status", "wave",
      ]
    ),
    ("sched-plan", #""platform":"x","scheduled_at":"2026-11-24T09:00:00Z""#, ["score"]),
    (
      "sched-train", #""platform":"x","posted_at":"2026-11-01T09:00:00Z""#,
      [
        "content_type", "account", "audience", "posted_at", "status", "http_status", "followers",
        "metrics",
      ]
    ),
    (
      "sched-feedback", #""platform":"x","posted_at":"2026-11-01T09:00:00Z""#,
      [
        "content_type", "account", "audience", "posted_at", "scheduled_at", "failed_at",
        "started_at", "status", "http_status", "attempts", "retry_after", "success", "followers",
        "metrics", "measured_at", "score", "explored", "propensity", "experiment",
      ]
    ),
    (
      "sched-feedback", #""platform":"x","id":null"#, ["status", "http_status", "queued_at"]
    ),
    (
      "sched-train", #""platform":"x","status":"failed""#,
      ["account", "audience", "metrics", "posted_at"]
    ),
    ("sched-train", #""platform":"x","http_status":429"#, ["status"]),
    ("sched-feedback", #""platform":"x","http_status":429"#, ["failed_at", "scheduled_at"]),
    (
      "sched-feedback", #""platform":"x","http_status":429,"failed_at":"2026-11-20T09:00:00Z""#,
      ["status"]
    ),
    ("sched-feedback", #""platform":"x","http_status":429,"id":1"#, ["status"]),
  ]

  /// Values of all kinds and at all bounds.
  ///
  /// There are no names that a tool might not know: those are no matter of shape.
  private static let values = [
    "null", "true", "false", "[]", "[1]", "{}", "0", "1", "-1", "0.5", "2", "3", "4", "429", "999",
    "1000", "1e6", "1000001", "87600", "87601", "1e15", "1.1e15", "1e300", #"{"a":1}"#,
    #"{"a":null}"#, #"{"a":"b"}"#, #"{"a":""}"#, #"{"a":-1.5}"#,
  ]
  private static let texts = [
    "", "a", "urgent", "low", "published", "failed", "scheduled", "unscheduled", "cancelled",
    "rate_limited", "3", "3.5", "1e3", ".5", "-1", "nan", "inf", "2026-11-20T09:00:00Z",
    "2026-11-20t09:00:00.123456+05:30", "2024-02-29T09:00:00Z", "2026-02-29T09:00:00Z",
    "2100-02-29T09:00:00Z", "2000-02-29T09:00:00Z", "2026-13-01T00:00:00Z", "2026-11-31T00:00:00Z",
    "2026-11-20T24:00:00Z", "2026-11-20T09:00:60z", "2026-11-20T09:00Z", "2026-11-20",
    "2026-11-20T09:00:00", " 2026-11-20T09:00:00Z", "2026-11-20T09:00:00-24:00",
    "0000-01-01T00:00:00Z", "Sun, 06 Nov 1994 08:49:37 GMT", "Thu, 29 Feb 2024 23:59:60 GMT",
    "Thu, 29 Feb 2026 08:49:37 GMT", "Sun, 31 Nov 1994 08:49:37 GMT",
    "Sun, 6 Nov 1994 08:49:37 GMT",
    "draft", "approved", "overdue", "posted", "Published", "RATE-LIMITED", "Rate limited", "Draft",
    "Cancelled", "FAILED", "Unscheduled", "rate  limited", "urgent ", "Urgent", "LOW", "hi-gh",
    "2026-11-20 09:00:00Z", "2026-11-20 09:00z", "2026-11-20T09:00:00+0100", "2026-11-20T09:00-01",
    "2026-11-20T09:00+1", "2026-11-20T09:00+010", "2026-11-20T09:00:Z", "2026-11-20  09:00Z",
    "2026-11-20T09:00.5Z", "2026-11-20T09Z", "2026-11-20 09:00",
  ].map { "\"\($0)\"" }
  private static let audiences = [
    #"{"age_cohorts":{"18-24":1}}"#, #"{"age_cohorts":{"18-24":0}}"#, #"{"age_cohorts":null}"#,
    #"{"age_cohorts":{}}"#, #"{"age_cohorts":{"18-25":1}}"#, #"{"device_split":{"mobile":-1}}"#,
    #"{"device_split":{"mobile":0.5,"desktop":0}}"#, #"{"device_split":{"mobile":"1"}}"#,
    #"{"device_split":{"mobile":null}}"#, #"{"time_zone_weights":{"UTC+4":1}}"#,
    #"{"time_zone_weights":[]}"#, #"{"zones":{"UTC":1}}"#,
  ]
  private static let scores = [
    #"{"start":"2026-11-23T00:00:00Z","hourly":[0,1,0.5]}"#,
    #"{"start":"2026-11-23T01:00:00.5+01:00","hourly":[],"more":1}"#,
    #"{"start":"2026-11-23T00:00:00Z","hourly":[1.5]}"#, #"{"hourly":[1]}"#,
    #"{"start":"2026-11-23T00:00:00Z","hourly":["1"]}"#, #"{"start":5,"hourly":[1]}"#,
    #"{"start":"2026-11-23T00:00:00Z"}"#, #"{"start":"2026-11-23T00:00:00Z","hourly":null}"#,
  ]

  /// The expected verdict is the tool's own: it rejects the line, or it does not.
  @Test(.hasPythonModule("jsonschema"), arguments: reading)
  func `the schema of the input refuses just the lines that the tool refuses`(
    _ reading: (tool: String, post: String, fields: [String])
  ) throws {
    let tool = Tool(reading.tool)
    var lines = [
      "{}", #"{"platform":null}"#, #"{"platform":5}"#, "{\(reading.post),\"account\":\"alone\"}",
    ]
    for field in reading.fields {
      let isName = ["platform", "content_type", "audience"].contains(field)
      // An empty account is that of all who name none, and an id stands there once.
      let isShared = field == "account" && reading.post.contains("id")
      let texts = isName ? ["\"\""] : Self.texts.filter { !isShared || $0 != "\"\"" }
      for value in Self.values + Self.audiences + Self.scores + texts {
        // Each for itself, lest two of them share an id, or slots.
        let account = field == "account" ? "" : #","account":"\#(lines.count)""#
        // Of doubled keys the last counts.
        lines.append("{\(reading.post)\(account),\"\(field)\":\(value)}")
      }
    }
    let rejected = try TemporaryDirectory.with { directory in
      _ = try tool.run(
        ["-q", "--now", "2026-11-23T00:00:00Z", "--rejects", "bad"]
          + (tool.name == "sched-plan" ? ["--days", "1"] : []),
        input: lines.joined(separator: "\n"), directory: directory)
      return try directory.text(of: "bad").matches(of: #/"line":(\d+),/#).compactMap { Int($0.1) }
    }
    let validator = SchemaValidator(tool: tool, side: "input")
    let refused = try validator.faults(of: lines.joined(separator: "\n")).keys
    func shown(_ numbers: Set<Int>) -> [String] { numbers.sorted().map { lines[$0 - 1] } }
    #expect(shown(Set(rejected).subtracting(refused)) == [], "the schema accepts them")
    #expect(shown(Set(refused).subtracting(rejected)) == [], "the tool accepts them")
    #expect(rejected.count > 10 && rejected.count < lines.count)
  }
}
