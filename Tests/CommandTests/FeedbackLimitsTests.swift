import Foundation
import SchedCore
import Testing

/// The limits of `sched-feedback` from outside: they come from days, not from runs.
struct FeedbackLimitsTests {
  private struct Event {
    let instant: Instant
    let line: String
  }

  /// 2026-09-07, a Monday.
  private static let start: Int64 = 1_788_739_200

  /// Six weeks of a platform that lets six posts a day through, and four from the fourth week on.
  private static func events() -> [Event] {
    var random = SeededGenerator(seed: 11)
    return (0..<42).flatMap { day in
      var room = day < 21 ? 6 : 4
      return (0..<2 + random.next(below: 6)).map { number in
        let second = Int64(day * 86_400 + number * 12_000 + random.next(below: 12_000))
        let instant = Instant(seconds: start + second)
        room -= 1
        let end =
          room >= 0
          ? #""posted_at":"\#(instant)""#
          : #""status":"rate_limited","failed_at":"\#(instant)","retry_after":\#(random.next(below: 9999))"#
        return Event(instant: instant, line: #"{"id":"\#(day)-\#(number)","platform":"x",\#(end)}"#)
      }
    }
  }

  /// The lines of limits and days after a run for each piece of the events.
  private static func parameters(after pieces: [(now: Instant, [Event])]) throws -> [String] {
    try TemporaryDirectory.with { directory in
      for (now, events) in pieces {
        let input = events.map { $0.line + "\n" }.joined()
        try Tool("sched-feedback").run(
          ["-q", "--now", "\(now)", "--in-place", "--params", "params.jsonl"],
          input: Array(input.utf8), directory: directory
        ).expect()
      }
      return try lines(of: directory)
    }
  }

  private static func lines(of directory: TemporaryDirectory) throws -> [String] {
    try directory.text(of: "params.jsonl").split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix(#"{"kind":"limits""#) || $0.hasPrefix(#"{"kind":"days""#) }
  }

  /// The events of each period, at its end.
  private static func cut(every hours: Int64) -> [(now: Instant, [Event])] {
    let seconds = hours * 3600
    return Dictionary(grouping: events()) { $0.instant.seconds / seconds }
      .sorted { $0.key < $1.key }
      .map { (now: Instant(seconds: ($0.key + 1) * seconds), $0.value) }
  }

  @Test
  func `run every hour, day or week, or on shuffled and cut logs, the limits are the same`() throws
  {
    let weekly = try Self.parameters(after: Self.cut(every: 7 * 24))
    #expect(weekly.count == 2)
    // Four posts a day, as the platform lets through.
    #expect(weekly.first?.contains(#""posts_per_day":4,"#) == true, "\(weekly)")
    #expect(try Self.parameters(after: Self.cut(every: 24)) == weekly)
    #expect(try Self.parameters(after: Self.cut(every: 1)) == weekly)
    var events = Self.events()
    var random = SeededGenerator(seed: 12)
    for index in events.indices.reversed() {
      events.swapAt(index, random.next(below: index + 1))
    }
    let now = Instant(seconds: Self.start + 42 * 86_400)
    let pieces = stride(from: 0, to: events.count, by: 17).map {
      (now: now, Array(events[$0..<min($0 + 17, events.count)]))
    }
    #expect(try Self.parameters(after: pieces) == weekly)
  }

  private static func one(_ id: String, _ end: String) -> String {
    #"{"id":"\#(id)","platform":"x",\#(end)}"# + "\n"
  }

  private static func run(
    _ input: String, in directory: TemporaryDirectory, _ flags: [String] = []
  ) throws {
    try Tool("sched-feedback").run(
      ["-q", "--now", "2026-11-23T00:00:00Z", "--in-place", "--params", "params.jsonl"] + flags,
      input: Array(input.utf8), directory: directory
    ).expect()
  }

  @Test
  func `limits of the first format hold on, and follow the days that come`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(
        """
        {"kind":"parameters","format":1,"cycle":9,"version":3,"results":70}
        {"kind":"limits","platform":"x","account":"default","max_concurrent_posts":1,"posts_per_day":5,"backoff":{"initial_seconds":4,"multiplier":2,"max_seconds":240},"resume_at":"2026-11-19T00:00:00Z","clean_cycles":3,"patience":16}

        """, to: "params.jsonl")
      try Self.run(Self.one("1", #""posted_at":"2026-11-20T09:00:00Z""#), in: directory)
      let start =
        #""max_concurrent_posts":1,"posts_per_day":5,"backoff":{"initial_seconds":4,"multiplier":2,"max_seconds":240}"#
      let first = [
        #"{"kind":"limits","platform":"x","account":"default","max_concurrent_posts":1,"posts_per_day":5,"backoff":{"initial_seconds":2,"multiplier":2,"max_seconds":120},"resume_at":"2026-11-19T00:00:00Z","clean_days":1,"patience_days":28}"#,
        #"{"kind":"days","platform":"x","account":"default","resume_at":"2026-11-19T00:00:00Z","start":{\#(start),"clean_days":0,"patience_days":28},"days":[["2026-11-20",1,0]]}"#,
      ]
      #expect(try Self.lines(of: directory) == first)
      // One more of the same day, and an earlier end of a wait that was asked for.
      let refused =
        #""status":"rate_limited","failed_at":"2026-11-18T10:00:00Z","retry_after":60"#
      try Self.run(
        Self.one("2", #""posted_at":"2026-11-20T10:00:00Z""#) + Self.one("3", refused),
        in: directory)
      let second = try Self.lines(of: directory)
      #expect(second[0].contains(#""posts_per_day":5,"#) && second[0].contains("2026-11-19T00:00"))
      #expect(second[1].hasSuffix(#""days":[["2026-11-18",0,1],["2026-11-20",2,0]]}"#))
    }
  }

  @Test
  func `frozen limits stay, and the days they missed count in the next run`() throws {
    func events(_ day: Int) -> String {
      (0..<8).map {
        let end =
          $0 < 5
          ? #""posted_at":"2026-11-\#(day)T0\#($0):00:00Z""#
          : #""status":"rate_limited","failed_at":"2026-11-\#(day)T0\#($0):00:00Z","retry_after":3600"#
        return Self.one("\(day)-\($0)", end)
      }.joined()
    }
    let frozen = try TemporaryDirectory.with { directory in
      try Self.run(events(18), in: directory)
      let before = try Self.lines(of: directory)
      try Self.run(events(19), in: directory, ["--freeze"])
      let after = try Self.lines(of: directory)
      #expect(after[0] == before[0])
      #expect(after[1].contains(#"["2026-11-18",5,3],["2026-11-19",5,3]"#))
      try Self.run(events(20), in: directory)
      return try Self.lines(of: directory)
    }
    let free = try TemporaryDirectory.with { directory in
      for day in 18...20 { try Self.run(events(day), in: directory) }
      return try Self.lines(of: directory)
    }
    #expect(frozen == free)
    #expect(frozen[0].contains(#""initial_seconds":8,"#))
  }

  @Test
  func `days are kept of who was never refused, and --reset limits forgets them`() throws {
    try TemporaryDirectory.with { directory in
      try Self.run(
        Self.one("1", #""posted_at":"2026-11-20T09:00:00Z""#)
          + Self.one("2", #""status":"failed","failed_at":"2026-11-20T10:00:00Z""#), in: directory)
      #expect(
        try Self.lines(of: directory) == [
          #"{"kind":"days","platform":"x","account":"default","days":[["2026-11-20",1,0]]}"#
        ])
      try Self.run("", in: directory, ["--reset", "limits"])
      #expect(try Self.lines(of: directory) == [])
    }
  }

  @Test(arguments: [
    (
      #"[["2026-11-20",1]]"#,
      #"days[0]: not a day (as ["2026-11-23",10,2]: posts that went out, posts that were refused)"#
    ),
    (
      #"[["2026-11-31",1,0]]"#,
      #"days[0][0]: "2026-11-31" is not a date (year, month and day, such as 2026-12-25)"#
    ),
    (#"[["2026-11-20",-1,0]]"#, "days[0][1]: -1.0 is out of range"),
  ])
  func `days that are none are refused`(_ days: String, _ message: String) throws {
    try TemporaryDirectory.with { directory in
      try directory.write(
        #"{"kind":"days","platform":"x","account":"a","days":\#(days)}"# + "\n", to: "params.jsonl")
      try Tool("sched-feedback").run(["--params", "params.jsonl"], directory: directory).expect(
        err: "sched-feedback: params.jsonl:1: \(message)\n", status: 65)
    }
  }
}
