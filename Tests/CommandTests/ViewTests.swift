import Foundation
import Testing

/// What sched-view shows of each kind of record, on a screen.
struct ViewTests {
  private let view = Tool("sched-view")
  private static let now = "2026-11-23T00:00:00Z"

  private static let plan = """
    {"id":"a","account":"bar","content_type":"instagram_stories","text":"Open till ten\\nand more","scheduled_at":"2026-11-24T07:30:00Z","score":0.5,"status":"scheduled","key":"bar/instagram/a"}
    {"id":"b","account":"roastery","platform":"x","title":"Five cafés","text":"no","scheduled_at":"2026-11-24T23:30:00Z","score":1,"status":"scheduled","key":"roastery/x/b"}
    {"id":"c","account":"bar","platform":"x","scheduled_at":"2026-12-01T08:00:00Z","score":0.25,"status":"overdue","key":"bar/x/c"}
    {"id":"d","account":"bar","platform":"x","posted_at":"2026-11-23T08:00:00Z","status":"published"}
    {"id":"e","account":"bar","platform":"x","scheduled_at":null,"status":"unscheduled","reason":"all 7 open slots are taken: 7 by min_gap_hours 2"}
    {"id":"f","account":"bar","platform":"x","status":"cancelled"}

    """

  @Test
  func `a plan is a calendar by day with what has no slot after it`() throws {
    try view.run(["--tz", "Europe/Berlin", "--now", Self.now], input: Self.plan).expect(
      out: """
        Plan
        ────

        Week of 23 November 2026, on the clock of Europe/Berlin
                        Mon 23  Tue 24  Wed 25  Thu 26  Fri 27  Sat 28  Sun 29
        bar                  1       1       ·       ·       ·       ·       ·
        roastery             ·       ·       1       ·       ·       ·       ·

        Monday, 23 November 2026
          09:00  bar       x_post             out: d

        Tuesday, 24 November 2026
          08:30  bar       instagram_stories  Open till ten                ████     0.50

        Wednesday, 25 November 2026
          00:30  roastery  x_post             Five cafés                   ████████ 1.00

        Week of 30 November 2026, on the clock of Europe/Berlin
                        Mon 30   Tue 1   Wed 2   Thu 3   Fri 4   Sat 5   Sun 6
        bar                  ·       1       ·       ·       ·       ·       ·

        Tuesday, 1 December 2026
          09:00  bar       x_post             overdue: c                   ██       0.25

        4 posts with a slot, 2 without.
        - e, x_post, bar: all 7 open slots are taken: 7 by min_gap_hours 2
        - f, x_post, bar: cancelled


        """)
  }

