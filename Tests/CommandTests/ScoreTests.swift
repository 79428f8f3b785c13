import Foundation
import Testing

/// sched-score's own flags, from outside.
struct ScoreTests {
  /// A Monday, 00:00 UTC.
  private let now = ["--now", "2026-11-23T00:00:00Z"]

  /// What the tool writes for a post, decoded.
  private struct Scored: Decodable {
    struct Scores: Decodable {
      let start: String
      let hourly: [Double]
    }

    struct Hour: Decodable, Equatable {
      struct Factor: Decodable, Equatable {
        let factor: String
        let effect: Double
      }

      let at: String
      let day: String
      let hour: Int
      let score: Double
      let factors: [Factor]?
    }

    struct Recommendation: Decodable {
      struct Window: Decodable {
        let days: String
        let from: String
        let until: String
        let weight: Double
      }

      let windows: [Window]
      let minGapHours: Double
      let cadence: [String: String]
      let quota: [String]
      let notes: [String]
      let sources: [String]
    }

    let scores: Scores
    let best: [Hour]?
    let recommendation: Recommendation?
  }

  private let tool = Tool("sched-score")

  private func score(
    _ post: String, _ flags: [String] = [], in directory: TemporaryDirectory? = nil
  ) throws -> Scored {
    let outcome = try tool.run(now + flags, input: post, directory: directory)
    try #require(outcome.status == 0 && outcome.err.isEmpty, "\(outcome)")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Scored.self, from: Data(outcome.outBytes))
  }
}

