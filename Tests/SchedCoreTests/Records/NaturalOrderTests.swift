import Testing

@testable import SchedCore

struct NaturalOrderTests {
  @Test
  func `runs of digits are numbers, however long, and all else is bytes`() {
    let long = String(repeating: "9", count: 40)
    let texts = [
      "", "1", "2", "9", "10", "p", "p0", "p1", "p1a", "p1b", "p2", "p02", "p002", "p2-1", "p2-9",
      "p2-10", "p3", "p10", "p\(long)", "p1\(long)", "pa", "q1", "é2", "é10",
    ]
    for (index, a) in texts.enumerated() {
      for (other, b) in texts.enumerated() {
        #expect(NaturalOrder.precedes(a, b) == (index < other), "\(a) \(b)")
      }
    }
  }

  @Test
  func `an id that is a number comes before one that is text`() {
    let ids: [PostID] = [.number("9"), .number("10"), .string("9"), .string("10")]
    for (index, a) in ids.enumerated() {
      for (other, b) in ids.enumerated() {
        #expect(a.naturallyPrecedes(b) == (index < other), "\(a) \(b)")
      }
    }
  }
}
