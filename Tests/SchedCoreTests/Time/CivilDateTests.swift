import SchedCore
import Testing

struct CivilDateTests {
  /// `date -u -d … '+%s'` divided by 86,400, and `+%u`.
  @Test(arguments: [
    ("1970-01-01", 0, Weekday.thursday), ("1969-12-31", -1, .wednesday),
    ("2000-02-29", 11_016, .tuesday), ("2026-11-23", 20_780, .monday),
    ("0000-01-01", -719_528, .saturday), ("9999-12-31", 2_932_896, .friday),
    ("1900-03-01", -25_508, .thursday),
  ])
  func `a date is a number of days and has its weekday`(
    _ text: String, _ days: Int, _ weekday: Weekday
  ) throws {
    let date = try CivilDate(parsing: text)
    #expect(date.daysSinceEpoch == days)
    #expect(CivilDate(daysSinceEpoch: days) == date)
    #expect(date.weekday == weekday)
    #expect(date.description == text)
  }

  @Test(arguments: [
    "2026-02-29", "1900-02-29", "2026-00-01", "2026-1-1", "20261225", "2026-12-25 ", "2026--1-01",
    "+026-01-01",
  ])
  func `what is no date is refused`(_ text: String) {
    #expect(throws: Message.self) { try CivilDate(parsing: text) }
  }

  @Test
  func `all days of 400 years follow each other`() {
    var date = CivilDate(daysSinceEpoch: 0)
    for days in 1...146_097 {
      let next = CivilDate(daysSinceEpoch: days)
      #expect(date < next && next.daysSinceEpoch == days)
      date = next
    }
  }
}

struct WeekdayTests {
  @Test(arguments: [
    ("mon", "mon"), ("mon-fri", "mon-fri"), ("fri-mon", "mon,fri-sun"), ("sat,sun", "sat-sun"),
    ("Wednesday", "wed"), ("mon, wed-thu", "mon,wed-thu"), ("all", "all"), ("tue-mon", "all"),
  ])
  func `days and ranges of days are read`(_ text: String, _ days: String) throws {
    #expect(try DaySet(parsing: text).description == days)
  }

  @Test(arguments: ["", "mo", "mon-", "mon-tue-wed", "mon,,tue", "m\u{0}n"])
  func `what are no days is refused`(_ text: String) {
    #expect(throws: Message.self) { try DaySet(parsing: text) }
  }
}

struct TimeOfDayTests {
  @Test(arguments: [("00:00", 0), ("9:30", 570), ("24:00", 1440), ("23:59", 1439)])
  func `a time of day is minutes since midnight`(_ text: String, _ minutes: Int) throws {
    #expect(try TimeOfDay(parsing: text).minutes == minutes)
  }

  @Test(arguments: ["", "9", "9:3", "24:01", "12:60", "-1:00", "009:00", "9:30:00", "٩:30"])
  func `what is no time of day is refused`(_ text: String) {
    #expect(throws: Message.self) { try TimeOfDay(parsing: text) }
  }
}

struct WeeklyWindowTests {
  private func window(_ days: String, _ from: String, _ until: String) throws -> WeeklyWindow {
    try WeeklyWindow(
      days: DaySet(parsing: days), from: TimeOfDay(parsing: from), until: TimeOfDay(parsing: until))
  }

  @Test
  func `a window holds its first minute and not its last`() throws {
    let window = try window("mon-fri", "09:00", "17:00")
    #expect(window.contains(.monday, minuteOfDay: 540))
    #expect(window.contains(.friday, minuteOfDay: 1019))
    #expect(!window.contains(.friday, minuteOfDay: 1020))
    #expect(!window.contains(.saturday, minuteOfDay: 600))
  }

  @Test
  func `a window over midnight belongs to the day on which it begins`() throws {
    let window = try window("sun", "22:00", "02:30")
    #expect(window.contains(.sunday, minuteOfDay: 1320))
    #expect(window.contains(.monday, minuteOfDay: 149))
    #expect(!window.contains(.monday, minuteOfDay: 150))
    #expect(!window.contains(.sunday, minuteOfDay: 60))
  }

  @Test
  func `a window may end at 24 o'clock but not where it begins`() throws {
    #expect(try window("sat", "00:00", "24:00").contains(.saturday, minuteOfDay: 1439))
    #expect(throws: Message.self) { try self.window("sat", "08:00", "08:00") }
    #expect(throws: Message("24:00 to 00:00 holds no time (a whole day is 00:00 to 24:00)")) {
      try self.window("sat", "24:00", "00:00")
    }
  }
}
