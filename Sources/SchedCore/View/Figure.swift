/// Numbers as people read them.
///
/// They are those of the records, cut to the digits that tell: a person does not read six.
enum Figure {
  /// Up to three digits that tell, and whole numbers from 1000 on: `0.0312`, `1.47`, `12,345`.
  static func text(_ value: Double) -> String {
    guard value.isFinite else { return "?" }
    guard abs(value) < 1000 else { return grouped(value) }
    guard value != 0 else { return "0" }
    var scale = 1.0
    while abs(value) * scale < 100, scale < 1e9 { scale *= 10 }
    return shortest((value * scale).rounded() / scale)
  }

  /// With so many decimals: `1.40`.
  static func text(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return text(value) }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let parts = Int((abs(value) * scale).rounded())
    let sign = value < 0 && parts > 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(parts)" }
    let fraction = String(parts % Int(scale))
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(sign)\(parts / Int(scale)).\(zeros)\(fraction)"
  }

  /// A share in percent: `4.3 %`, `97 %`.
  static func percent(_ share: Double) -> String { "\(text(share * 100)) %" }

  /// A share in percent with so many decimals: `3 %`.
  static func percent(_ share: Double, decimals: Int) -> String {
    "\(text(share * 100, decimals: decimals)) %"
  }

  /// A probability in percent, never as certain as 0 or 100: `>99 %`.
  static func probability(_ value: Double) -> String {
    switch value {
    case ..<0.005: "<1 %"
    case 0.995...: ">99 %"
    default: "\(Int((value * 100).rounded())) %"
    }
  }

  /// `1 post`, `2,054 posts`.
  static func count(_ count: Int, _ noun: String) -> String {
    "\(grouped(Double(count))) \(noun)\(count == 1 ? "" : "s")"
  }

  /// A whole number, its thousands apart.
  private static func grouped(_ value: Double) -> String {
    guard abs(value) < 1e15 else { return shortest(value) }
    let digits = Array(String(Int(abs(value).rounded())))
    var text = value <= -0.5 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  private static func shortest(_ value: Double) -> String {
    var text: [UInt8] = []
    JSONNumber.append(value, to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}

/// Times as people read them.
enum ClockText {
  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  static func month(_ date: CivilDate) -> String { monthNames[date.month - 1] }

  /// `Wed`.
  static func day(_ weekday: Weekday) -> String { weekday.name.capitalizedFirst }

  /// `Wed 16:00`.
  static func hour(_ hour: WeekHour) -> String {
    "\(day(hour.weekday)) \(TimeOfDay(minutes: hour.hour * 60))"
  }

  /// `Wed 25 Nov 16:00`.
  static func instant(_ local: Zone.LocalTime) -> String {
    "\(day(local.weekday)) \(local.date.day) \(month(local.date).prefix(3)) "
      + "\(TimeOfDay(minutes: local.minuteOfDay))"
  }

  /// `Wednesday, 25 November 2026`.
  static func date(_ date: CivilDate) -> String {
    "\("\(date.weekday)".capitalizedFirst), \(date.day) \(month(date)) \(date.year)"
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
