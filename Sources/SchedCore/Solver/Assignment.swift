/// The assignment of rows to columns that is worth most.
package enum Assignment {
  /// The column of each row, or nil where a row stays without: each column goes to one row at most,
  /// and pairs of value 0 or less are not made.
  ///
  /// The Hungarian method with shortest augmenting paths (Jonker, Volgenant 1987,
  /// doi:10.1007/BF02278710), a dummy column of value 0 for each row.
  /// - Complexity: O(r² · (r + c)) for r rows and c columns.
  package static func best(_ values: [Double], rows: Int, columns: Int) -> [Int?] {
    guard rows > 0, columns > 0, values.count == rows * columns else {
      return Array(repeating: nil, count: max(0, rows))
    }
    let width = columns + rows
    var rowPrices = Array(repeating: 0.0, count: rows + 1)
    var columnPrices = Array(repeating: 0.0, count: width + 1)
    // The row of each column; column 0 is the root of the search, rows and columns count from 1.
    var rowOf = Array(repeating: 0, count: width + 1)
    var before = Array(repeating: 0, count: width + 1)
    var distances = Array(repeating: 0.0, count: width + 1)
    var isDone = Array(repeating: false, count: width + 1)
    for row in 1...rows {
      rowOf[0] = row
      for column in 0...width {
        distances[column] = .infinity
        isDone[column] = false
      }
      var column = 0
      repeat {
        isDone[column] = true
        let here = rowOf[column]
        var least = Double.infinity
        var next = 0
        for other in 1...width where !isDone[other] {
          let value = other <= columns ? max(0, values[(here - 1) * columns + other - 1]) : 0
          let distance = -value - rowPrices[here] - columnPrices[other]
          if distance < distances[other] {
            distances[other] = distance
            before[other] = column
          }
          if distances[other] < least {
            least = distances[other]
            next = other
          }
        }
        for other in 0...width {
          if isDone[other] {
            rowPrices[rowOf[other]] += least
            columnPrices[other] -= least
          } else {
            distances[other] -= least
          }
        }
        column = next
      } while rowOf[column] != 0
      repeat {
        let other = before[column]
        rowOf[column] = rowOf[other]
        column = other
      } while column != 0
    }
    var found: [Int?] = Array(repeating: nil, count: rows)
    for column in 1...columns where rowOf[column] > 0 {
      let row = rowOf[column] - 1
      if values[row * columns + column - 1] > 0 { found[row] = column - 1 }
    }
    return found
  }
}
