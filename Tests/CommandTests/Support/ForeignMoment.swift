import SchedCore

/// When an invented post went out, and how well it did.
struct ForeignMoment {
  /// From 0, by time.
  var number: Int
  var instant: Int64
  var local: ForeignTime
  /// How many persons saw it: about 1000, and twice as many at the planted hour.
  var level: Double
  var random: SeededGenerator

  static let bestHour = 18
  /// 2026-01-05, in days since 1970.
  private static let firstDay: Int64 = 20_458
  private static let days = 310

  /// So many moments from January to November 2026, none in an hour that the clocks skip or repeat.
  ///
  /// Their seconds since 1970 are multiples of a unit.
  static func timeline(
    seed: UInt64, zone: ForeignZone, count: Int = 180, unit: Int = 60
  ) -> [ForeignMoment] {
    var random = SeededGenerator(seed: seed)
    let moments = (0..<count).map { number -> ForeignMoment in
      let day = firstDay + Int64(number * days / count)
      let hour = random.next(below: 4) == 0 ? bestHour : 6 + random.next(below: 18)
      let second = hour * 3600 + random.next(below: 3600 / unit) * unit
      let instant = zone.instant(day: day, second: Int64(second))
      let noise = max(0.5, 1 + 0.15 * random.nextNormal())
      return ForeignMoment(
        number: number, instant: instant, local: zone.local(instant),
        level: 1000 * noise * (hour == bestHour ? 2 : 1),
        random: SeededGenerator(seed: seed, stream: UInt64(number + 1)))
    }
    return moments
  }

  /// A whole number in 0..<count.
  mutating func draw(below count: Int) -> Int { random.next(below: count) }

  /// About so large a share of those who saw it.
  mutating func count(_ share: Double) -> Int {
    Int((level * share * max(0.5, 1 + 0.1 * random.nextNormal())).rounded())
  }
}

/// Local time by the rules that hold in 2026, written down here once more: the expected instants
/// must not come from the code under test.
enum ForeignZone: String {
  case berlin = "Europe/Berlin"
  case stockholm = "Europe/Stockholm"
  case losAngeles = "America/Los_Angeles"
  case utc = "UTC"

  /// Seconds east of Greenwich.
  ///
  /// In the EU summer time begins and ends at 01:00 UTC on the last Sundays of March and October, in
  /// the US at 02:00 local time on the second Sunday of March and the first of November.
  func offset(at instant: Int64) -> Int64 {
    switch self {
    case .utc: 0
    // From 2026-03-29 to 2026-10-25.
    case .berlin, .stockholm: (1_774_746_000..<1_792_890_000).contains(instant) ? 7200 : 3600
    // From 2026-03-08 to 2026-11-01.
    case .losAngeles: (1_772_964_000..<1_793_523_600).contains(instant) ? -25_200 : -28_800
    }
  }

  func instant(day: Int64, second: Int64) -> Int64 {
    let local = day * 86_400 + second
    let guess = local - offset(at: local)
    return local - offset(at: guess)
  }

  func local(_ instant: Int64) -> ForeignTime { ForeignTime(instant + offset(at: instant)) }
}

/// A date and a time of day.
struct ForeignTime {
  var year: Int
  var month: Int
  var day: Int
  var hour: Int
  var minute: Int
  var second: Int
  /// 0 is Sunday.
  var weekday: Int
  /// Days since 1970.
  var epochDay: Int

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

  /// Counts through the months of 2026, which is no leap year and the only one needed.
  init(_ seconds: Int64) {
    epochDay = Int(seconds / 86_400)
    let ofDay = Int(seconds % 86_400)
    (hour, minute, second) = (ofDay / 3600, ofDay / 60 % 60, ofDay % 60)
    // 1970-01-01 was a Thursday.
    weekday = (epochDay + 4) % 7
    (year, month, day) = (2026, 1, epochDay - 20_454 + 1)
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    while day > lengths[month - 1] {
      day -= lengths[month - 1]
      month += 1
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// `2026-09-24`.
  var date: String { "\(year)-\(Self.two(month))-\(Self.two(day))" }
  /// `15:30`.
  var clock: String { "\(Self.two(hour)):\(Self.two(minute))" }
  /// `15:30:05`.
  var clockWithSeconds: String { "\(clock):\(Self.two(second))" }
  /// `09/24/2026`.
  var slashes: String { "\(Self.two(month))/\(Self.two(day))/\(year)" }
  /// `9/24/2026`.
  var shortSlashes: String { "\(month)/\(day)/\(year)" }
  /// `24.09.2026`.
  var dots: String { "\(Self.two(day)).\(Self.two(month)).\(year)" }
  /// `September`.
  var fullMonth: String { Self.months[month - 1] }
  /// `Sep`.
  var shortMonth: String { String(Self.months[month - 1].prefix(3)) }
  /// `Sep 24, 2026`.
  var words: String { "\(shortMonth) \(day), \(year)" }
  /// `Thu`.
  var shortWeekday: String { Self.weekdays[weekday] }
  /// `03:30`, to which am or pm belongs.
  var twelveHours: String { "\(Self.two((hour + 11) % 12 + 1)):\(Self.two(minute))" }
  var isMorning: Bool { hour < 12 }
}
