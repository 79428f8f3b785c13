import Foundation
import Testing

/// The Makefile of `Tests/Examples`, as somebody runs it who has copied the examples.
@Suite(.isInstalled("make"), .isInstalled("jq"))
struct BrandLoopTests {
  private static let examples = Repository.root.appending(path: "Tests/Examples")

  /// Runs `make` in a copy of the examples.
  private static func make(
    _ flags: String, in directory: TemporaryDirectory, before: String = ""
  ) throws -> Outcome {
    try shell("exec \(before) make -s \(flags)", directory: directory, secondsAllowed: 300)
  }

  private static func withExamples(_ body: (TemporaryDirectory) throws -> Void) throws {
    try TemporaryDirectory.with { directory in
      try directory.copy(contentsOf: examples)
      try FileManager.default.removeItemIfThere(at: directory.path(of: "out"))
      try body(directory)
    }
  }

  /// All that was made, by name.
  private static func made(in directory: TemporaryDirectory) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: directory.path(of: "out"))
    where !name.hasPrefix(".") && !name.hasSuffix(".part") {
      files[name] = try directory.bytes(of: "out/\(name)")
    }
    return files
  }

  @Test
  func `the loop makes the same bytes in another locale and zone, and on one processor`() throws {
    try Self.withExamples { here in
      try Self.make("-j2", in: here).expect()
      try Self.withExamples { there in
        let before = "env LC_ALL=tr_TR.UTF-8 TZ=Asia/Kolkata taskset -c 0"
        try Self.make("-j1", in: there, before: before).expect()
        let (expected, found) = (try Self.made(in: here), try Self.made(in: there))
        #expect(Set(found.keys) == Set(expected.keys))
        for (name, bytes) in expected { #expect(found[name] == bytes, "\(name) differs") }
      }
    }
  }

  @Test
  func `a killed loop is simply run again, to the same bytes, and then there is nothing to do`()
    throws
  {
    try Self.withExamples { whole in
      try Self.make("-j2", in: whole).expect()
      let expected = try Self.made(in: whole)
      #expect(expected.count == 15)
      try Self.withExamples { killed in
        for moment in 1...10 {
          let limit = Double(moment * moment) / 50
          _ = try Self.make("-j2", in: killed, before: "timeout -s KILL \(limit)")
        }
        try Self.make("-j2", in: killed).expect()
        let found = try Self.made(in: killed)
        #expect(Set(found.keys) == Set(expected.keys))
        for (name, bytes) in expected { #expect(found[name] == bytes, "\(name) differs") }
        let again = try Self.make("-q", in: killed)
        #expect(again.status == 0, "\(again)")
        // A changed rule plans anew, and nothing else.
        try shell("touch week.yaml", directory: killed).expect()
        let plan = try Self.make("-n", in: killed).out.split(separator: "\n")
        #expect(plan.contains { $0.hasPrefix("sched-plan") })
        #expect(!plan.contains { $0.hasPrefix("sched-score") || $0.hasPrefix("sched-train") })
      }
      let report = try whole.text(of: "out/week.txt")
      #expect(report.contains("\nWednesday, 25 November 2026\n"))
      #expect(report.contains("\n54 posts with a slot, 6 without.\n"))
      #expect(report.contains("\ninstagram_reels: score, on the clock of Europe/Berlin\n"))
      // A week of sixty posts does not tell; that is said.
      #expect(report.contains("\n- Not yet known: posts dealt by lot to the better slots "))
    }
  }

  @Test
  func `the picture of the README is the one that the tools draw`() throws {
    try Self.withExamples { directory in
      let kept = try directory.text(of: "plan.svg")
      try Self.make("-B plan.svg", in: directory).expect()
      #expect(firstDifference(expected: try directory.text(of: "plan.svg"), actual: kept) == nil)
      #expect(Repository.text("README.md")?.contains("(Tests/Examples/plan.svg)") == true)
    }
  }

  /// The results were made for LinkedIn's readers to come from Tuesday to Thursday around 14 (UTC).
  ///
  /// Those of the history come around 16; on the clock of Berlin, which is learned, summer's hours
  /// come an hour later in November. The published tables send posts to the morning.
  @Test
  func `what was learned is in the plan`() throws {
    try Self.withExamples { directory in
      try Self.make("out/scores.jsonl out/better.jsonl out/predictions.jsonl", in: directory)
        .expect()
      let best = try shell(
        #"jq -r 'select(.id == "q9") | .predictions[0] | "\(.day) \(.hour)"' out/predictions.jsonl"#,
        directory: directory)
      let (day, hour) = (best.out.prefix(3), Int(best.out.dropFirst(4).dropLast()) ?? 0)
      #expect(["tue", "wed", "thu"].contains(day) && (12...16).contains(hour), "\(best.out)")
      // Wednesday at 14 and at 8.
      let ratio = #"jq 'select(.id == "q9") | .scores.hourly | .[62] / .[56]'"#
      let ratios = try ["out/scores.jsonl", "out/better.jsonl"].map {
        try shell("\(ratio) \($0)", directory: directory).out.dropLast()
      }.compactMap { Double($0) }
      #expect(ratios.count == 2 && ratios[1] > 1.2 * ratios[0], "\(ratios)")
    }
  }
}

extension FileManager {
  fileprivate func removeItemIfThere(at path: String) throws {
    if fileExists(atPath: path) { try removeItem(atPath: path) }
  }
}
