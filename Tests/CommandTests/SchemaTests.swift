import Foundation
import Testing

/// What `--print-schema` prints is held, by a validator that shares no code with the tools, against
/// what the tools read, write and refuse.
struct SchemaTests {
  private static let examples = Repository.root.appending(path: "Tests/Examples")
  private static let cases = Repository.root.appending(path: "Tests/CommandTests/Cases").path
  private static let posts = ["posts.jsonl", "agency.jsonl", "queue.jsonl", "recent.jsonl"]

  @Test(arguments: Tool.all, ["input", "output"])
  func `--print-schema prints a schema of its own, and reads nothing`(
    of tool: Tool, _ side: String
  ) throws {
    let outcome = try tool.run(["--print-schema", side, "/no/such/file"], input: "no JSON")
    outcome.expect(out: outcome.out)
    let object = try JSONSerialization.jsonObject(with: Data(outcome.outBytes))
    let schema = try #require(object as? [String: Any])
    let name = tool.name.dropFirst("sched-".count)
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(schema["$id"] as? String == "urn:sched:\(name):\(side)")
    #expect(schema["$ref"] as? String == "#/$defs/\(name)_\(side)")
    let definitions = try #require(schema["$defs"] as? [String: Any])
    #expect(definitions["\(name)_\(side)"] != nil)
    try shell("\(tool.name) --print-schema \(side) >/dev/full").expect(
      err: "\(tool.name): <stdout>: No space left on device\n", status: 74)
  }

  @Test
  func `every definition has a title, and every reference leads to one`() throws {
    let outcome = try Tool("sched-plan").run(["--print-schema", "output"])
    let object = try JSONSerialization.jsonObject(with: Data(outcome.outBytes))
    let schema = try #require(object as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    for (name, definition) in definitions {
      #expect(definition["title"] is String || definition["$ref"] is String, "\(name)")
    }
    let references = outcome.out.matches(of: #/"#/\$defs/(\w+)"/#).map { String($0.1) }
    #expect(Set(references).subtracting(definitions.keys) == [])
  }

  @Test(
    .hasPythonModule("jsonschema"),
    arguments: [
      ("sched-score", posts), ("sched-plan", posts), ("sched-predict", posts + ["history.jsonl"]),
      ("sched-train", ["history.jsonl", "results.jsonl"]),
      ("sched-feedback", ["history.jsonl", "results.jsonl"]), ("sched-view", ["history.jsonl"]),
    ])
  func `the examples are what the tool says it reads`(
    _ reading: (tool: String, files: [String])
  ) throws {
    var lines = ""
    for file in reading.files {
      lines += try #require(Repository.text("Tests/Examples/\(file)"))
    }
    let validator = SchemaValidator(tool: Tool(reading.tool), side: "input")
    #expect(try validator.faults(of: lines) == [:])
  }