extension ScoreTests {
  /// As where a system has the list of all names, but leaves the files of old ones out.
  @Test
  func `a zone that is not there, or cannot be read, is told with what would be right`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write("L America/Los_Angeles US/Pacific\nZ Asia/Tokyo 9\n", to: "tzdata.zi")
      try shell("ln -s Circle Circle; mkdir Asia", directory: directory).expect()
      for (name, fault) in [
        ("US/Pacific", #"unknown time zone "US/Pacific" (did you mean "America/Los_Angeles"?)"#),
        ("Asia/Tokio", #"unknown time zone "Asia/Tokio" (did you mean "Asia/Tokyo"?)"#),
        ("Asia", #"unknown time zone "Asia" (known: UTC, US/Pacific, Asia/Tokyo)"#),
        (
          "../../etc/passwd",
          #"unknown time zone "../../etc/passwd" (known: UTC, US/Pacific, Asia/Tokyo)"#
        ),
        ("Circle", #"time zone "Circle" cannot be read: Too many levels of symbolic links"#),
      ] {
        try Tool("sched-score").run(
          ["--tz", name], input: "", environment: ["TZDIR": directory.path], directory: directory
        ).expect(
          err: "sched-score: --tz: \(fault)\nsee sched-score --help\n", status: 64)
      }
    }
  }

  @Test(
    arguments: [
      ("youtube_long_form", [16]), ("tiktok_video", [17, 18]), ("x_post", [9]),
    ], ["UTC", "America/New_York", "Asia/Kolkata", "UTC-3:30"])
  func `the best hour of a Wednesday is the one that the studies found, in the audience's zone`(
    _ example: (contentType: String, hours: [Int]), _ zone: String
  ) throws {
    try TemporaryDirectory.with { directory in
      try directory.write("time_zone_weights: {\(zone): 1}\n", to: "one-zone.yaml")
      let flags = ["--day", "wed", "--top", "1", "--tz", zone]
      for audience in [[], ["--audience", "one-zone.yaml"]] {
        let best = try score(
          #"{"content_type":"\#(example.contentType)"}"#, flags + audience, in: directory
        ).best
        #expect(best?.count == 1)
        #expect(best?.first?.day == "wed")
        #expect(example.hours.contains(best?.first?.hour ?? -1), "\(String(describing: best))")
      }
    }
  }

  @Test
  func `a week from now, on the hour, is scored unless flags say otherwise`() throws {
    let post = #"{"platform":"x"}"#
    let plain = try score(post, ["--now", "2026-11-23T07:59:59.999Z"])
    #expect(plain.scores.start == "2026-11-23T07:00:00Z")
    #expect(plain.scores.hourly.count == 7 * 24)
    #expect(plain.best == nil && plain.recommendation == nil)
    let later = try score(post, ["--from", "2026-12-24T18:30:00+01:00", "--days", "366"])
    #expect(later.scores.start == "2026-12-24T17:00:00Z")
    #expect(later.scores.hourly.count == 366 * 24)
    #expect(later.scores.hourly.allSatisfy { (0...1).contains($0) })
  }

  @Test(
    arguments: [
      // From `TZ=Europe/Berlin date`: on 2026-03-29 and 2026-10-25 the clocks change.
      ("mon", "Europe/Berlin", "2026-11-23T00:00:00Z", "2026-11-29T23:00:00Z", 24),
      ("sun", "Europe/Berlin", "2026-03-23T00:00:00Z", "2026-03-28T23:00:00Z", 23),
      ("sunday", "Europe/Berlin", "2026-10-19T00:00:00Z", "2026-10-24T22:00:00Z", 25),
      ("mon", "UTC", "2026-11-23T00:00:00Z", "2026-11-23T00:00:00Z", 24),
      ("mon", "UTC", "2026-11-23T00:59:00Z", "2026-11-23T00:00:00Z", 24),
      ("mon", "UTC", "2026-11-23T01:00:00Z", "2026-11-30T00:00:00Z", 24),
      // Midnight in India is 18:30 UTC; from 18:59 the day is still whole, an hour later it is not.
      ("wed", "Asia/Kolkata", "2026-11-23T00:00:00Z", "2026-11-24T18:30:00Z", 24),
      ("wed", "Asia/Kolkata", "2026-11-24T19:29:59Z", "2026-11-24T18:30:00Z", 24),
      ("wed", "Asia/Kolkata", "2026-11-24T19:30:00Z", "2026-12-01T18:30:00Z", 24),
    ])
  func `--day is the next whole day of that name in the zone`(
    _ example: (day: String, zone: String, from: String, start: String, hours: Int)
  ) throws {
    let scores = try score(
      #"{"platform":"x"}"#,
      ["--day", example.day, "--tz", example.zone, "--from", example.from]
    ).scores
    #expect(scores.start == example.start)
    #expect(scores.hourly.count == example.hours)
  }

  @Test
  func `--tz names days and hours, and moves audiences without zones along`() throws {
    let post = #"{"platform":"linkedin"}"#
    let east = try score(post, ["--day", "tue", "--top", "24", "--tz", "UTC+9"])
    let west = try score(post, ["--day", "tue", "--top", "24", "--tz", "America/Denver"])
    #expect(east.scores.hourly == west.scores.hourly)
    #expect(east.best?.map(\.hour) == west.best?.map(\.hour))
    #expect(east.best?.map(\.at) != west.best?.map(\.at))
    // An audience with a zone of its own stays where it is.
    let settled = #"{"platform":"linkedin","audience":{"time_zone_weights":{"UTC":1}}}"#
    let inUTC = try score(settled, ["--top", "168"])
    let inTokyo = try score(settled, ["--top", "168", "--tz", "Asia/Tokyo"])
    #expect(inUTC.scores.hourly == inTokyo.scores.hourly)
    #expect(inUTC.best?.map(\.at) == inTokyo.best?.map(\.at))
    for (utc, tokyo) in zip(inUTC.best ?? [], inTokyo.best ?? []) {
      #expect(tokyo.hour == (utc.hour + 9) % 24)
    }
  }

  @Test
  func `--top lists the best hours, best first, of equals the earliest first`() throws {
    let scored = try score(#"{"platform":"x"}"#, ["--top", "10000"])
    let best = try #require(scored.best)
    #expect(best.count == 168)
    #expect(best.map(\.score) == scored.scores.hourly.sorted(by: >))
    for (hour, next) in zip(best, best.dropFirst()) where hour.score == next.score {
      #expect(hour.at < next.at)
    }
    #expect(try score(#"{"platform":"x"}"#, ["--top", "3"]).best == Array(best.prefix(3)))
    #expect(try score(#"{"platform":"x"}"#, ["--top", "0"]).best == nil)
  }

  @Test
  func `--flat writes what the other form writes, an hour a line`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(
        """
        {"id":12345678901234567890,"platform":"x","account":"b\\u00e9","text":"t"}
        {"content_type":"instagram_reels","id":{"a": 1.10}}

        """, to: "posts.jsonl")
      // The two forms are compared by another program.
      let script = """
        import json
        from datetime import datetime, timedelta
        expected = []
        for line in open("scored.jsonl"):
            post = json.loads(line)
            start = datetime.fromisoformat(post["scores"]["start"].replace("Z", "+00:00"))
            for index, score in enumerate(post["scores"]["hourly"]):
                at = start + timedelta(hours=index)
                local = at + timedelta(hours=5, minutes=30)
                kept = {name: post[name] for name in ["id", "account"] if name in post}
                type = post.get("content_type", "x_post")
                expected.append(list((kept | {
                    "platform": type.split("_")[0], "content_type": type,
                    "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "day": local.strftime("%a").lower(),
                    "hour": local.hour, "score": score}).items()))
        rows = [json.loads(row, object_pairs_hook=list) for row in open("flat.jsonl")]
        rows = [[(k, dict(v) if k == "id" and isinstance(v, list) else v) for k, v in row]
                for row in rows]
        assert len(rows) == 2 * 48
        assert rows == expected, [pair for pair in zip(rows, expected) if pair[0] != pair[1]][:2]
        """
      try directory.write(script, to: "check.py")
      try shell(
        """
        set -- --now 2026-11-23T00:00:00Z --days 2 --tz UTC+5:30 posts.jsonl
        sched-score -o scored.jsonl "$@" && sched-score -o flat.jsonl --flat "$@" &&
          grep -c '^{"id":12345678901234567890,"account":"b\\\\u00e9","platform":"x",' flat.jsonl &&
          python3 check.py
        """, directory: directory
      ).expect(out: "48\n")
    }
  }
}

extension ScoreTests {
  @Test
  func `--explain adds at most three factors, the strongest first`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write("weekend: -1\n", to: "calendar.yaml")
      try directory.write(
        #"{"platform":"linkedin","posted_at":"2026-11-28T10:30:00Z"}"#, to: "recent.jsonl")
      let post = #"{"platform":"linkedin","audience":{"device_split":{"mobile":1}}}"#
      let flags = [
        "--day", "sat", "--top", "24", "--calendar", "calendar.yaml", "--recent", "recent.jsonl",
      ]
      let plain = try score(post, flags, in: directory)
      let explained = try score(post, flags + ["--explain"], in: directory)
      #expect(plain.best?.map(\.at) == explained.best?.map(\.at))
      #expect(plain.best?.map(\.score) == explained.best?.map(\.score))
      let known: Set = ["window", "audience", "format", "season", "guard", "recency"]
      for hour in explained.best ?? [] {
        let factors = try #require(hour.factors)
        #expect(factors.count <= 3 && known.isSuperset(of: factors.map(\.factor)))
        let strengths = factors.map { abs(log(max($0.effect, 1e-9))) }
        #expect(zip(strengths, strengths.dropFirst()).allSatisfy { $0 >= $1 - 0.02 }, "\(hour)")
      }
      // The hour of the recent post has recency at its lowest: 0.5, the contract's figure.
      let crowded = explained.best?.first { $0.hour == 10 }
      #expect(crowded?.factors?.contains { $0.factor == "recency" && $0.effect == 0.5 } == true)
    }
  }

