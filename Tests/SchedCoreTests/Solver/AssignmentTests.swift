import SchedCore
import Testing

struct AssignmentTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `the assignment is worth as much as the best of all`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let rows = 1 + random.next(below: 5)
    let columns = 1 + random.next(below: 5)
    let values = (0..<rows * columns).map { _ in Double(random.next(below: 20) - 5) }
    let found = Assignment.best(values, rows: rows, columns: columns)
    var worth = 0.0
    for (row, column) in found.enumerated() {
      if let column { worth += values[row * columns + column] }
    }
    let used = found.compactMap { $0 }
    #expect(Set(used).count == used.count)
    #expect(
      worth
        == Self.bruteForce(values, row: 0, rows: rows, columns: columns, free: (1 << columns) - 1))
  }

  @Test func `a pair that is worth nothing is not made`() {
    #expect(Assignment.best([0, -1], rows: 1, columns: 2) == [nil])
  }

  @Test func `nothing is assigned to nothing`() {
    #expect(Assignment.best([], rows: 0, columns: 3).isEmpty)
    #expect(Assignment.best([], rows: 2, columns: 0) == [nil, nil])
  }

  /// Tries every column, and none, for each row in turn.
  private static func bruteForce(
    _ values: [Double], row: Int, rows: Int, columns: Int, free: Int
  ) -> Double {
    guard row < rows else { return 0 }
    var best = bruteForce(values, row: row + 1, rows: rows, columns: columns, free: free)
    for column in 0..<columns where free & (1 << column) != 0 {
      let rest = bruteForce(
        values, row: row + 1, rows: rows, columns: columns, free: free & ~(1 << column))
      best = max(best, values[row * columns + column] + rest)
    }
    return best
  }
}
