import Foundation
import Testing

/// Audiences whose clocks strike at a quarter, half or three quarters past in UTC.
///
/// The studies' best hour for a post of x is Wednesday from 9 to 10, and it is the only one of the
/// week that scores 1.
struct HalfHourZoneTests {
  private static let now = ["--now", "2026-11-23T00:10:00Z"]

  /// Zone, start of the hour that holds now, and Wednesday 9:00, both in UTC.
  ///
  /// From Python's zoneinfo:
  /// `datetime(2026,11,23,0,10,tzinfo=utc).astimezone(zone).replace(minute=0).astimezone(utc)` and
  /// `datetime(2026,11,25,9,tzinfo=zone).astimezone(utc)`.
  static let zones = [
    ("Asia/Kolkata", "2026-11-22T23:30:00Z", "2026-11-25T03:30:00Z"),
    ("Asia/Tehran", "2026-11-22T23:30:00Z", "2026-11-25T05:30:00Z"),
    ("Australia/Adelaide", "2026-11-22T23:30:00Z", "2026-11-24T22:30:00Z"),
    ("America/St_Johns", "2026-11-22T23:30:00Z", "2026-11-25T12:30:00Z"),
    ("Asia/Kathmandu", "2026-11-22T23:15:00Z", "2026-11-25T03:15:00Z"),
    ("Australia/Lord_Howe", "2026-11-23T00:00:00Z", "2026-11-24T22:00:00Z"),
    ("Pacific/Chatham", "2026-11-22T23:15:00Z", "2026-11-24T19:15:00Z"),
    ("Europe/Berlin", "2026-11-23T00:00:00Z", "2026-11-25T08:00:00Z"),
  ]

  private struct Record: Decodable {
    struct Scores: Decodable {
      let start: String
      let hourly: [Double]
    }

    struct Hour: Decodable {
      let at: String
    }

    let scores: Scores?
    let best, predictions: [Hour]?
    let at: String?
    let score: Double?
    let scheduledAt: String?
  }