  @Test
  func `the same plan twice is shown once, and another slot of a post is told`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(Self.plan, to: "a")
      let once = try view.run(["--now", Self.now, "a"], directory: directory)
      try view.run(["--now", Self.now, "a", "a"], directory: directory).expect(out: once.out)
      try directory.write(
        #"{"id":"b","account":"roastery","platform":"x","scheduled_at":"2026-11-25T23:30:00Z"}"#
          + "\n", to: "b")
      try view.run(["--now", Self.now, "a", "b"], directory: directory).expect(
        out: once.out,
        err: """
          sched-view: b:1: id: "b" was at 2026-11-24T23:30:00Z in an earlier line, and is at 2026-11-25T23:30:00Z here (a post has one slot; the first one counts)

          """, status: 1)
    }
  }

  @Test
  func `predictions are ranked, with their intervals and how sure they are`() throws {
    let post = """
      {"platform":"x","predictions":[{"at":"2026-11-25T08:00:00Z","day":"wed","hour":8,"predicted":1.5,"lower":0.5,"upper":2.5,"confidence":0.9731,"method":"forest"},{"at":"2026-11-24T09:00:00Z","day":"tue","hour":9,"predicted":1,"lower":0.5,"upper":1.5,"confidence":0.61,"method":"forest"}]}

      """
    try view.run(["--width", "70"], input: post).expect(
      out: """
        Predictions
        ───────────
        x_post: predicted
         1 Wed 25 Nov 08:00  1.50  ├────────●───────┤  0.50 to 2.50  97 % sure
         2 Tue 24 Nov 09:00  1.00  ├───●────┤          0.50 to 1.50  61 % sure

        The first hour is almost certainly better than most hours. Times are
        those of UTC.

        A prediction is a ratio to the account's own level, unless the model
        was trained with --no-normalize. How sure it is: the chance that the
        hour is better than most.


        """)
  }

  @Test
  func `rules have no numbers, so the chance is shown, and where it comes from`() throws {
    let outcome = try shell(
      "echo '{\"platform\":\"x\"}' | sched-predict --now \(Self.now) --top 1 | sched-view")
    #expect(outcome.status == 0)
    #expect(
      outcome.out.contains(
        """
        x_post: chance to be better than most hours
         1 Wed 25 Nov 09:00  0.65

        These come from published figures alone: there is no model of the account's own
        posts. Times are those of UTC.
        """), "\(outcome)")
  }

  @Test
  func `scores are a map of the week that names the best hours`() throws {
    let hourly = (0..<168).map { $0 == 57 ? "1" : $0 / 24 == 2 ? "0.5" : "0" }
    let post = """
      {"platform":"x","scores":{"start":"2026-11-23T00:00:00Z","hourly":[\(hourly.joined(separator: ","))]}}

      """
    let blank = String(repeating: "·", count: 72)
    let half = { String(repeating: "▒", count: $0) }
    try view.run(input: post).expect(
      out: """
        Scores
        ──────
        x_post: score, on the clock of UTC
            0  1  2  3  4  5  6  7  8  9  10 11 12 13 14 15 16 17 18 19 20 21 22 23
        Mon \(blank)
        Tue \(blank)
        Wed ▒2▒▒3▒▒4▒▒5▒\(half(15))█1█\(half(42))
        Thu \(blank)
        Fri \(blank)
        Sat \(blank)
        Sun \(blank)
        · from 0, ░ from 0.2, ▒ from 0.4, ▓ from 0.6, █ from 0.8, to 1
        best: 1 Wed 09:00 1, 2 Wed 00:00 0.5, 3 Wed 01:00 0.5, 4 Wed 02:00 0.5,
        5 Wed 03:00 0.5

        A score is an hour's share of the best hour of the week. It does not say how
        sure that is, or how much it is worth: sched-predict and sched-feedback do.


        """)
  }

  @Test
  func `rows of --flat make the same map as the scores`() throws {
    let start = "echo '{\"platform\":\"tiktok\"}' | sched-score --now \(Self.now)"
    let scores = try shell("\(start) | sched-view --tz Asia/Kathmandu | sed -n '3,12p'")
    let rows = try shell("\(start) --flat | sched-view --tz Asia/Kathmandu | sed -n '3,12p'")
    #expect(scores.out.split(separator: "\n").count == 10)
    rows.expect(out: scores.out)
  }
}

extension ViewTests {
  /// Records of all kinds, of the example brand.
  private static let everything = """
    now="--now \(now)"
    sched-train -q --trees 2 $now history.jsonl >model.jsonl
    sched-feedback -q $now history.jsonl >params.jsonl
    sched-score $now posts.jsonl >scores.jsonl
    sched-predict $now --model model.jsonl posts.jsonl >predictions.jsonl
    sched-plan -q $now --constraints constraints.yaml posts.jsonl >plan.jsonl
    """

