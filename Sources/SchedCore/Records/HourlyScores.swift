/// A score for each hour from a start, as the `scores` field holds it:
/// `{"start":"2026-11-23T00:00:00Z","hourly":[0.21,0.2,…]}`.
package struct HourlyScores: Hashable, Sendable {
  /// Where the first hour begins.
  package let start: Instant
  /// Each in [0, 1].
  package let hourly: [Double]

  /// Scores that were learned are written in millionths: real effects are so small that four decimals
  /// hide the order of hours where little is known (that costs .007 of a rank correlation of .08 on
  /// the real accounts).
  package static let learnedParts = 1_000_000

  package init(start: Instant, hourly: [Double]) { (self.start, self.hourly) = (start, hourly) }

  /// The score of an instant; nil for one that is not covered.
  package func score(at instant: Instant) -> Double? {
    let hour = (instant.milliseconds - start.milliseconds).floorDivided(by: 3_600_000)
    return hour >= 0 && hour < hourly.count ? hourly[Int(hour)] : nil
  }

  /// Where the hour behind the last begins.
  package var end: Instant { start.adding(hours: Int64(hourly.count)) }

  /// Whether there is a score for all instants of [from, until).
  package func covers(from: Instant, until: Instant) -> Bool { start <= from && until <= end }

  /// Appends the field's value, each score with four decimals, or in so many parts of one.
  static func append(
    _ scores: [Double], from start: Instant, perUnit: Int = 10_000, to buffer: inout [UInt8]
  ) {
    buffer.append(contentsOf: "{\"start\":\"".utf8)
    start.append(to: &buffer)
    buffer.append(contentsOf: "\",\"hourly\":[".utf8)
    for (index, score) in scores.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      JSONNumber.appendScore(score, perUnit: perUnit, to: &buffer)
    }
    buffer.append(contentsOf: "]}".utf8)
  }
}

extension HourlyScores {
  /// Reads the `scores` of a record; nil if there are none.
  /// - Throws: what makes them none, about `scores`.
  package init?(of record: RecordReader) throws(Message) {
    guard case .some(let value) = record.value(PostField.scores) else { return nil }
    guard case .object(let members) = value else {
      throw .notScores("\(value.kindInWords) where an object is expected")
    }
    func member(_ key: String) -> JSONValue? { members.last { $0.key == key }?.value }
    guard case .string(let text) = member("start") else { throw .notScores("no start, an instant") }
    let start: Instant
    do throws(Message) {
      start = try Instant(rfc3339: text)
    } catch {
      throw error.about("start").about(PostField.scores.string)
    }
    guard case .array(let elements) = member("hourly") else {
      throw .notScores("no hourly, an array of numbers")
    }
    var hourly: [Double] = []
    hourly.reserveCapacity(elements.count)
    for element in elements {
      guard case .number(let score) = element, (0...1).contains(score) else {
        throw .notScores("hour \(hourly.count) is no number from 0 to 1")
      }
      hourly.append(score)
    }
    self.init(start: start, hourly: hourly)
  }
}

extension Message {
  fileprivate static func notScores(_ what: String) -> Message {
    Message(
      "\(what) (as {\"start\":\"2026-11-23T00:00:00Z\",\"hourly\":[0.5,1]})",
      about: PostField.scores.string)
  }
}
