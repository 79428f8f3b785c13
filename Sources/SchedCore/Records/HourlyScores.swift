/// A score for each hour from a start, as the `scores` field holds it:
/// `{"start":"2026-11-23T00:00:00Z","hourly":[0.21,0.2,…]}`.
package enum HourlyScores {
  /// Appends the field's value.
  static func append(_ scores: [Double], from start: Instant, to buffer: inout [UInt8]) {
    buffer.append(contentsOf: "{\"start\":\"".utf8)
    start.append(to: &buffer)
    buffer.append(contentsOf: "\",\"hourly\":[".utf8)
    for (index, score) in scores.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      JSONNumber.appendScore(score, to: &buffer)
    }
    buffer.append(contentsOf: "]}".utf8)
  }
}