  @Test
  func `no line is wider than the screen`() throws {
    try TemporaryDirectory.with { directory in
      try directory.copy(contentsOf: Repository.root.appending(path: "Tests/Examples"))
      try shell(Self.everything, directory: directory).expect()
      for width in [40, 47, 53, 60, 72, 80, 100, 200] {
        let outcome = try shell(
          """
          for file in model params scores predictions plan history; do
            sched-view --width \(width) --tz Europe/Berlin --by account $file.jsonl || exit
          done
          sched-view --width \(width) plan.jsonl model.jsonl scores.jsonl
          """, directory: directory)
        #expect(outcome.status == 0 && outcome.err.isEmpty, "\(outcome)")
        let lines = outcome.out.split(separator: "\n")
        #expect(lines.count > 200)
        for line in lines { #expect(line.count <= width, "\(line)") }
      }
    }
  }

  @Test
  func `a model says whether the hour matters, and names no hour where it does not`() throws {
    let week = Array(repeating: "0", count: 168)
    func type(_ name: String, _ noEffect: String, _ best: String) -> String {
      var week = week
      week[57] = best
      return """
        "\(name)":{"level":0,"week":[\(week.joined(separator: ","))],"week_spread":[\(Array(repeating: "0.1", count: 168).joined(separator: ","))],"no_effect":\(noEffect)}
        """
    }
    let model = """
      {"kind":"forest","version":2,"platform":"x","samples":1234,"zone":"Europe/Berlin","time_effect":{"probability":0.5,"best":1.05,"lower":0.95,"upper":1.16,"share":0.012,"posts_needed":410},"scores":{"forest":{"r2":0.021},"beats_mean":false},"importances":{"hour":0.25,"month":0.5,"weekday":0.2,"evidence":0.05},"content_types":{\(type("x_post", "0.5", "0.0488")),\(type("x_thread", "0.95", "0.01"))}}
      {"kind":"tree","splits":[0],"leaves":[0]}
      {"kind":"skipped","platform":"tiktok","samples":31,"needed":50}

      """
    try view.run(input: model).expect(
      out: """
        Does time matter?
        ─────────────────
        platform  posts  hour matters    best hour         share    R²  better  needed
        x         1,234  unclear (50 %)  1.05 (0.95–1.16)    1 %  0.02  no      410

        Best hour: times a typical one, with an 80 % interval. Share: how much of what
        makes posts differ the hours explain. R²: of the whole model, on posts held out;
        better: whether it surely beats the account's own level. Needed: more posts to
        know the best hour within 10 %.

        tiktok: 31 posts, 50 needed; published figures predict it.

        What it learned of the hours
        ────────────────────────────
        content type  hour matters    best hour  brings  80 % interval
        x_post        unclear (50 %)  Wed 09:00    1.05  0.92 to 1.19
        x_thread      no sign of it

        How many times a typical hour the best one brings. The hours are on the clock of
        Europe/Berlin.

        What the forest went by
        ───────────────────────
        - x: month 50 %, hour 25 %, weekday 20 %


        """)
  }

  @Test
  func `parameters say what helped, what was learned and what was changed`() throws {
    try TemporaryDirectory.with { directory in
      try directory.copy(contentsOf: Repository.root.appending(path: "Tests/Examples"))
      let outcome = try shell(
        "sched-feedback -q --now \(Self.now) history.jsonl >params.jsonl; sched-view params.jsonl",
        directory: directory)
      outcome.expect(out: outcome.out)
      let parts = [
        "The loop", "Cycle 1: 320 results", "Did the advised hours help?", "- Not yet known:",
        "Does the hour matter?", "What was changed", "How it runs", "went out of those",
      ]
      var rest = outcome.out[...]
      for part in parts {
        let range = try #require(rest.firstRange(of: part), "\(part) in \(outcome.out)")
        rest = rest[range.upperBound...]
      }
      try shell("sched-view params.jsonl params.jsonl", directory: directory).expect(
        err:
          "sched-view: params.jsonl:1: a second parameter file begins here (show them one at a time)\n",
        status: 65)
    }
  }

  @Test
  func `what did not go out is counted with the history that it comes with`() throws {
    let history = """
      {"id":1,"platform":"x","posted_at":"2026-11-02T08:00:00Z","metrics":{"likes":4}}
      {"id":2,"platform":"x","posted_at":"2026-11-02T08:30:00Z","metrics":{"likes":8}}
      {"id":3,"platform":"x","posted_at":"2026-11-09T08:59:59Z","metrics":{"likes":5}}
      {"id":3,"platform":"x","posted_at":"2026-11-09T08:59:59Z","metrics":{"likes":6}}
      {"id":4,"platform":"x","posted_at":"2026-11-03T08:00:00Z","metrics":{"likes":99,"shares":1}}
      {"id":5,"platform":"x","scheduled_at":"2026-11-03T08:00:00Z","status":"failed"}
      {"id":6,"platform":"x","status":"cancelled"}
      {"id":7,"platform":"x","posted_at":"2026-11-03T08:00:00Z"}

      """
    let outcome = try view.run(["--now", Self.now, "--width", "60"], input: history)
    outcome.expect(
      out: """
        History
        ───────
        x_post: median likes, on the clock of UTC
            0     3     6     9     12    15    18    21
        Mon                 1·
        Tue                 -
        Wed
        Thu
        Fri
        Sat
        Sun
        all hours alike: 6, - fewer than 3 posts
        best: 1 Mon 08:00 6 (3 posts)

        4 posts with likes.

        Not counted: 1 post without figures.

        Not counted: 2 posts that did not go out.

        These medians are what happened, not what the hour did: good
        posts go out at hours that people believe in. sched-train
        tells how much of it is the hour.


        """)
  }

  @Test(
    arguments: [
      ("--layout plain", "--layout goes with --to csv"),
      ("--to html --split out", "--split goes with --to csv"),
      ("--to svg --width 80", "--width goes with --to text"),
      ("--to csv --calendar-name a", "--calendar-name goes with --to ics"),
      ("--width 39", "--width: 39 is not a number from 40 to 500"),
    ])
  func `a flag without effect is told, and nothing is read`(
    _ example: (flags: String, fault: String)
  ) throws {
    try shell("sched-view \(example.flags)", input: Self.plan).expect(
      err: "sched-view: \(example.fault)\nsee sched-view --help\n", status: 64)
  }

  @Test
  func `a history has a map for each account and content type, for levels differ`() throws {
    // The small account posts at 8, the large one at 20; neither hour is better for anybody.
    let posts = (0..<12).map { number in
      let isLarge = number % 2 == 0
      return """
        {"id":\(number),"account":"\(isLarge ? "large" : "small")","platform":"x",\
        "posted_at":"2026-11-02T\(isLarge ? "20" : "08"):00:0\(number / 2)Z",\
        "metrics":{"likes":\(isLarge ? 9000 : 9)}}

        """
    }.joined()
    let apart = try view.run(input: posts)
    #expect(apart.out.contains("large, x_post: median likes"), "\(apart)")
    #expect(apart.out.contains("small, x_post: median likes"), "\(apart)")
    #expect(apart.out.matches(of: #/all hours alike/#).count == 2, "\(apart)")
    let together = try view.run(["--by", "platform"], input: posts)
    #expect(
      together.out.contains(
        """
        12 posts with likes; 2 accounts together, so the levels of those who post at an
        hour make its shade, too.
        """), "\(together)")
  }

