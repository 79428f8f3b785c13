import Foundation
import SchedCore
import Testing

/// `sched-feedback` from outside: what it counts, what it keeps, and what it refuses.
struct FeedbackTests {
  private static let feedback = Tool("sched-feedback")
  private static let history = Repository.root.appending(path: "Tests/Examples/history.jsonl").path
  private static let now = ["--now", "2026-11-23T00:00:00Z"]

  private func run(
    _ flags: [String] = [], input: String = "", directory: TemporaryDirectory? = nil
  ) throws -> Outcome {
    try Self.feedback.run(
      Self.now + flags, input: Array(input.utf8), directory: directory)
  }

  /// The lines of a kind.
  private func lines(_ kind: String, of text: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter { $0.hasPrefix(#"{"kind":"\#(kind)""#) }
  }

  private let result =
    #"{"id":1,"platform":"x","posted_at":"2026-11-20T09:00:40Z","scheduled_at":"2026-11-20T09:00:00Z","metrics":{"engagement_rate":0.02}}"#
    + "\n"

  @Test
  func `the same results fed twice give the same parameters`() throws {
    try TemporaryDirectory.with { directory in
      let first = try run(["-q", Self.history])
      try directory.write(first.out, to: "params.jsonl")
      let second = try run(
        ["-q", "--params", "params.jsonl", "--now", "2026-12-24T00:00:00Z", Self.history],
        directory: directory)
      second.expect(out: first.out)
    }
  }

  @Test(arguments: [["--threads", "1"], ["--threads", "3"], ["--threads", "16"]])
  func `the parameters are the same with any number of threads`(_ flags: [String]) throws {
    let usual = try run(["-q", Self.history])
    try run(["-q", Self.history] + flags).expect(out: usual.out)
  }

  @Test
  func `twenty runs at once in place lose nothing, and who reads meanwhile reads a whole file`()
    throws
  {
    try TemporaryDirectory.with { directory in
      let all = try String(contentsOfFile: Self.history, encoding: .utf8)
        .split(separator: "\n").map(String.init)
      for part in 0..<20 {
        let lines = all.indices.filter { $0 % 20 == part }.map { all[$0] + "\n" }
        try directory.write(lines.joined(), to: "part\(part).jsonl")
      }
      let flags = Self.now.joined(separator: " ")
      // Some open the file before another has replaced it, and some after.
      try shell(
        """
        : >params.jsonl; : >reads
        until [ -e done ]; do
          sched-score --params params.jsonl </dev/null && echo >>reads; sleep 0.1
        done & reader=$!
        for i in $(seq 0 19); do
          sched-feedback -q \(flags) --in-place --params params.jsonl part$i.jsonl & writers="$writers $!"
          sleep 0.05
        done
        wait $writers; touch done; wait $reader; test $(wc -l <reads) -gt 5 || wc -l reads
        """, directory: directory, secondsAllowed: 240
      ).expect()
      let text = try directory.text(of: "params.jsonl")
      #expect(text.hasPrefix(#"{"kind":"parameters","format":2,"cycle":20,"#), "\(text.prefix(99))")
      #expect(lines("parameters", of: text)[0].contains(#""results":\#(all.count)"#))
      // Each of them is known again.
      try run(["-v", "--params", "params.jsonl", Self.history], directory: directory).expect(
        out: text,
        err: """
          sched-feedback: note: 0 new results, \(all.count) counted before
          sched-feedback: note: \(all.count) lines read, 0 rejected

          """)
      #expect(try directory.names.filter { $0.hasPrefix(".") } == [])
    }
  }

  @Test
  func `a run that is killed at any moment and run again gives the same parameters`() throws {
    let whole = try run(["-q", Self.history]).out
    for milliseconds in stride(from: 0, through: 450, by: 50) {
      try TemporaryDirectory.with { directory in
        let flags = Self.now.joined(separator: " ") + " -q --in-place --params params.jsonl"
        try shell(
          """
          sched-feedback \(flags) '\(Self.history)' & pid=$!
          sleep \(Double(milliseconds) / 1000); kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null
          sched-feedback \(flags) '\(Self.history)'
          """, directory: directory
        ).expect()
        #expect(try directory.text(of: "params.jsonl") == whole, "\(milliseconds) ms")
      }
    }
  }

  @Test
  func `a result of a half-life ago counts half, in one run and over two`() throws {
    func result(_ day: String) -> String {
      #"{"platform":"x","posted_at":"\#(day)T09:00:00Z","metrics":{"engagement_rate":0.02}}"# + "\n"
    }
    // Ninety days lie between them.
    let (old, new) = (result("2026-08-22"), result("2026-11-20"))
    let halfLife = ["-q", "--half-life-days", "90"]
    let whole = try run(halfLife, input: new + old).out
    #expect(try #require(lines("curve", of: whole).first).contains(#""outcomes":1.5,"#))
    try TemporaryDirectory.with { directory in
      let flags = halfLife + ["--in-place", "--params", "params.jsonl"]
      try run(flags, input: old, directory: directory).expect()
      try run(flags, input: new, directory: directory).expect()
      let text = try directory.text(of: "params.jsonl")
      #expect(try #require(lines("curve", of: text).first).contains(#""outcomes":1.5,"#))
      // And an old one that comes late.
      try run(
        flags, input: result("2026-08-22").replacing("09:00:00", with: "09:00:30"),
        directory: directory
      )
      .expect()
      let late = try directory.text(of: "params.jsonl")
      #expect(try #require(lines("curve", of: late).first).contains(#""outcomes":2,"#))
    }
  }

  @Test
  func `figures are measured from the records`() throws {
    let text = """
      {"id":1,"platform":"x","posted_at":"2026-11-20T09:00:20Z","scheduled_at":"2026-11-20T09:00:00Z"}
      {"id":2,"platform":"x","posted_at":"2026-11-20T11:02:00Z","scheduled_at":"2026-11-20T11:00:00Z","attempts":3}
      {"id":3,"platform":"x","status":"rate_limited","failed_at":"2026-11-20T13:00:00Z"}
      {"id":4,"platform":"x","status":"failed","failed_at":"2026-11-20T14:00:00Z"}
      {"id":5,"platform":"x","status":"cancelled","scheduled_at":"2026-11-20T15:00:00Z"}
      {"id":6,"platform":"x","status":"scheduled","scheduled_at":"2026-11-22T12:00:00Z"}

      """
    let all = try #require(lines("kpi", of: try run(["-q"], input: text).out).first)
    // 2 of 4 tries went out; delays of 20 and 120 s are told within 1 %. The post that waits is
    // overdue, so 3 were planned in the 50 h 59 min 40 s from 09:00:20 to its slot.
    #expect(
      all == """
        {"kind":"kpi","cycle":1,"at":"2026-11-23T00:00:00Z","published":2,"failed":1,\
        "rate_limited":1,"cancelled":1,"retries":2,"throughput":0.03922,\
        "planned_throughput":0.0588299,"plan_completion":0.666667,"completion_rate":0.5,\
        "rate_429":0.25,"latency_seconds":{"p50":20.1363,"p95":119.413,"p99":119.413,\
        "relative_error":0.01},"adherence":{"30s":0.333333,"60s":0.333333,"300s":0.666667,\
        "3600s":0.666667},"queue_depth":1,"overdue":1,"oldest_wait_hours":12}
        """)
  }

  @Test(arguments: [
    (#"{"platform":"x"}"#, nil),
    (
      #"{"platform":"x","status":"failed"}"#,
      "posted_at: missing (an instant, as 2026-11-23T09:00:00Z; failed_at of a post that failed)"
    ),
    (
      #"{"platform":"x","status":"posted","posted_at":"2026-11-20T09:00:00Z"}"#,
      #"status: unknown value "posted" (known: draft, approved, scheduled, unscheduled, overdue, published, failed, rate_limited, cancelled)"#
    ),
    (
      #"{"platform":"x","posted_at":"2026-11-24T00:00:01Z"}"#,
      "posted_at: 2026-11-24T00:00:01Z is more than a day from now (see --now)"
    ),
    (
      #"{"platform":"x","posted_at":"today"}"#,
      #"posted_at: "today" is not an instant (RFC 3339, such as 2026-11-23T09:00:00Z)"#
    ),
    (
      #"{"platform":"x","posted_at":"2026-11-20T09:00:00Z","metrics":[1]}"#,
      "metrics: an array where an object is expected"
    ),
    (
      #"{"platform":"x","posted_at":"2026-11-20T09:00:00Z","success":"yes"}"#,
      "success: a string where true or false is expected"
    ),
    (#"{"posted_at":"2026-11-20T09:00:00Z"}"#, "platform: this field or content_type is needed"),
  ])
  func `a bad line is told and the rest goes on`(line: String, message: String?) throws {
    let outcome = try run(["--target", "views"], input: line + "\n" + result)
    #expect(lines("parameters", of: outcome.out)[0].contains(#""results":1,"#))
    #expect(outcome.status == (message == nil ? 0 : 1))
    if let message {
      #expect(outcome.err.contains("sched-feedback: <stdin>:1: \(message)"), "\(outcome)")
    }
  }

  @Test(arguments: [
    (
      result: #"{"id":1,"platform":"x"}"#,
      "not a parameter file (lines with a \"kind\", as sched-feedback writes)"
    ),
    (result: #"{"kind":"forest","version":1}"#, "kind: unknown value \"forest\""),
    (
      result: #"{"kind":"parameters","format":3,"cycle":1,"version":1,"results":1}"#,
      "format: 3 is not known (this sched knows 1 to 2)"
    ),
    (result: #"{"kind":"limits","platform":"x"}"#, "account: missing"),
    (
      result: #"{"kind":"weights","demographics":2,"format":0,"season":0}"#,
      "demographics: 2.0 is out of range"
    ),
    (result: #"{"kind":"trial""#, ""),
  ])
  func `a file that holds no parameters is refused, and nothing is written`(
    line: String, message: String
  ) throws {
    try TemporaryDirectory.with { directory in
      try directory.write("\n" + line + "\n", to: "params.jsonl")
      // Not all tools read every kind, but each that reads it refuses it.
      let isShared = !line.contains("trial") || message.isEmpty
      let outcome = try run(["--params", "params.jsonl"], input: result, directory: directory)
      #expect(outcome.status == 65 || line.contains("weights"), "\(outcome)")
      guard isShared, !line.contains("\"format\":3") else { return }
      for tool in ["sched-score", "sched-plan"] {
        let other = try Tool(tool).run(
          ["--params", "params.jsonl"], input: Array("{\"platform\":\"x\"}".utf8),
          directory: directory)
        #expect(other.status == 65, "\(other)")
        #expect(other.err.hasPrefix("\(tool): params.jsonl:2: \(message)"), "\(other)")
        #expect(other.out.isEmpty)
      }
    }
  }

  @Test
  func
    `a file without a line is one from which nothing was learned, one that is not there is told`()
    throws
  {
    try TemporaryDirectory.with { directory in
      try directory.write("", to: "params.jsonl")
      let plain = try run(["-q"], input: result)
      try run(["-q", "--params", "params.jsonl"], input: result, directory: directory)
        .expect(out: plain.out)
      try run(["--params", "none.jsonl"], input: result, directory: directory).expect(
        err: "sched-feedback: none.jsonl: No such file or directory\n", status: 66)
      try run(["-q", "--in-place", "--params", "new.jsonl"], input: result, directory: directory)
        .expect()
      #expect(try directory.text(of: "new.jsonl") == plain.out)
      try shell("mkfifo pipe", directory: directory).expect()
      try run(["--in-place", "--params", "pipe"], input: result, directory: directory).expect(
        err: "sched-feedback: pipe: not a regular file, which --in-place needs\n", status: 74)
    }
  }

  /// The input is a pipe that nobody ends: whoever reads it waits for ever.
  @Test(arguments: [
    ("--params none", "none: No such file or directory", 66),
    ("--params folder", "folder: Is a directory", 66),
    ("--in-place --params folder", "folder: Is a directory", 74),
    ("--in-place --params folder/none/params", "folder/none/params: No such file or directory", 74),
    ("--in-place --params pipe", "pipe: not a regular file, which --in-place needs", 74),
    ("--params damaged", "damaged:1: account: missing", 65),
    ("--in-place --params damaged", "damaged:1: account: missing", 65),
    ("--params damaged -o folder/none/params", "damaged:1: account: missing", 65),
    ("--params params -o folder/none/params", "folder/none/params: No such file or directory", 74),
    ("--params params --rejects folder/none/bad", "folder/none/bad: No such file or directory", 74),
    ("--params params --thresholds none", "none: No such file or directory", 66),
    ("--params params --audience none", "none: No such file or directory", 66),
  ])
  func `a file that a flag names is opened before any result is read`(
    flags: String, message: String, status: Int
  ) throws {
    try TemporaryDirectory.with { directory in
      try directory.write(#"{"kind":"limits","platform":"x"}"# + "\n", to: "damaged")
      try directory.write("", to: "params")
      try shell(
        """
        mkdir folder; mkfifo pipe input; sleep 30 >input & writer=$!
        timeout 20 sched-feedback \(flags) input; status=$?
        kill $writer; exit $status
        """, directory: directory
      ).expect(err: "sched-feedback: \(message)\n", status: Int32(status))
    }
  }

  @Test(arguments: [
    (["--in-place"], "--in-place goes with --params"),
    (["--in-place", "--params", "p", "-o", "q"], "--in-place and -o exclude each other"),
    (["--weights", "1,2"], #"--weights: "1,2" is not three numbers from 0 to 1, as 0.3,0.2,0.1"#),
    (
      ["--threshold", "adherance=0.8"],
      #"--threshold: unknown value "adherance" (did you mean "adherence"?)"#
    ),
    (
      ["--threshold", "adherence=8"],
      "--threshold: a number from 0 to 1 is needed, as adherence=0.9"
    ),
    (["--half-life-days", "0"], "--half-life-days: 0.0 is not a number from 1 to 36500"),
  ])
  func `flags that make no sense are told`(flags: [String], message: String) throws {
    try run(flags).expect(
      err: "sched-feedback: \(message)\nsee sched-feedback --help\n", status: 64)
  }

  @Test
  func `a platform that refuses is planned less, and left alone as long as it asks`() throws {
    try TemporaryDirectory.with { directory in
      let refused = (0..<12).map { index in
        let end =
          index < 3
          ? #""posted_at":"2026-11-20T0\#(index):00:00Z"}"#
          : #""status":"rate_limited","failed_at":"2026-11-20T1\#(index % 10):00:00Z","retry_after":345600}"#
        return #"{"id":\#(index),"platform":"x",\#(end)"# + "\n"
      }
      let flags = ["-q", "--in-place", "--params", "params.jsonl"]
      try run(flags, input: refused.joined(), directory: directory).expect()
      let text = try directory.text(of: "params.jsonl")
      #expect(
        lines("limits", of: text) == [
          #"{"kind":"limits","platform":"x","account":"default","max_concurrent_posts":1,"posts_per_day":3,"backoff":{"initial_seconds":2,"multiplier":2,"max_seconds":120},"resume_at":"2026-11-24T19:00:00Z","clean_days":0,"patience_days":28}"#
        ])
      let posts = (0..<30).map { #"{"id":\#($0),"platform":"x"}"# + "\n" }.joined()
      let plan = try Tool("sched-plan").run(
        [
          "--params", "params.jsonl", "--from", "2026-11-23T00:00:00Z", "--days", "4", "--explain",
        ], input: Array(posts.utf8), directory: directory)
      let lines = plan.out.split(separator: "\n")
      let placed = lines.filter { $0.contains(#""status":"scheduled""#) }
      // From Tuesday 19:00 to Thursday's end there are three days of at most three posts.
      #expect((6...9).contains(placed.count), "\(plan)")
      #expect(!plan.out.contains(#""scheduled_at":"2026-11-23"#))
      #expect(
        placed.allSatisfy {
          $0.contains(#""learned":{"version":2,"max_concurrent_posts":1,"posts_per_day":3"#)
        }, "\(plan)")
      #expect(plan.out.contains("quota (at most 3 posts in any 24 h, learned from refusals)"))
    }
  }

  @Test
  func `learned weights are those of the scores, unless flags say otherwise`() throws {
    try TemporaryDirectory.with { directory in
      try directory.copy(contentsOf: Repository.root.appending(path: "Tests/Examples"))
      try run(
        ["-q", "--in-place", "--params", "params.jsonl", "--weights", "1,0,0.5"], input: result,
        directory: directory
      ).expect()
      // Only the weights, so that nothing else differs.
      try shell("grep '\"weights\"' params.jsonl >weights.jsonl", directory: directory).expect()
      func score(_ flags: [String]) throws -> String {
        try Tool("sched-score").run(
          Self.now + ["--audience", "audience.yaml", "--calendar", "calendar.yaml", "posts.jsonl"]
            + flags, directory: directory
        ).out
      }
      let learned = try score(["--params", "weights.jsonl"])
      let set = ["--weight-demographics", "1", "--weight-format", "0", "--weight-season", "0.5"]
      #expect(learned == (try score(set)))
      #expect(learned != (try score([])))
      let usual = [
        "--weight-demographics", "0.3", "--weight-format", "0.2", "--weight-season", "0.1",
      ]
      #expect(try score(["--params", "weights.jsonl"] + usual) == score([]))
    }
  }

  @Test
  func `thresholds come from a file and from flags, which go before it`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write("adherence: 0.99\n", to: "thresholds.yaml")
      let late =
        #"{"id":2,"platform":"x","posted_at":"2026-11-20T12:00:00Z","scheduled_at":"2026-11-20T11:00:00Z"}"#
      let flags = ["--thresholds", "thresholds.yaml", "--threshold", "latency_p95_minutes=90"]
      try run(flags + ["-o", "params.jsonl"], input: result + late, directory: directory).expect(
        err: """
          sched-feedback: warning: all posts: the share of posts on time is 50 %, below 99 %; \
          look whether the publisher runs at every slot
          sched-feedback: warning: x: the share of posts on time is 50 %, below 99 %; \
          look whether the publisher runs at every slot

          """)
      try directory.write("adherance: 0.99\n", to: "thresholds.yaml")
      try run(flags, input: result, directory: directory).expect(
        err: """
          sched-feedback: thresholds.yaml:1:1: adherance: unknown key (did you mean "adherence"?)

          """, status: 78)
    }
  }

  @Test
  func `a recommendation tells what was observed in each window`() throws {
    try TemporaryDirectory.with { directory in
      try run(["-q", "-o", "params.jsonl", Self.history], directory: directory).expect()
      let outcome = try Tool("sched-score").run(
        Self.now + ["--params", "params.jsonl", "--recommend"],
        input: Array(#"{"platform":"linkedin"}"#.utf8), directory: directory)
      #expect(
        outcome.out.contains(#""from":"08:00","until":"11:00","weight":1,"success_rate":0."#),
        "\(outcome)")
    }
  }

  @Test
  func `a prediction explores the hours that are to be tried, and tells their probability`() throws
  {
    try TemporaryDirectory.with { directory in
      try directory.write(
        #"{"kind":"explore","platform":"x","content_type":"x_post","method":"thompson","shares":[{"day":"tue","hour":3,"share":0.75},{"day":"sun","hour":22,"share":0.25}]}"#
          + "\n", to: "params.jsonl")
      let posts = (0..<200).map { #"{"id":\#($0),"platform":"x"}"# + "\n" }.joined()
      let outcome = try Tool("sched-predict").run(
        Self.now + ["--params", "params.jsonl", "--explore", "1", "--top", "1"],
        input: Array(posts.utf8), directory: directory)
      let lines = outcome.out.split(separator: "\n")
      let tuesday = lines.filter {
        $0.contains(#""at":"2026-11-24T03:00:00Z""#) && $0.contains(#""propensity":0.75,"#)
      }
      let sunday = lines.filter {
        $0.contains(#""at":"2026-11-29T22:00:00Z""#) && $0.contains(#""propensity":0.25,"#)
      }
      #expect(tuesday.count + sunday.count == 200, "\(outcome)")
      // 150 are expected, with a standard deviation of 6.
      #expect((125...175).contains(tuesday.count))
    }
  }

  @Test
  func `what was learned is forgotten part by part`() throws {
    try TemporaryDirectory.with { directory in
      try run(
        ["-q", "--in-place", "--params", "params.jsonl", "--weights", "1,0,0.5", Self.history],
        directory: directory
      ).expect()
      func kinds(_ part: String) throws -> Set<String> {
        let text = try run(
          ["-q", "--params", "params.jsonl", "--reset", part], directory: directory
        )
        .out
        return Set(
          text.split(separator: "\n").compactMap {
            $0.split(separator: "\"").dropFirst(3).first.map(String.init)
          })
      }
      #expect(try kinds("limits").isSuperset(of: ["daypart", "trial", "version", "seen"]))
      #expect(try kinds("dayparts").isDisjoint(with: ["daypart", "baseline", "curve"]))
      #expect(try kinds("weights").isDisjoint(with: ["trial", "version", "weights"]))
      #expect(try kinds("all") == ["parameters"])
    }
  }
}