  @Test(
    arguments: [
      // The contract's gaps, section 6.
      ("youtube", 48.0), ("linkedin", 24), ("tiktok", 12), ("facebook", 6), ("x", 2),
    ])
  func `--recommend says what stands behind the score`(
    _ example: (platform: String, minGapHours: Double)
  ) throws {
    let advice = try #require(
      try score(#"{"platform":"\#(example.platform)"}"#, ["--recommend"]).recommendation)
    #expect(advice.minGapHours == example.minGapHours)
    #expect(!advice.windows.isEmpty && !advice.sources.isEmpty && !advice.cadence.isEmpty)
    #expect(advice.windows.map(\.weight) == advice.windows.map(\.weight).sorted(by: >))
  }

  @Test
  func `a recent post of the account halves the score of its hour, and no other account's`() throws
  {
    try TemporaryDirectory.with { directory in
      try directory.write(
        """
        {"platform":"twitter","account":"a","posted_at":"2026-11-25T09:30:00Z"}
        {"platform":"x","account":"a"}
        {"platform":"tiktok","account":"a","scheduled_at":"2026-11-25T09:30:00Z"}

        """, to: "recent.jsonl")
      let flags = ["--day", "wed"]
      let recent = flags + ["--recent", "recent.jsonl"]
      let mine = #"{"platform":"x","account":"a"}"#
      let plain = try score(mine, flags).scores.hourly
      let spaced = try score(mine, recent, in: directory).scores.hourly
      #expect(spaced[9] == plain[9] * 0.5)
      // x: two hours of gap, so half past eight is half an hour, and half past six two hours, away.
      #expect(spaced[8] > spaced[9] && spaced[8] < plain[8])
      #expect(spaced[..<7] == plain[..<7] && spaced[12...] == plain[12...])
      #expect(zip(spaced, plain).allSatisfy { $0 <= $1 })
      let other = #"{"platform":"x","account":"b"}"#
      #expect(try score(other, recent, in: directory).scores.hourly == plain)
    }
  }

  @Test
  func `a calendar changes the days that it names, by --weight-season`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write("weekend: -0.5\nholidays: [2026-11-24]\n", to: "calendar.yaml")
      let post = #"{"platform":"tiktok"}"#
      let plain = try score(post).scores.hourly
      func scores(_ flags: String...) throws -> [Double] {
        try score(post, ["--calendar", "calendar.yaml"] + flags, in: directory).scores.hourly
      }
      let standard = try scores()
      let strong = try scores("--weight-season", "1")
      #expect(try scores("--weight-season", "0") == plain)
      for hour in 0..<168 {
        // Monday 23 is plain, Tuesday 24 a holiday (effect -1), 28 and 29 are the weekend.
        let effect = [0, -1, 0, 0, 0, -0.5, -0.5][hour / 24]
        // Scores have four decimals.
        #expect(abs(standard[hour] - plain[hour] * (1 + 0.1 * effect)) < 1.01e-4)
        #expect(abs(strong[hour] - plain[hour] * (1 + effect)) < 1.01e-4)
      }
    }
  }

  @Test
  func `weights of 0 leave ages, devices and habits out`() throws {
    let plain = #"{"content_type":"instagram_reels"}"#
    let young = #"{"content_type":"instagram_reels","audience":{"age_cohorts":{"18-24":1}}}"#
    let off = ["--weight-demographics", "0"]
    #expect(try score(young).scores.hourly != score(plain).scores.hourly)
    #expect(try score(young, off).scores.hourly == score(plain, off).scores.hourly)
    #expect(
      try score(plain, ["--weight-format", "0"]).scores.hourly
        != score(plain, ["--weight-format", "1"]).scores.hourly)
  }
}

