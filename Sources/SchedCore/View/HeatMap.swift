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
  /// Hours of fewer posts tell nothing: they have no shade, and are not named.
  package let fewestPosts: Double
  /// Least and greatest number of the hours that tell; nil without any.
  package let range: ClosedRange<Double>?
  /// Whether all numbers are whole ones.
  package let isWhole: Bool
  /// The hours of the week with the greatest numbers, the best first; the earlier of equals.
  package let best: [WeekHour]

  package init(
    title: String, unit: String, zone: String, cells: [Cell?], fewestPosts: Double = 0
  ) {
    (self.title, self.unit, self.zone, self.cells) = (title, unit, zone, cells)
    self.fewestPosts = fewestPosts
    func value(_ hour: Int) -> Double? {
      cells[hour].flatMap { ($0.posts ?? .infinity) >= fewestPosts ? $0.value : nil }
    }
    let telling = cells.indices.compactMap { hour in value(hour).map { (hour: hour, value: $0) } }
    let values = telling.map(\.value)
    isWhole = cells.allSatisfy { $0.map { $0.value == $0.value.rounded() } ?? true }
    range = values.min().flatMap { least in values.max().map { least...$0 } }
    best = telling.sorted { ($1.value, $0.hour) < ($0.value, $1.hour) }
      .prefix(Self.namedCount).map { WeekHour(index: $0.hour) }
  }

  /// Whether an hour has too few posts to tell anything.
  package func isThin(_ cell: Cell) -> Bool { (cell.posts ?? .infinity) < fewestPosts }

  /// The shade of a number: 0 for the least, `shadeCount - 1` for the greatest; 0 where all are alike.
  package func shade(of value: Double) -> Int {
    guard let range, range.upperBound > range.lowerBound else { return 0 }
    let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return min(max(Int(share * Double(Self.shadeCount)), 0), Self.shadeCount - 1)
  }
}
