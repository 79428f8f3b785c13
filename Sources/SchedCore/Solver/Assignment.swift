/// The assignment of rows to columns that is worth most.
package enum Assignment {
  /// The column of each row, or nil where a row stays without: each column goes to as many rows as it
  /// has room for, one if nothing else is said, and pairs of value 0 or less are not made.
  ///
  /// Shortest augmenting paths with prices (Jonker, Volgenant 1987, doi:10.1007/BF02278710), changed
  /// in two ways: a) a column holds several rows, each of which may make way; b) one more column of
  /// value 0 has room for all.
  /// - Complexity: O(r² · c) for r rows and c columns.
  package static func best(
    _ values: [Double], rows: Int, columns: Int, room: [Int]? = nil
  ) -> [Int?] {
    guard rows > 0, columns > 0, values.count == rows * columns else {
      return Array(repeating: nil, count: max(0, rows))
    }
    let nothing = columns
    let room = (room ?? Array(repeating: 1, count: columns)) + [rows]
    var rowPrices = Array(repeating: 0.0, count: rows)
    var columnPrices = Array(repeating: 0.0, count: columns + 1)
    var columnOf = Array(repeating: nothing, count: rows)
    var holders: [[Int]] = Array(repeating: [], count: columns + 1)
    // The row that would move to each column on the shortest path to it.
    var mover = Array(repeating: 0, count: columns + 1)
    var distances = Array(repeating: Double.infinity, count: columns + 1)
    var isDone = Array(repeating: false, count: columns + 1)
    for new in 0..<rows {
      for column in 0...columns {
        distances[column] = .infinity
        isDone[column] = room[column] <= 0
      }
      var done: [Int] = []
      var end = nothing
      var (looking, reached) = ([new], 0.0)
      while true {
        for row in looking {
          let base = reached - rowPrices[row]
          for column in 0...columns where !isDone[column] {
            let value = column < columns ? max(0, values[row * columns + column]) : 0
            let distance = base - value - columnPrices[column]
            if distance < distances[column] {
              distances[column] = distance
              mover[column] = row
            }
          }
        }
        end = nothing
        for column in 0..<columns where !isDone[column] && distances[column] < distances[end] {
          end = column
        }
        reached = distances[end]
        if holders[end].count < room[end] { break }
        isDone[end] = true
        done.append(end)
        looking = holders[end]
      }
      rowPrices[new] += reached
      for column in done {
        let rest = reached - distances[column]
        columnPrices[column] -= rest
        for row in holders[column] { rowPrices[row] += rest }
      }
      var column = end
      while true {
        let row = mover[column]
        holders[column].append(row)
        guard row != new else {
          columnOf[row] = column
          break
        }
        let old = columnOf[row]
        columnOf[row] = column
        holders[old].removeAll { $0 == row }
        column = old
      }
    }
    return columnOf.enumerated().map { row, column in
      column < columns && values[row * columns + column] > 0 ? column : nil
    }
  }
}