  private func records(_ line: String, in directory: TemporaryDirectory? = nil) throws -> [Record] {
    let outcome = try shell(line, directory: directory)
    try #require(outcome.status == 0 && outcome.err.isEmpty, "\(outcome)")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try outcome.outBytes.split(separator: 0x0A).map {
      try decoder.decode(Record.self, from: Data($0))
    }
  }

  private static func post(_ zones: String, _ more: String = "") -> String {
    #"{"platform":"x","audience":{"time_zone_weights":{\#(zones)}}\#(more)}"#
  }

  private static func instant(_ text: String, plus minutes: Int) throws -> String {
    let date = try #require(ISO8601DateFormatter().date(from: text))
    return ISO8601DateFormatter().string(from: date.addingTimeInterval(Double(minutes) * 60))
  }

  @Test(arguments: zones)
  func `scores begin on the hour of the audience's clock, and the best is its own 9 o'clock`(
    _ example: (zone: String, start: String, nine: String)
  ) throws {
    let line = """
      echo '\(Self.post("\"\(example.zone)\":1"))' | sched-score \(Self.now.joined(separator: " "))
      """
    let scored = try #require(try records("\(line) --top 1").first)
    let scores = try #require(scored.scores)
    #expect(scores.start == example.start)
    #expect(scores.hourly.count == 168 && scores.hourly.filter { $0 == 1 }.count == 1)
    let best = try #require(scores.hourly.firstIndex(of: 1))
    #expect(try Self.instant(scores.start, plus: best * 60) == example.nine)
    #expect(scored.best?.map(\.at) == [example.nine])
    let rows = try records("\(line) --flat")
    #expect(rows.first?.at == example.start)
    #expect(rows.first { $0.score == 1 }?.at == example.nine)
    let moved = try records(
      "echo '{\"platform\":\"x\"}' | sched-score \(Self.now.joined(separator: " ")) "
        + "--tz \(example.zone) --top 1")
    #expect(moved.first?.scores?.start == example.start)
    #expect(moved.first?.best?.map(\.at) == [example.nine])
  }

  @Test(arguments: zones)
  func `a plan gives the score of 9 o'clock to all of that hour and to no other quarter`(
    _ example: (zone: String, start: String, nine: String)
  ) throws {
    for (minutes, isBest) in [(-15, false), (0, true), (15, true), (45, true), (60, false)] {
      let at = try Self.instant(example.nine, plus: minutes)
      let post = Self.post(
        "\"\(example.zone)\":1", #","not_before":"\#(at)","deadline":"\#(at)""#)
      let flags = Self.now.joined(separator: " ")
      for scoring in ["cat", "sched-score \(flags)"] {
        let row = try #require(
          try records("echo '\(post)' | \(scoring) | sched-plan \(flags)").first)
        #expect(row.scheduledAt == at)
        #expect((row.score == 1) == isBest, "\(scoring), \(minutes) minutes: \(row)")
      }
    }
  }

  @Test(arguments: zones)
  func `predictions are for whole hours of the audience's clock`(
    _ example: (zone: String, start: String, nine: String)
  ) throws {
    try TemporaryDirectory.with { directory in
      let history = Repository.root.appending(path: "Tests/Examples/history.jsonl").path
      try shell(
        "sched-train -q --trees 5 -o model.jsonl '\(history)'", directory: directory
      ).expect()
      let flags = Self.now.joined(separator: " ")
      for model in ["", "--model model.jsonl"] {
        let predicted = try #require(
          try records(
            """
            echo '\(Self.post("\"\(example.zone)\":1"))' | sched-predict \(flags) --top 168 \(model)
            """, in: directory
          ).first)
        #expect(predicted.scores?.start == example.start)
        let hours = try (0..<168).map { try Self.instant(example.start, plus: $0 * 60) }
        #expect(predicted.predictions?.map(\.at).sorted() == hours)
        if model.isEmpty { #expect(predicted.predictions?.first?.at == example.nine) }
      }
    }
  }

  @Test
  func `the clock of the largest share decides, the first of equal ones`() throws {
    for (zones, start) in [
      (#""Asia/Kolkata":0.6,"Europe/Berlin":0.4"#, "2026-11-22T23:30:00Z"),
      (#""Asia/Kolkata":0.4,"Europe/Berlin":0.6"#, "2026-11-23T00:00:00Z"),
      (#""Asia/Kathmandu":0.5,"Asia/Kolkata":0.5"#, "2026-11-22T23:15:00Z"),
    ] {
      for tool in ["sched-score", "sched-predict"] {
        let scored = try records(
          "echo '\(Self.post(zones))' | \(tool) \(Self.now.joined(separator: " "))")
        #expect(scored.first?.scores?.start == start, "\(tool) \(zones)")
      }
    }
  }

  /// Each hour scores as the hour of UTC's week scores that Python's zoneinfo names for its start.
  ///
  /// In these weeks the clocks of Lord Howe change by half an hour, and Adelaide's by an hour.
  @Test(arguments: ["2026-09-28T00:00:00Z", "2026-03-30T00:00:00Z"])
  func `every hour scores as it is called at its start, over a change of the clocks too`(
    _ from: String
  ) throws {
    let check = """
      import json, subprocess
      from datetime import datetime, timedelta
      from zoneinfo import ZoneInfo
      def scores(zone, days):
          post = {"platform": "x", "audience": {"time_zone_weights": {zone: 1}}}
          run = subprocess.run(["sched-score", "--from", "\(from)", "--days", days],
                               input=json.dumps(post), capture_output=True, text=True, check=True)
          found = json.loads(run.stdout)["scores"]
          return datetime.fromisoformat(found["start"]), found["hourly"]
      week = scores("UTC", "7")[1]  # from a Monday
      for zone in ["Asia/Kolkata", "Asia/Tehran", "Australia/Adelaide", "America/St_Johns",
                   "Asia/Kathmandu", "Australia/Lord_Howe", "Australia/Eucla", "Europe/Berlin"]:
          start, hourly = scores(zone, "14")
          assert start.astimezone(ZoneInfo(zone)).minute == 0, zone
          for hour, score in enumerate(hourly):
              local = (start + timedelta(hours=hour)).astimezone(ZoneInfo(zone))
              assert score == week[local.weekday() * 24 + local.hour], (zone, local, score)
      """
    try TemporaryDirectory.with { directory in
      try directory.write(check, to: "check.py")
      try shell("python3 check.py", directory: directory).expect()
    }
  }
}
