import Foundation
import Testing

/// What `sched-import` makes of the exports of every source, held against what is true of them.
struct ImportSourcesTests {
  private static let tool = Tool("sched-import")
  /// The exports that hold dates alone, without a clock in their ids.
  private static let withoutHours = ForeignExports.all.filter { $0.source == "youtube_studio" }
  private static let withHours = ForeignExports.all.filter { $0.source != "youtube_studio" }

  /// Enough posts, with figures, for the hours to tell.
  private static let histories = withHours.filter { export in
    export.posts.count { $0.instant != nil && !$0.metrics.isEmpty } >= 150
  }

  @Test(arguments: withHours)
  func `every post comes out as it is true, and the source is named`(
    _ export: ForeignExport
  ) throws {
    let outcome = try export.imported()
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.err.hasPrefix("sched-import: \(export.fileName): \(export.source) ("))
    #expect(!outcome.err.contains("warning"), "\(outcome.err)")
    let faults = export.faults(in: try ImportedRecord.all(of: outcome))
    #expect(faults == [])
  }

  @Test(arguments: withHours)
  func `a pipe, three threads and the name of the source give the same bytes`(
    _ export: ForeignExport
  ) throws {
    let flags = ForeignExports.now + export.arguments + ["-q", "--threads"]
    let one = try Self.tool.run(flags + ["1", "--from", export.source], input: export.bytes)
    #expect(one.status == 0 && !one.out.isEmpty, "\(one)")
    try Self.tool.run(flags + ["3"], input: export.bytes).expect(out: one.out)
  }

  @Test(arguments: withHours.filter { $0.zone != nil })
  func `local times without a zone are asked for it`(_ export: ForeignExport) throws {
    let outcome = try Self.tool.run(export.flags, input: export.bytes)
    #expect(outcome.status == 64 && outcome.out.isEmpty, "\(outcome)")
    let lines = outcome.err.split(separator: "\n")
    #expect(lines.count == 2 && lines.last == "see sched-import --help", "\(outcome)")
    #expect(
      lines.first?.contains(
        /^sched-import: <stdin>: .+: these are local times, and the file does not say of which zone/
      )
        == true, "\(outcome)")
    #expect(lines.first?.hasSuffix("(say it with --tz, such as --tz Europe/Berlin)") == true)
  }

  @Test(arguments: withHours.filter { $0.zone == nil })
  func `instants with an offset need no zone, and another one changes none of them`(
    _ export: ForeignExport
  ) throws {
    let flags = ForeignExports.now + export.flags + ["-q"]
    let without = try Self.tool.run(flags, input: export.bytes)
    try Self.tool.run(flags + ["--tz", "Asia/Tokyo"], input: export.bytes).expect(out: without.out)
  }

  @Test(arguments: withoutHours)
  func `dates alone make no history of hours, which is told once`(_ export: ForeignExport) throws {
    let outcome = try export.imported()
    #expect(outcome.status == 1 && outcome.out.isEmpty, "\(outcome)")
    let told =
      "sched-import: warning: \(export.posts.count) rows have a date and no time, so their hour is "
      + "not known\n"
    #expect(outcome.err.components(separatedBy: told).count == 2, "\(outcome)")
    #expect(outcome.err.hasPrefix("sched-import: \(export.fileName): youtube_studio ("))
    let kept = try export.imported(["-q", "-o", "history.jsonl"])
    kept.expect(
      err: "sched-import: history.jsonl: not written: no record was read\n", status: 1)
  }

  @Test(arguments: histories)
  func `a model of the history has the planted hour as the best of the week`(
    _ export: ForeignExport
  ) throws {
    let platforms = Dictionary(grouping: export.posts, by: \.platform)
    let most = try #require(platforms.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) })
    let accounts = Dictionary(grouping: most.value.compactMap(\.account)) { $0 }
    let account = accounts.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
    let own = account.map { #","account":\#(ForeignCell.json($0))"# } ?? ""
    let zone = ForeignMoment.zone(of: export)
    try TemporaryDirectory.with { directory in
      try directory.write(export.bytes, to: "export")
      try directory.write(#"{"platform":"\#(most.key)"\#(own)}"#, to: "post.jsonl")
      let arguments = export.arguments.map { "'\($0)'" }.joined(separator: " ")
      let predicted = try shell(
        """
        now='--now 2026-12-01T00:00:00Z -q'
        sched-import $now \(arguments) -o history export &&
          sched-train $now --trees 5 --tz \(zone) -o model history &&
          sched-predict $now --model model --tz \(zone) --top 1 post.jsonl
        """, directory: directory)
      #expect(predicted.status == 0 && predicted.err.isEmpty, "\(predicted)")
      let best = try #require(
        predicted.out.firstMatch(of: #/"predictions":\[\{.*?"hour":(\d+)/#), "\(predicted)")
      #expect(best.1 == "\(ForeignMoment.bestHour)", "\(predicted.out.suffix(400))")
    }
  }

  @Test(arguments: histories)
  func `sched-feedback learns from the history`(_ export: ForeignExport) throws {
    let arguments = export.arguments.map { "'\($0)'" }.joined(separator: " ")
    try TemporaryDirectory.with { directory in
      try directory.write(export.bytes, to: "export")
      let learned = try shell(
        """
        now='--now 2026-12-01T00:00:00Z -q'
        sched-import $now \(arguments) export | sched-feedback $now
        """, directory: directory)
      #expect(learned.status == 0 && learned.err.isEmpty, "\(learned)")
      #expect(learned.out.contains(#""kind":"daypart""#), "\(learned.out.prefix(400))")
    }
  }

  @Test(.hasPythonModule("jsonschema"), arguments: withHours)
  func `what comes out is what the schema says`(_ export: ForeignExport) throws {
    let records = try export.imported(["-q"]).out
    let validator = SchemaValidator(tool: Self.tool, side: "output")
    #expect(try validator.faults(of: records) == [:])
  }

  @Test(
    .hasPythonModule("jsonschema"),
    arguments: ForeignExports.all.filter { $0.fileName.hasSuffix(".json") })
  func `a document is what the schema says of the input`(_ export: ForeignExport) throws {
    let document = try JSONSerialization.jsonObject(with: Data(export.bytes))
    let line = try JSONSerialization.data(withJSONObject: document)
    let validator = SchemaValidator(tool: Self.tool, side: "input")
    #expect(try validator.faults(of: String(decoding: line, as: UTF8.self)) == [:])
  }
}

extension ForeignMoment {
  /// The zone in whose hours an export's best hour was planted: exports in UTC, or with offsets, are
  /// of Berlin.
  fileprivate static func zone(of export: ForeignExport) -> String {
    export.zone.flatMap { $0 == "UTC" ? nil : $0 } ?? ForeignZone.berlin.rawValue
  }
}
