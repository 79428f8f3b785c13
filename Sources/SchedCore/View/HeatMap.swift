/// A number for each hour of a local week.
///
/// A shade is a fifth of the way from the least to the greatest number, so that the week can be read
/// whatever it spans; how far it spans is what the legend says.
package struct HeatMap: Sendable {
  package struct Cell: Sendable, Equatable {
    package let value: Double
    /// The interval of the value, where the record has one.
    package var lower: Double?
    package var upper: Double?
    /// How many posts tell of the hour, where the record says it.
    package var posts: Double?

    package init(_ value: Double) { self.value = value }
  }

  /// How many shades there are, from the palest.
  package static let shadeCount = 5
  /// How many of the best hours are named.
  package static let namedCount = 5

  /// Whose week it is, such as `instagram_reels`.
  package let title: String
  /// What a number is, such as `score`.
  package let unit: String
  /// Whose clock shows the hours, such as `Europe/Berlin`.
  package let zone: String
  /// For each hour of the week from Monday 00:00; nil where nothing is known.
  package let cells: [Cell?]
  /// Least and greatest number; nil without any.
  package let range: ClosedRange<Double>?
  /// The hours of the week with the greatest numbers, the best first; the earlier of equals.
  package let best: [WeekHour]

  /// - Parameter fewestPosts: hours of fewer posts are not named among the best.
  package init(
    title: String, unit: String, zone: String, cells: [Cell?], fewestPosts: Double = 0
  ) {
    (self.title, self.unit, self.zone, self.cells) = (title, unit, zone, cells)
    let known = cells.indices.filter { index in
      cells[index].map { ($0.posts ?? .infinity) >= fewestPosts } ?? false
    }
    let values = cells.compactMap { $0?.value }
    range = values.min().flatMap { least in values.max().map { least...$0 } }
    let ranked = known.sorted {
      let (a, b) = (cells[$0]?.value ?? 0, cells[$1]?.value ?? 0)
      return a != b ? a > b : $0 < $1
    }
    best = ranked.prefix(Self.namedCount).map { WeekHour(index: $0) }
  }

  /// The shade of a number: 0 for the least, `shadeCount - 1` for the greatest; 0 where all are alike.
  package func shade(of value: Double) -> Int {
    guard let range, range.upperBound > range.lowerBound else { return 0 }
    let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return min(max(Int(share * Double(Self.shadeCount)), 0), Self.shadeCount - 1)
  }
}
