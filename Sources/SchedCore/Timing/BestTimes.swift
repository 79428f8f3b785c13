/// The best hours of a range, as `best` lists them.
package struct BestTimes {
  /// One of the best hours.
  struct Choice {
    /// Which hour of the range, from 0.
    let index: Int
    let score: Double
  }

  let choices: [Choice]

  /// The `count` best hours, best first; of equal scores, as written, the earliest first.
  init(of scores: [Double], count: Int) {
    let written = scores.map(JSONNumber.scoreInTenThousandths)
    let order = scores.indices.sorted {
      written[$0] == written[$1] ? $0 < $1 : written[$0] > written[$1]
    }
    choices = order.prefix(count).map { Choice(index: $0, score: scores[$0]) }
  }
}

extension BestTimes {
  /// Appends `[{"at":"…","day":"wed","hour":16,"score":1},…]`.
  ///
  /// `explain` gives the explanation of an hour of the range, or nil for none.
  func append(
    to buffer: inout [UInt8], _ range: HourRange, _ zone: Zone, _ explain: (Int) -> Explanation?
  ) {
    buffer.append(UInt8(ascii: "["))
    for (rank, choice) in choices.enumerated() {
      buffer.append(contentsOf: rank > 0 ? ",{".utf8 : "{".utf8)
      let instant = range.instant(ofHour: range.first + choice.index)
      Self.appendHour(instant, zone, choice.score, to: &buffer)
      explain(choice.index)?.append(to: &buffer)
      buffer.append(UInt8(ascii: "}"))
    }
    buffer.append(UInt8(ascii: "]"))
  }

  /// Appends `"at":"…","day":"wed","hour":16,"score":1`, day and hour as they are called in a zone.
  static func appendHour(
    _ instant: Instant, _ zone: Zone, _ score: Double, to buffer: inout [UInt8]
  ) {
    let local = zone.localTime(at: instant)
    buffer.append(contentsOf: "\"at\":\"".utf8)
    instant.append(to: &buffer)
    buffer.append(contentsOf: "\",\"day\":\"\(local.weekday.name)\"".utf8)
    buffer.append(contentsOf: ",\"hour\":\(local.weekHour.hour),\"score\":".utf8)
    JSONNumber.appendScore(score, to: &buffer)
  }
}