extension ScoreTests {
  @Test
  func `a post's audience is its own, or by name, or its platform's, or the default`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(
        """
        profiles:
          default: {time_zone_weights: {UTC+1: 1}}
          trade: {time_zone_weights: {UTC+2: 1}}
        platforms: {twitter: trade}
        """, to: "audience.yaml")
      func hour(_ post: String) throws -> Int? {
        try score(
          post, ["--day", "wed", "--top", "1", "--audience", "audience.yaml"], in: directory
        ).best?.first?.hour
      }
      // x_post is best at 9 of its audience's day, youtube_long_form at 16: EVIDENCE, section 1.
      #expect(try hour(#"{"platform":"x"}"#) == 7)
      #expect(try hour(#"{"platform":"x","audience":null}"#) == 7)
      #expect(try hour(#"{"platform":"x","audience":"default"}"#) == 8)
      #expect(try hour(#"{"platform":"x","audience":{"time_zone_weights":{"UTC+4":1}}}"#) == 5)
      #expect(try hour(#"{"platform":"youtube"}"#) == 15)
      #expect(try hour(#"{"platform":"youtube","audience":"trade"}"#) == 14)
    }
  }

  @Test
  func `--print-platforms prints the file that is compiled in, and reads nothing`() throws {
    let yaml = try #require(Repository.text("Sources/SchedCore/Platforms/platforms.yaml"))
    try tool.run(["--print-platforms", "/no/such/file"], input: "no JSON").expect(out: yaml)
    try shell("sched-score --print-platforms >/dev/full").expect(
      err: "sched-score: <stdout>: No space left on device\n", status: 74)
  }

  @Test
  func `the printed platforms, laid over themselves, change nothing`() throws {
    try TemporaryDirectory.with { directory in
      try tool.run(["--print-platforms", "-o", "all.yaml"], directory: directory).expect()
      let posts = ["youtube", "tiktok", "instagram", "x", "linkedin", "facebook"]
        .map { #"{"platform":"\#($0)"}"# + "\n" }.joined()
      let flags = now + ["--top", "3", "--recommend"]
      let plain = try tool.run(flags, input: posts)
      #expect(plain.out.split(separator: "\n").count == 6, "\(plain)")
      try tool.run(flags + ["--platforms", "all.yaml"], input: posts, directory: directory)
        .expect(out: plain.out)
    }
  }

  @Test
  func `--platforms overrides single keys`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(
        "platforms: {x: {content_types: {x_post: {windows: {wed: {22-23: 1}}}}}}", to: "own.yaml")
      let flags = ["--day", "wed", "--top", "1", "--recommend", "--platforms", "own.yaml"]
      let scored = try score(#"{"platform":"x"}"#, flags, in: directory)
      #expect(scored.best?.first?.hour == 22)
      #expect(scored.recommendation?.minGapHours == 2)
    }
  }
}

