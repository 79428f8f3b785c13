import SchedCore
import Testing

struct PriorityTests {
  /// Words and numbers from the table of records in sched(7).
  @Test(arguments: [
    (JSONValue.string("urgent"), Priority.urgent), (.string("high"), .high),
    (.string("normal"), .normal), (.string("low"), .low), (.number(3), .urgent),
    (.number(2), .normal), (.number(1), .low),
    (.string("URGENT"), .urgent), (.string("High"), .high), (.string("nORMAL"), .normal),
  ])
  func `a record says it in a word or a number`(_ value: JSONValue, _ priority: Priority) throws {
    #expect(try Priority(value) == priority)
  }

  @Test
  func `a flag says it in the same words, or as a number`() throws {
    for text in ["urgent", "Urgent", "3"] { #expect(try Priority(parsing: text) == .urgent) }
  }

  @Test
  func `weights are those of the objective`() {
    #expect([Priority.urgent, .high, .normal, .low].map(\.weight) == [8, 4, 2, 1])
    #expect(Priority.standard == .normal)
    #expect(Priority.allCases.sorted() == [.low, .normal, .high, .urgent])
  }

  @Test(arguments: [
    (JSONValue.string("hgih"), "unknown value \"hgih\" (did you mean \"high\"?)"),
    (.string("3"), "unknown value \"3\" (known: urgent, high, normal, low)"),
    (.number(4), "4 is not a priority (urgent, high, normal, low, or 3, 2, 1)"),
    (.number(1e300), "1e+300 is not a priority (urgent, high, normal, low, or 3, 2, 1)"),
    (.boolean(true), "true is not a priority (urgent, high, normal, low, or 3, 2, 1)"),
  ])
  func `another value is refused`(_ value: JSONValue, _ text: String) {
    let message = #expect(throws: Message.self) { try Priority(value) }
    #expect(message?.text == text)
  }
}