  /// Commands of each tool whose output has all that it may have.
  private static let runs = [
    "sched-score": """
    sched-feedback -q $now history.jsonl >params.jsonl
    sched-score $now posts.jsonl agency.jsonl
    sched-score $now --audience audience.yaml --calendar calendar.yaml --recent recent.jsonl \
      --params params.jsonl --top 3 --explain --recommend --tz Asia/Kolkata posts.jsonl
    sched-score $now --days 366 --top 20 --recommend recent.jsonl
    sched-score $now --day sun --tz Europe/Berlin --flat posts.jsonl
    echo '{"platform":"fediverse","id":1e2}' | sched-score --platforms mastodon.yaml --recommend
    """,
    "sched-plan": """
    sched-plan -q $now --constraints constraints.yaml --explain posts.jsonl | tee plan.jsonl
    sched-plan -q $now --explain --keep-scores --params limits.jsonl plan.jsonl
    sched-score $now posts.jsonl | sched-plan -q $now --existing plan.jsonl --days 1 --keep-scores
    sched-plan -q $now --constraints agency.yaml --effort fast --days 2 --explain agency.jsonl
    sched-plan -q $now --job job.yaml --days 2 --effort fast --input-order agency.jsonl
    sched-plan -q $now failed.jsonl
    sched-plan -q $now --experiment --days 1 --effort fast agency.jsonl queue.jsonl
    """,
    "sched-train": """
    sched-train -q --trees 10 history.jsonl
    sched-train -q --trees 10 --target likes --no-normalize --feature id --max-depth 3 history.jsonl
    sched-train -q --trees 10 --min-samples 160 --split random --seed 18446744073709551615 history.jsonl
    cat $cases/sched-predict/model-of-version-1/model.jsonl
    """,
    "sched-predict": """
    sched-train -q --trees 10 history.jsonl >model.jsonl
    sched-feedback -q $now history.jsonl >params.jsonl
    sched-predict $now posts.jsonl
    sched-predict $now --model model.jsonl --params params.jsonl --explain --top 3 \
      --min-gap-hours 20 --explore 0.5 queue.jsonl
    sched-predict $now --model model.jsonl --at posted_at --explain history.jsonl
    sched-predict $now --top 0 --explore 1 --days 1 posts.jsonl
    """,
    "sched-feedback": """
    for cycle in 0 1 2 3 4; do
      sed -n "$((cycle * 64 + 1)),$((cycle * 64 + 64))p" tried.jsonl | sched-feedback -q \
        --now 2026-$(printf %02d $((cycle * 2 + 4)))-10T00:00:00Z --in-place \
        --params state.jsonl --trial-posts 30 --forget-days 100 --tolerance 2.5 \
        --weights "0.$((cycle / 2)),0.2,0.1"
      cat state.jsonl
    done
    sched-feedback -q $now --exploration epsilon --weights 0.4,0.2,0 --params state.jsonl fresh.jsonl
    sched-feedback -q $now --exploration ucb --reset dayparts --params state.jsonl fresh.jsonl
    sched-feedback -q $now --params former.jsonl fresh.jsonl
    sched-feedback -q $now --params $cases/sched-score/parameters-of-format-1/params.jsonl fresh.jsonl
    """,
    "sched-import": """
    jq -c '{id, platform: "x", posted_at, followers, views: .metrics.impressions}' history.jsonl \
      >export.jsonl
    sched-import -q $now export.jsonl
    sched-import -q $now --measured-at 2026-11-20T00:00:00Z --account bar export.jsonl
    sched-import -q $now --tz Europe/Berlin posts.csv days.csv
    """,
  ]

