import Glibc

/// What was learned of the hours of a content type: effects on the logarithm of an outcome.
struct EffectWeek {
  let name: String
  /// For each hour of the week; nil where the record has none.
  var effects = [Double?](repeating: nil, count: WeekHour.count)
  /// Standard deviations, likewise.
  var spreads = [Double?](repeating: nil, count: WeekHour.count)
  /// Outcomes that lie in the hour itself.
  var posts = [Double?](repeating: nil, count: WeekHour.count)
  /// The probability that the hour matters at all; nil where nobody says.
  var probability: Double?
  var outcomes: Double?

  /// How many standard deviations of a normal distribution hold 80 % on both sides together.
  private static let deviationsOf80Percent = 1.2816

  init(_ name: String) { self.name = name }

  /// The week as a map: times a typical hour, with 80 % intervals.
  func heatMap(zone: String) -> HeatMap {
    let cells = WeekHour.all.map { hour -> HeatMap.Cell? in
      guard let effect = effects[hour.index] else { return nil }
      var cell = HeatMap.Cell(exp(effect))
      if let spread = spreads[hour.index] {
        cell.lower = exp(effect - Self.deviationsOf80Percent * spread)
        cell.upper = exp(effect + Self.deviationsOf80Percent * spread)
      }
      cell.posts = posts[hour.index]
      return cell
    }
    return HeatMap(title: name, unit: "times a typical hour", zone: zone, cells: cells)
  }

  /// The columns of a table of such weeks.
  static let columns = [
    ViewTable.Column(title: "content type", isNumber: false),
    ViewTable.Column(title: "posts", isNumber: true),
    ViewTable.Column(title: "hour matters", isNumber: false),
    ViewTable.Column(title: "best hour", isNumber: false),
    ViewTable.Column(title: "brings", isNumber: true),
    ViewTable.Column(title: "80 % interval", isNumber: false),
  ]

  /// What the week has to say in those columns; no hour is named where none is known to be better.
  func row(zone: String) -> [String] {
    let map = heatMap(zone: zone)
    let verdict = TimeVerdict(probability)
    let best = verdict == .no ? nil : map.best.first
    let cell = best.flatMap { map.cells[$0.index] }
    return [
      name, outcomes.map { Figure.text($0.rounded()) } ?? "", verdict.text(probability),
      best.map(ClockText.hour) ?? "", cell.map { Figure.text($0.value, decimals: 2) } ?? "",
      cell?.interval ?? "",
    ]
  }
}

/// What is known of whether the hour matters.
enum TimeVerdict {
  case yes, no, unknown

  /// From 9 in 10 on an effect is said to be there, and below 1 in 10 not to be; chosen.
  init(_ probability: Double?) {
    switch probability {
    case .some(0.9...): self = .yes
    case .some(..<0.1): self = .no
    default: self = .unknown
    }
  }

  /// `yes (97 %)`.
  func text(_ probability: Double?) -> String {
    guard let probability else { return "not said" }
    return switch self {
    case .yes: "yes (\(Figure.probability(probability)))"
    case .no: "no sign of it"
    case .unknown: "unclear (\(Figure.probability(probability)))"
    }
  }
}

extension HeatMap.Cell {
  /// `1.15 to 1.35`; nil without bounds.
  var interval: String? {
    guard let lower, let upper else { return nil }
    return "\(Figure.text(lower, decimals: 2)) to \(Figure.text(upper, decimals: 2))"
  }
}

extension WeekHour {
  /// The hours of a week, from Monday 00:00.
  static let all = (0..<count).map(WeekHour.init(index:))
}