  @Test
  func `the course of a figure begins at zero, and has the bound that the file has`() throws {
    func cycle(_ number: Int, _ rate: Double) -> String {
      #"{"kind":"kpi","cycle":\#(number),"at":"2026-11-0\#(number)T00:00:00Z","completion_rate":\#(rate),"rate_429":\#(number == 1 ? 0.08 : 0.01)}"#
    }
    let lines = [
      cycle(1, 0.96), cycle(2, 0.94),
      #"{"kind":"analysis","metric":"rate_429","level":"good","value":0.01,"threshold":0.05,"text":"as it should be"}"#,
      #"{"kind":"analysis","platform":"x","metric":"rate_429","level":"good","value":0.01,"threshold":0.5,"text":"as it should be"}"#,
    ]
    try view.run(input: lines.joined(separator: "\n")).expect(
      out: """
        The loop
        ────────

        How it runs
        ───────────
        went out of those that were tried   ██            96 % to 94 %
        met a rate limit                    █▂            8 % to 1 %, bound 5 %
        All figures are as they should be.


        """)
  }

  @Test
  func `what strangers wrote cannot move the cursor`() throws {
    let post = """
      {"id":"\\u001b[2J","account":"\\u001b]0;x\\u0007","platform":"x","title":"a\\u001b[31mb\\u202ec\\u0000","scheduled_at":"2026-11-24T07:30:00Z","reason":"\\u001b[1m"}

      """
    let outcome = try view.run(["--now", Self.now], input: post)
    outcome.expect(out: outcome.out)
    #expect(!outcome.out.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!outcome.out.unicodeScalars.contains("\u{202E}"))
    #expect(outcome.out.contains(#"a\u{1b}[31mb\u{202e}c\u{0}"#), "\(outcome)")
  }

