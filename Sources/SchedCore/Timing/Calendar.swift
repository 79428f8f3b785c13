/// What a date does to engagement: weekends, holidays and seasons, as the user states them.
///
///     weekend: -0.5
///     holidays: [2026-12-25, {from: 2026-12-31, until: 2027-01-01, effect: -0.8}]
///     seasons: [{from: 07-01, until: 08-31, effect: -0.5}, {from: 12-01, until: 12-24, effect: 0.5}]
///
/// An effect is S of the score's formula, in [-1, 1]: times w_seas it is the change as a fraction.
/// With w_seas at its 0.1, EVIDENCE's figures (Experian Hitwise UK 2009-11) are -0.5 for a weekend,
/// -1 for a holiday, -0.5 for July and August, 0.5 for December.
package struct Calendar: Sendable {
  /// Days of a year that come back every year, both ends included; over New Year if the first is
  /// the later one.
  struct Season: Sendable {
    /// Month times 100 plus day.
    var from: Int
    var until: Int
    var effect: Double
  }

  /// Days that are named, both ends included.
  struct Holiday: Sendable {
    var from: CivilDate
    var until: CivilDate
    var effect: Double
  }

  var weekendEffect = 0.0
  var holidays: [Holiday] = []
  var seasons: [Season] = []

  /// S on a local date: the sum of what holds there, cut to [-1, 1].
  package func effect(on date: CivilDate) -> Double {
    var sum = 0.0
    if date.weekday == .saturday || date.weekday == .sunday { sum += weekendEffect }
    for holiday in holidays where holiday.from <= date && date <= holiday.until {
      sum += holiday.effect
    }
    let day = date.month * 100 + date.day
    for season in seasons {
      let isInside =
        season.from <= season.until
        ? season.from <= day && day <= season.until
        : season.from <= day || day <= season.until
      if isInside { sum += season.effect }
    }
    return max(-1, min(1, sum))
  }
}
