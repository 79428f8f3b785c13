import Glibc

/// The lower triangle L of a symmetric positive definite matrix A = L·Lᵀ.
///
/// For the small dense systems of Gaussian processes: one row after another (Cholesky and
/// Banachiewicz; Golub and Van Loan 2013, section 4.2), so that each entry is a product of two rows
/// that lie in one piece.
package struct Cholesky: Sendable {
  package let count: Int
  /// From one row to the next: the count rounded up to a multiple of 4, the rest filled with 0.
  private let stride: Int
  private var rows: [Double]

  /// Factors the matrix of order `count`; `entry` is asked for columns up to the row's own.
  ///
  /// Nil if the matrix is not positive definite, by rounding or by nature.
  /// - Complexity: O(n³).
  package init?(count: Int, _ entry: (_ row: Int, _ column: Int) -> Double) {
    self.count = count
    stride = (count + 3) / 4 * 4
    rows = [Double](repeating: 0, count: count * stride)
    for row in 0..<count {
      for column in 0...row {
        let rest = entry(row, column) - product(of: row, and: column, through: column)
        if column < row {
          rows[row * stride + column] = rest / rows[column * stride + column]
        } else {
          guard rest > 0, rest.isFinite else { return nil }
          rows[row * stride + row] = rest.squareRoot()
        }
      }
    }
  }

  /// The sum of the products of two rows' entries before a column.
  private func product(of row: Int, and other: Int, through column: Int) -> Double {
    rows.withUnsafeBytes { bytes in
      // Entries from the column on are still 0 in one of the rows, so whole vectors are sound.
      Self.product(bytes, row * stride, bytes, other * stride, from: 0, to: column)
    }
  }

  /// The sum of products of two rows in steps of four entries: the caller sees to it that the
  /// first is divisible by 4, that the rows are filled up to a multiple of 4, and that what is
  /// beyond the range is 0 in one of them.
  private static func product(
    _ a: UnsafeRawBufferPointer, _ startOfA: Int, _ b: UnsafeRawBufferPointer, _ startOfB: Int,
    from first: Int, to end: Int
  ) -> Double {
    var sums = SIMD4<Double>(repeating: 0)
    let size = MemoryLayout<Double>.stride
    for index in Swift.stride(from: first, to: end, by: 4) {
      let left = a.loadUnaligned(
        fromByteOffset: (startOfA + index) * size, as: SIMD4<Double>.self)
      let right = b.loadUnaligned(
        fromByteOffset: (startOfB + index) * size, as: SIMD4<Double>.self)
      sums += left * right
    }
    return sums.sum()
  }
}

extension Cholesky {
  /// The logarithm of the matrix's determinant.
  package var logDeterminant: Double {
    (0..<count).reduce(0) { $0 + 2 * log(rows[$1 * stride + $1]) }
  }

  /// L·x: independent standard normal numbers become draws with the matrix as their covariance.
  package func product(with x: [Double]) -> [Double] {
    // Sound: both buffers have at least `count` entries from where they are read.
    rows.withUnsafeBufferPointer { rows in
      x.withUnsafeBufferPointer { x in
        (0..<count).map { row in
          var sum = 0.0
          var column = 0
          let start = row * stride
          while column <= row {
            sum += rows[start + column] * x[column]
            column += 1
          }
          return sum
        }
      }
    }
  }

  /// y with L·y = right.
  package func forward(_ right: [Double]) -> [Double] {
    var solution = right
    // Sound: both buffers have at least `count` entries from where they are read.
    rows.withUnsafeBufferPointer { rows in
      solution.withUnsafeMutableBufferPointer { solution in
        for row in 0..<count {
          var rest = solution[row]
          var column = 0
          let start = row * stride
          while column < row {
            rest -= rows[start + column] * solution[column]
            column += 1
          }
          solution[row] = rest / rows[start + row]
        }
      }
    }
    return solution
  }

  /// x with A·x = right.
  package func solve(_ right: [Double]) -> [Double] {
    var solution = forward(right)
    for row in (0..<count).reversed() {
      solution[row] /= rows[row * stride + row]
      for column in 0..<row { solution[column] -= rows[row * stride + column] * solution[row] }
    }
    return solution
  }

  /// The inverse of A, row after row.
  ///
  /// - Complexity: O(n³).
  package func inverse() -> [Double] {
    // Row j holds column j of L's inverse, so that both passes are products of rows. Its entries
    // before j stay 0, and so do those behind the row that is just being found.
    var columns = [Double](repeating: 0, count: count * stride)
    for column in 0..<count {
      let start = column / 4 * 4
      for row in column..<count {
        let known = rows.withUnsafeBytes { rows in
          columns.withUnsafeBytes { columns in
            Self.product(rows, row * stride, columns, column * stride, from: start, to: row)
          }
        }
        let right = row == column ? 1.0 : 0
        columns[column * stride + row] = (right - known) / rows[row * stride + row]
      }
    }
    var inverse = [Double](repeating: 0, count: count * count)
    columns.withUnsafeBytes { columns in
      for row in 0..<count {
        for column in 0...row {
          let entry = Self.product(
            columns, row * stride, columns, column * stride, from: row / 4 * 4, to: count)
          inverse[row * count + column] = entry
          inverse[column * count + row] = entry
        }
      }
    }
    return inverse
  }
}
