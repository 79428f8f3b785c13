/// What `--recommend` says of a content type, for a person to read: the figures behind the score.
///
///     {"windows":[{"days":"tue-thu","from":"08:00","until":"11:00","weight":0.95},…],
///      "min_gap_hours":24,"cadence":{"people":"2-3 a week"},"quota":["25 posts a day in UTC"],
///      "notes":["…"],"sources":["windows: Sprout Social 2025 (medium trust)"]}
///
/// With parameters each window also has what was observed in it: `"success_rate":0.62,"posts":41`.
struct Recommendation {
  /// A run of hours of equal weight, on all days that have it.
  struct Window: Equatable {
    var days: DaySet
    var from: TimeOfDay
    var until: TimeOfDay
    var weight: Double
  }

  /// How many windows are listed, the best first; chosen so that they can be read at a glance.
  private static let mostWindows = 6

  let windows: [Window]
  private let learned: Parameters.LearnedWeek?
  private let contentType: ContentType
  private let platform: Platform
  private let quotas: [Quota]

  /// - Throws: a quota whose zone is not in the system's database.
  init(
    _ contentType: ContentType, _ platform: Platform, _ learned: Parameters.LearnedWeek? = nil
  ) throws(Message) {
    self.learned = learned
    self.contentType = contentType
    self.platform = platform
    quotas = try platform.quotas()
    windows = Array(Self.windows(of: contentType.windows).prefix(Self.mostWindows))
  }

  /// All windows above the floor, by weight, then by length, then from Monday on.
  private static func windows(of curve: WeekCurve) -> [Window] {
    var windows: [Window] = []
    for day in Weekday.allCases {
      var hour = 0
      while hour < 24 {
        let weight = curve[WeekHour(day, hour: hour)]
        let from = hour
        while hour < 24, curve[WeekHour(day, hour: hour)] == weight { hour += 1 }
        guard weight > curve.minimum else { continue }
        let found = Window(
          days: DaySet(day), from: TimeOfDay(minutes: from * 60),
          until: TimeOfDay(minutes: hour * 60),
          weight: weight)
        if let same = windows.firstIndex(where: {
          ($0.from, $0.until, $0.weight) == (found.from, found.until, found.weight)
        }) {
          windows[same].days.formUnion(found.days)
        } else {
          windows.append(found)
        }
      }
    }
    return windows.enumerated()
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
      .map(\.element)
  }
}

extension Recommendation {
  /// Appends the object.
  func append(to buffer: inout [UInt8]) {
    buffer.append(contentsOf: "{\"windows\":[".utf8)
    for (index, window) in windows.enumerated() {
      let separator = index > 0 ? "," : ""
      buffer.append(
        contentsOf: """
          \(separator){"days":"\(window.days)","from":"\(window.from)","until":"\(window.until)","weight":
          """.utf8)
      JSONNumber.appendScore(window.weight, to: &buffer)
      appendObserved(in: window, to: &buffer)
      buffer.append(UInt8(ascii: "}"))
    }
    buffer.append(contentsOf: "],\"min_gap_hours\":".utf8)
    JSONNumber.append(contentType.minGapHours ?? platform.minGapHours, to: &buffer)
    let cadence = contentType.cadence.isEmpty ? platform.cadence : contentType.cadence
    buffer.append(contentsOf: ",\"cadence\":{".utf8)
    for (index, advice) in cadence.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      JSONString.append(advice.audience, to: &buffer)
      buffer.append(UInt8(ascii: ":"))
      JSONString.append(advice.inWords, to: &buffer)
    }
    buffer.append(contentsOf: "}".utf8)
    Self.append("quota", quotas.map(\.inWords), to: &buffer)
    Self.append("notes", contentType.notes + platform.notes, to: &buffer)
    Self.append("sources", (contentType.sources + platform.sources).map(\.inWords), to: &buffer)
    buffer.append(UInt8(ascii: "}"))
  }

  /// Appends `,"success_rate":0.62,"posts":41`, if anything was learned of the window's hours.
  private func appendObserved(in window: Window, to buffer: inout [UInt8]) {
    guard let learned else { return }
    var (posts, successes) = (0.0, 0.0)
    for day in Weekday.allCases where window.days.contains(day) {
      for hour in window.from.minutes / 60..<window.until.minutes / 60 {
        let index = WeekHour(day, hour: hour)
        posts += learned.posts[index]
        successes += learned.posts[index] * learned.successRates[index]
      }
    }
    guard posts > 0 else { return }
    buffer.append(contentsOf: ",\"success_rate\":".utf8)
    JSONNumber.appendScore(successes / posts, to: &buffer)
    buffer.append(contentsOf: ",\"posts\":".utf8)
    JSONNumber.append((posts * 10).rounded() / 10, to: &buffer)
  }

  private static func append(_ key: String, _ texts: [String], to buffer: inout [UInt8]) {
    buffer.append(contentsOf: ",\"\(key)\":[".utf8)
    for (index, text) in texts.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      JSONString.append(text, to: &buffer)
    }
    buffer.append(UInt8(ascii: "]"))
  }
}

extension CadenceAdvice {
  /// `2-3 a week`.
  fileprivate var inWords: String {
    let (least, most) = (postsPerWeek.lowerBound, postsPerWeek.upperBound)
    return switch (least, most) {
    case (_, least): "\(least) a week"
    case (0, _): "up to \(most) a week"
    default: "\(least)-\(most) a week"
    }
  }
}

extension FigureSource {
  /// `windows: Buffer 2025, median views (1 M) (medium trust)`.
  fileprivate var inWords: String {
    var text = "\(key): \(name)"
    if let year { text += " \(year)" }
    if let metric { text += ", \(metric)" }
    return text + " (\(trust.rawValue) trust)"
  }
}