  /// Further files that the commands read.
  private static let files = [
    "job.yaml": """
    {"bulk_job_id": 17, "max_parallelism": 4, "priority_hint": "high"}
    """,
    "posts.csv": """
    Platform,Date,Time,Text,Followers,Status,Account
    Instagram,2026-12-01,18:30,,12.5K,,bar
    x,2026-12-01,09:00,"Two
    lines",,scheduled,
    tiktok,2026-11-01,09:00,,,posted,
    """,
    "days.csv": """
    Platform,Date,Text,Status
    Instagram,2026-12-01,A day alone,scheduled
    x,2026-03-29,A day of 23 hours,draft
    """,
    "limits.jsonl": #"""
    {"kind":"parameters","version":3}
    {"kind":"limits","platform":"x","account":"bar","max_concurrent_posts":1,"posts_per_day":5,"resume_at":"2026-11-24T09:00:00.5Z"}
    """#,
    "former.jsonl": #"""
    {"kind":"limits","platform":"x","account":"bar","max_concurrent_posts":1,"posts_per_day":5,"backoff":{"initial_seconds":2,"multiplier":2,"max_seconds":60},"resume_at":"2026-11-24T09:00:00.5Z","clean_cycles":3,"patience":8}
    """#,
    "failed.jsonl": #"""
    {"id":12345678901234567890,"platform":"x","failed_at":"2026-11-23T00:00:00.25Z","attempts":3}
    {"id":"a b/ü","platform":"x","failed_at":"2026-11-22T23:00:00-01:00","retry_after":"7200"}
    {"platform":"x","scheduled_at":"2026-11-23T10:00:00.123456789+01:00","score":0.5,"status":"draft"}
    {"id":1,"content_type":"x_thread","campaign":7,"priority":1,"after":"gone","after_hours":2.5}
    {"id":2,"platform":"linkedin","deadline":"2026-11-22T09:00:00Z","priority":3}
    """#,
    "fresh.jsonl": #"""
    {"id":"f1","platform":"x","posted_at":"2026-11-22T09:00:00Z","metrics":{"likes":3},"success":true}
    {"id":"f3","platform":"linkedin","posted_at":"2026-11-22T09:00:00Z","measured_at":"2026-11-22T12:00:00Z","metrics":{"likes":3},"score":0.9,"explored":true,"propensity":0.25}
    {"id":"f2","platform":"x","queued_at":"2026-11-20T09:00:00Z","scheduled_at":"2026-11-22T09:00:00Z","status":"scheduled"}
    """#,
  ]

  /// Results of all kinds: some of the history's posts were refused, failed or cancelled.
  private static let tried = """
    jq -c '(.id[1:] | tonumber) as $n | .account = ["a", "b"][$n % 2] | .scheduled_at = .posted_at
      | .started_at = .posted_at | if $n % 4 < 2 then .score = ($n % 5) / 4
      | .experiment = {group: ($n / 8 | floor | tostring), propensity: 0.5}
      else . end | if $n % 6 == 0 then .failed_at = .posted_at | .http_status = 429
      | .retry_after = 3600 | del(.posted_at) elif $n % 11 == 0 then .failed_at = .posted_at
      | .status = "failed" | .attempts = 3 | del(.posted_at) elif $n % 13 == 0
      then .status = "cancelled" else . end' history.jsonl >tried.jsonl

    """

  /// Runs a line of sh where all files are.
  private static func run(_ line: String) throws -> String {
    try TemporaryDirectory.with { directory in
      try directory.copy(contentsOf: examples)
      for (name, text) in files { try directory.write(text + "\n", to: name) }
      let start = "set -e; now='--now 2026-11-23T00:00:00Z'; cases='\(cases)'\n"
      let outcome = try shell(start + line, directory: directory)
      try #require(outcome.status == 0 && outcome.err.isEmpty, "\(outcome)")
      return outcome.out
    }
  }

  /// All but sched-view, which writes no JSON.
  private static let recordMakers = Tool.all.filter { $0.name != "sched-view" }

  @Test(.hasPythonModule("jsonschema"), .isInstalled("jq"), arguments: recordMakers)
  func `what the tool writes is what its schema says`(_ tool: Tool) throws {
    let commands = try #require(Self.runs[tool.name])
    let lines = try Self.run(Self.tried + commands)
    #expect(lines.utf8.count { $0 == 0x0A } > 50)
    let kinds = Set(lines.matches(of: #/(?m)^{"kind":"(\w+)"/#).map(\.1))
    #expect(kinds.count == ["sched-train": 3, "sched-feedback": 18][tool.name] ?? 0)
    let faults = try SchemaValidator(tool: tool, side: "output").faults(of: lines)
    #expect(faults == [:])
  }

  @Test(.hasPythonModule("jsonschema"), .isInstalled("jq"))
  func `results of all kinds are what sched-feedback says it reads`() throws {
    let lines = try Self.run(Self.tried + "cat tried.jsonl fresh.jsonl")
    let validator = SchemaValidator(tool: Tool("sched-feedback"), side: "input")
    #expect(try validator.faults(of: lines) == [:])
  }

  @Test(.hasPythonModule("jsonschema"))
  func `what the other tools write is what sched-view says it reads`() throws {
    let lines = try Self.run(
      """
      sched-train -q --trees 2 history.jsonl | tee model.jsonl
      sched-feedback -q $now history.jsonl
      sched-score $now posts.jsonl | tee scores.jsonl
      sched-score $now --flat --days 1 posts.jsonl
      sched-plan -q $now --constraints constraints.yaml scores.jsonl
      sched-predict -q $now --model model.jsonl posts.jsonl
      """)
    let validator = SchemaValidator(tool: Tool("sched-view"), side: "input")
    #expect(try validator.faults(of: lines) == [:])
  }

  @Test(.hasPythonModule("jsonschema"))
  func `what a tool writes beside its output has a definition, too`() throws {
    let plan = Tool("sched-plan")
    let summaries = try Self.run(
      """
      sched-plan -q $now --summary summary posts.jsonl >plan.jsonl
      cat summary
      sched-plan -q $now --summary summary /dev/null
      cat summary
      """)
    #expect(summaries.split(separator: "\n").count == 2)
    let summary = SchemaValidator(tool: plan, side: "output", definition: "plan_summary")
    #expect(try summary.faults(of: summaries) == [:])
    let rejects = try Self.run(
      #"""
      printf '{"platform":"instagran"}\n\377\n' | sched-plan $now --rejects bad 2>/dev/null ||
        cat bad
      """#)
    #expect(rejects.split(separator: "\n").count == 2)
    let rejected = SchemaValidator(tool: plan, side: "input", definition: "rejected_line")
    #expect(try rejected.faults(of: rejects) == [:])
  }
}