  @Test(
    arguments: [
      (
        #"{"platform":"x"}"#,
        "nothing to show (a post with scores, predictions, a slot or figures, or a line of a model or of parameters)"
      ),
      (#"{"kind":"tre"}"#, #"kind: "tre" is no kind of line of a model or of parameters"#),
      (
        #"{"platform":"x","scores":[1]}"#,
        #"scores: an array where an object is expected (as {"start":"2026-11-23T00:00:00Z","hourly":[0.5,1]})"#
      ),
      (
        #"{"platform":"x","predictions":[{"at":"noon"}]}"#,
        #"predictions[0].at: "noon" is not an instant (RFC 3339, such as 2026-11-23T09:00:00Z)"#
      ),
      (#"{"kind":"forest","platform":"x"}"#, "forest.samples: missing"),
      (
        #"{"kind":"daypart","content_type":"x_post","day":"mon","hour":24}"#,
        "daypart.hour: 24.0 is out of range"
      ),
      (#"{"platform":"x","status":"scheduled","score":2}"#, "score: 2 is out of range (0 to 1)"),
    ])
  func `a record that cannot be shown is rejected with the reason`(
    _ example: (line: String, fault: String)
  ) throws {
    try view.run(input: example.line + "\n").expect(
      err: "sched-view: <stdin>:1: \(example.fault)\n", status: 1)
  }

  @Test(
    arguments: [
      ("", 80, true), ("NO_COLOR=1", 80, false), ("NO_COLOR=", 64, true), ("TERM=dumb", 50, false),
    ])
  func `a terminal gives its width, and has colour unless somebody minds`(
    _ example: (setting: String, columns: Int, hasColor: Bool)
  ) throws {
    try TemporaryDirectory.with { directory in
      try directory.write(Self.plan, to: "plan.jsonl")
      try directory.write(
        """
        import fcntl, os, pty, struct, sys, termios
        child, terminal = pty.fork()
        if child == 0:
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack('HHHH', 24, int(sys.argv[1]), 0, 0))
            os.execvp(sys.argv[2], sys.argv[2:])
        shown = b''
        while True:
            try: part = os.read(terminal, 65536)
            except OSError: break
            if not part: break
            shown += part
        os.waitpid(child, 0)
        sys.stdout.buffer.write(shown)
        """, to: "terminal.py")
      let outcome = try shell(
        "TERM=xterm \(example.setting) python3 terminal.py \(example.columns) sched-view --progress never --now \(Self.now) plan.jsonl",
        directory: directory)
      #expect(outcome.out.contains("\u{1B}[") == example.hasColor, "\(outcome)")
      let plain = outcome.out.replacing(#/\x1B\[[0-9;]*m/#, with: "").replacing("\r\n", with: "\n")
      let expected = try view.run(
        ["--now", Self.now, "--width", "\(example.columns)", "plan.jsonl"], directory: directory)
      #expect(firstDifference(expected: expected.out, actual: plain) == nil)
    }
  }
}
