/// The best hours of a post, best first.
package struct HourPicks {
  /// Scores of predictions are written in millionths: real effects are so small that four decimals
  /// hide the order of hours where little is known (that costs .007 of the rank correlation of .08
  /// on the real accounts).
  static let partsOfScore = 1_000_000

  package private(set) var indices: [Int]
  let hours: [Instant]
  /// All hours, the best first.
  private let order: [Int]
  private let count: Int
  private let minGapHours: Int

  /// Takes the best hour, then the best that is far enough from all that are taken, and so on; of
  /// equal scores, as written, the earliest.
  package init(_ scores: [Double], count: Int, minGapHours: Int, hours: [Instant]) {
    (self.hours, self.count, self.minGapHours) = (hours, count, minGapHours)
    let written = scores.map { JSONNumber.scoreInParts($0, perUnit: Self.partsOfScore) }
    order = scores.indices.sorted {
      written[$0] == written[$1] ? $0 < $1 : written[$0] > written[$1]
    }
    indices = []
    pick()
  }

  /// Adds the best hours that are far enough from all that are taken.
  private mutating func pick() {
    for index in order where indices.count < count {
      if indices.allSatisfy({ $0 != index && abs($0 - index) >= minGapHours }) {
        indices.append(index)
      }
    }
  }

  /// The scores of all hours for a planner that is to follow a draw: 1 for the hour in the first
  /// place, and half of what they were for all others.
  ///
  /// Half is chosen: the factor of a preferred window, 1.25, lifts no other hour to the drawn one,
  /// and other posts seldom gain so much by its neighbours that the post would have to give way.
  package func followed(_ scores: [Double]) -> [Double] {
    var followed = scores.map { $0 / 2 }
    if let first = indices.first { followed[first] = 1 }
    return followed
  }

  /// How the first hour was chosen.
  package struct Draw {
    package var isRandom: Bool
    /// The probability with which this hour came first.
    package var propensity: Double
  }

  /// With a probability, puts an hour drawn from all of them in the first place, and picks the
  /// others around it.
  ///
  /// An hour is drawn as its share of all `shares` says, one for each hour; where there are none,
  /// each is as likely as another.
  package mutating func explore(
    _ probability: Double, shares: [Double]? = nil, random: SeededGenerator
  ) -> Draw? {
    var random = random
    guard let best = indices.first else { return nil }
    let isRandom = random.nextUnit() < probability
    let sum = shares?.reduce(0, +) ?? 0
    let even = 1 / Double(hours.count)
    func share(_ hour: Int) -> Double { sum > 0 ? (shares?[hour] ?? 0) / sum : even }
    var rest = random.nextUnit()
    let drawn = hours.indices.first { hour in
      rest -= share(hour)
      return rest < 0
    }
    guard isRandom, let drawn, drawn != best else {
      return Draw(isRandom: isRandom, propensity: 1 - probability + probability * share(best))
    }
    indices = [drawn]
    pick()
    return Draw(isRandom: true, propensity: probability * share(drawn))
  }
}
