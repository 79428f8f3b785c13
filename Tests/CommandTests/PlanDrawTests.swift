import Testing

/// When `sched-plan` keeps the draw of a post, and when it removes it: the fields are written by hand.
struct PlanDrawTests {
  private static let draw =
    #","explored":true,"propensity":0.25,"explored_hour":"2026-11-24T09:00:00Z""#
  private static let predicted =
    #","explored":true,"propensity":0.25,"predictions":[{"at":"2026-11-24T09:00:00Z"},{"at":"x"}]"#

  private func out(_ line: String, _ flags: [String] = []) throws -> String {
    let outcome = try Tool("sched-plan").run(Plan.tuesday + ["-q"] + flags, input: line)
    try #require(outcome.status == 0 && outcome.err.isEmpty, "\(outcome)")
    return outcome.out
  }

  @Test(arguments: [draw, predicted], ["09:00", "09:30", "09:45"])
  func `a draw is kept in all of its hour`(_ draw: String, _ time: String) throws {
    #expect(try out(Plan.post("a", "x", at: time, draw)).contains(draw))
    let pin = Plan.pin("a", "x", at: time, draw)
    #expect(try out(pin).hasPrefix(pin.dropLast()))
  }

  @Test(arguments: [draw, predicted], ["08:45", "10:00", "2026-11-24T22:00:00Z"])
  func `a draw is removed outside its hour, and nothing else with it`(
    _ draw: String, _ time: String
  ) throws {
    let rest = draw.replacing(#/,"(explored|propensity|explored_hour)":[^,]+/#, with: "")
    #expect(
      try out(Plan.post("a", "x", at: time, draw)) == out(Plan.post("a", "x", at: time, rest)))
    #expect(try out(Plan.pin("a", "x", at: time, draw)) == out(Plan.pin("a", "x", at: time, rest)))
  }

  @Test
  func `an hour may begin at half past, and a post without a slot has none`() throws {
    let kolkata = Self.draw.replacing("T09:00", with: "T08:30")
    #expect(try out(Plan.post("a", "x", at: "09:15", kolkata)).contains(kolkata))
    #expect(try !out(Plan.post("a", "x", at: "09:30", kolkata)).contains("explored"))
    let late = Plan.post("a", "x", #","deadline":"2026-11-23T00:00:00Z""# + Self.draw)
    #expect(try !out(late).contains("explored"))
  }

  @Test(arguments: [
    #""explored":true,"propensity":0.5"#, #""explored":true,"propensity":0,"explored_hour":"x""#,
    #""explored":false,"propensity":0.5,"explored_hour":"2026-11-24""#,
  ])
  func `a draw that does not tell its hour is void`(_ fields: String) throws {
    let line = Plan.post("a", "x", at: "09:00", "," + fields)
    #expect(try out(line) == out(Plan.post("a", "x", at: "09:00")))
  }

  @Test(arguments: [
    #""explored":"Patagonia","propensity":0.5"#, #""propensity":0.5"#,
    #""explored":true,"explored_hour":5"#,
  ])
  func `fields of these names that are no draw go out as they came`(_ fields: String) throws {
    #expect(try out(Plan.post("a", "x", at: "10:00", "," + fields)).contains("," + fields))
  }

  @Test
  func `what has gone out keeps its draw, wherever`() throws {
    let line =
      #"{"platform":"x","posted_at":"2026-11-24T05:00:00Z","status":"published"\#(Self.draw)}"#
    #expect(try out(line, ["--experiment"]) == line + "\n")
  }
}