extension ScoreTests {
  @Test(
    arguments: [
      (["--days", "0"], "--days: 0 is not a number from 1 to 366"),
      (["--days", "367"], "--days: 367 is not a number from 1 to 366"),
      (["--days", "1.5"], "The value '1.5' is invalid for '--days <n>'"),
      (["--top=-1"], "--top: -1 is not a number from 0 to 10000"),
      (["--top", "10001"], "--top: 10001 is not a number from 0 to 10000"),
      (["--explain"], "--explain goes with --top"),
      (["--flat", "--top", "1"], "--flat excludes --top and --recommend"),
      (["--flat", "--recommend"], "--flat excludes --top and --recommend"),
      (["--weight-season", "2"], "--weight-season: 2.0 is not a number from 0 to 1"),
      (["--weight-format=nan"], "--weight-format: nan is not a number from 0 to 1"),
      (
        ["--weight-demographics=-0.1"],
        "--weight-demographics: -0.1 is not a number from 0 to 1"
      ),
      (
        ["--day", "tomorrow"],
        #"--day: "tomorrow" is not a day (mon, tue, wed, thu, fri, sat, sun)"#
      ),
      (
        ["--from", "2026-02-30T00:00:00Z"],
        #"--from: "2026-02-30T00:00:00Z" is not an instant: day 30 (this month has 28)"#
      ),
      (["--tz", "Mars/Phobos"], #"--tz: unknown time zone "Mars/Phobos""#),
      (["--tz", "../../etc/passwd"], #"--tz: unknown time zone "../../etc/passwd""#),
      (["--tz", ""], #"--tz: unknown time zone """#),
    ])
  func `a wrong flag is told in two lines`(_ example: (flags: [String], fault: String)) throws {
    try tool.run(example.flags, input: #"{"platform":"x"}"#).expect(
      err: "sched-score: \(example.fault)\nsee sched-score --help\n", status: 64)
  }

  @Test(arguments: ["--audience", "--calendar", "--recent", "--platforms"])
  func `a file that a flag names must be there`(_ flag: String) throws {
    try tool.run([flag, "/no/such/file"]).expect(
      err: "sched-score: /no/such/file: No such file or directory\n", status: 66)
    try tool.run([flag, "/"]).expect(err: "sched-score: /: Is a directory\n", status: 66)
  }

  @Test(arguments: ["--audience", "--calendar", "--recent", "--platforms"])
  func `a file that a flag names may be empty, or a FIFO`(_ flag: String) throws {
    try TemporaryDirectory.with { directory in
      let plain = try tool.run(now, input: #"{"platform":"x"}"#)
      let line = "echo '{\"platform\":\"x\"}' | sched-score \(now.joined(separator: " ")) \(flag)"
      try shell("\(line) /dev/null").expect(out: plain.out)
      try shell("mkfifo pipe; : >pipe & \(line) pipe", directory: directory, secondsAllowed: 10)
        .expect(out: plain.out)
    }
  }

  @Test(
    arguments: [
      (
        "--audience", "profiles:\n  default:\n    age_cohort: {18-24: 1}", "3:5",
        "age_cohort: unknown key (did you mean \"age_cohorts\"?)"
      ),
      (
        "--audience", "age_cohorts: {18-25: 1}", "1:15",
        "18-25: unknown key (did you mean \"18-24\"?)"
      ),
      (
        "--audience", "device_split: {mobile: -1}", "1:24",
        "device_split.mobile: -1 is out of range (at least 0)"
      ),
      (
        "--audience", "device_split: [mobile]", "1:15",
        "device_split: a list stands here (a mapping such as {key: value} is needed)"
      ),
      (
        "--audience", "time_zone_weights: {Mars/Phobos: 1}", "1:21",
        "time_zone_weights: unknown time zone \"Mars/Phobos\""
      ),
      (
        "--audience", "profiles: {a: {}}\nplatforms: {facebok: a}", "2:13",
        "facebok: unknown key (did you mean \"facebook\"?)"
      ),
      (
        "--audience", "profiles: {trade: {}}\nplatforms: {x: trad}", "2:16",
        "platforms.x: unknown value \"trad\" (did you mean \"trade\"?)"
      ),
      (
        "--audience", "profiles: {a: {}}\nprofiles: {b: {}}", "2:1",
        "profiles: this key stands twice (first in line 1)"
      ),
      ("--calendar", "weekends: -0.5", "1:1", "weekends: unknown key (did you mean \"weekend\"?)"),
      ("--calendar", "weekend: -2", "1:10", "weekend: -2 is out of range (-1 to 1)"),
      (
        "--calendar", "holidays: [2026-02-30]", "1:12",
        "holidays: \"2026-02-30\" is not a date (year, month and day, such as 2026-12-25)"
      ),
      (
        "--calendar", "holidays:\n  - {from: 2026-12-31, until: 2026-01-01}", "2:5",
        "until: 2026-01-01 is before from 2026-12-31"
      ),
      (
        "--calendar", "seasons: [{from: 12-01, effect: 0.5}]", "1:11",
        "until: this key is missing here"
      ),
      (
        "--platforms", "platforms:\n  mastodon: {notes: hi}", "2:13",
        "content_types: this key is missing here"
      ),
      ("--platforms", "platform: {}", "1:1", "platform: unknown key (did you mean \"platforms\"?)"),
    ])
  func `what is wrong in a YAML file is told with line and column`(
    _ example: (flag: String, yaml: String, place: String, fault: String)
  ) throws {
    try TemporaryDirectory.with { directory in
      try directory.write(example.yaml + "\n", to: "f.yaml")
      try tool.run([example.flag, "f.yaml"], input: #"{"platform":"x"}"#, directory: directory)
        .expect(err: "sched-score: f.yaml:\(example.place): \(example.fault)\n", status: 78)
    }
  }

  @Test(
    arguments: [
      (#"7"#, "audience: a number where a profile or the name of one is expected"),
      (#"{"age_cohort":{}}"#, #"audience.age_cohort: unknown key (did you mean "age_cohorts"?)"#),
      (
        #"{"time_zone_weights":{"Mars/Phobos":1}}"#,
        #"audience.time_zone_weights: unknown time zone "Mars/Phobos""#
      ),
      (
        #"{"device_split":{"mobile":-1}}"#,
        "audience.device_split.mobile: -1 is out of range (at least 0)"
      ),
      (#""trade""#, #"audience: unknown value "trade""#),
    ])
  func `what is wrong in a post's audience is told with the post's line`(
    _ example: (audience: String, fault: String)
  ) throws {
    try tool.run(now, input: #"{"platform":"x","audience":\#(example.audience)}"#).expect(
      err: "sched-score: <stdin>:1: \(example.fault)\n", status: 1)
  }

  @Test
  func `a bad line among the recent posts ends the run, for a forgotten post would be crowded`()
    throws
  {
    try TemporaryDirectory.with { directory in
      try directory.write(
        "{\"platform\":\"x\"}\n\n{\"platform\":\"x\",\"posted_at\":\"soon\"}", to: "r")
      try tool.run(["--recent", "r"], input: #"{"platform":"x"}"#, directory: directory).expect(
        err: """
          sched-score: r:3: posted_at: "soon" is not an instant (RFC 3339, such as 2026-11-23T09:00:00Z)

          """, status: 65)
    }
  }

  @Test(arguments: ["0000-01-01T00:00:00Z", "9999-12-31T23:00:00Z"])
  func `at the ends of time nothing breaks`(_ now: String) throws {
    for flags in [["--days", "366", "--top", "1"], ["--day", "wed"], ["--flat"]] {
      let outcome = try tool.run(
        ["--now", now, "--tz", "America/St_Johns"] + flags, input: #"{"platform":"x"}"#)
      #expect(outcome.status == 0 && outcome.err.isEmpty, "\(outcome)")
    }
  }
}
