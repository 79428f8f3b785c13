import SchedCore
import Testing

struct CalendarTests {
  private func calendar(_ yaml: String) throws -> Calendar {
    try Calendar(try #require(try YAMLParser.parse(bytes: Array(yaml.utf8), file: "c.yaml")))
  }

  private func effect(_ yaml: String, _ date: String) throws -> Double {
    try calendar(yaml).effect(on: CivilDate(parsing: date))
  }

  @Test
  func `a season holds both of its ends and comes back every year`() throws {
    let summer = "seasons: [{from: 07-01, until: 08-31, effect: -0.5}]"
    for date in ["2026-07-01", "2026-08-31", "2031-07-15"] {
      #expect(try effect(summer, date) == -0.5)
    }
    for date in ["2026-06-30", "2026-09-01"] { #expect(try effect(summer, date) == 0) }
  }

  @Test
  func `a season may run over New Year`() throws {
    let winter = "seasons: [{from: 12-20, until: 01-06, effect: 0.25}]"
    for date in ["2026-12-20", "2026-12-31", "2027-01-06"] {
      #expect(try effect(winter, date) == 0.25)
    }
    #expect(try effect(winter, "2027-01-07") == 0)
  }

  @Test
  func `effects that meet are added and stay within -1 and 1`() throws {
    let yaml = "weekend: -0.5\nholidays: [{from: 2026-12-26, until: 2026-12-27, effect: -0.25}]"
    #expect(try effect(yaml, "2026-12-26") == -0.75)
    #expect(try effect("weekend: -0.5\nholidays: [2026-12-26]", "2026-12-26") == -1)
  }

  @Test(arguments: [
    ("weekends: -1", "c.yaml:1:1: weekends: unknown key (did you mean \"weekend\"?)"),
    ("weekend: 2", "c.yaml:1:10: weekend: 2 is out of range (-1 to 1)"),
    ("holidays: [2026-02-30]", "c.yaml:1:12: holidays: \"2026-02-30\" is not a date"),
    (
      "holidays: [{from: 2026-12-31, until: 2026-12-30}]",
      "c.yaml:1:12: until: 2026-12-30 is before from 2026-12-31"
    ),
    ("seasons: [{from: 13-01, until: 08-31, effect: 1}]", "c.yaml:1:18: from: \"13-01\" is not"),
    ("seasons: [{until: 08-31, effect: 1}]", "c.yaml:1:11: from: "),
  ])
  func `what is wrong is told with its place`(_ yaml: String, _ words: String) {
    #expect {
      _ = try calendar(yaml)
    } throws: { error in
      ((error as? Message)?.withPlace ?? "").hasPrefix(words)
    }
  }
}
