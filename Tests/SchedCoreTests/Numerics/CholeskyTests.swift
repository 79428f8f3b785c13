import SchedCore
import Testing

struct CholeskyTests {
  /// Expected: numpy.linalg.solve and slogdet of the same matrix.
  @Test
  func `a system of five equations is solved as numpy solves it`() throws {
    let rows: [[Double]] = [
      [4], [2, 5], [0.6, 1, 3], [1, 0.3, 0.4, 2], [0, 0.2, 0.1, 0.5, 1.5],
    ]
    let factor = try #require(Cholesky(count: 5) { rows[$0][$1] })
    let expected = [
      -0.25411672914356787, 0.16619442342326493, 0.7347342238491636, 1.2432375354182434,
      2.8477792834808726,
    ]
    for (value, wanted) in zip(factor.solve([1, 2, 3, 4, 5]), expected) {
      #expect(abs(value - wanted) < 1e-13)
    }
    #expect(abs(factor.logDeterminant - 4.62769264061011) < 1e-13)
  }

  /// Expected: numpy.linalg.inv of the same matrix.
  @Test
  func `the inverse is that of numpy`() throws {
    let rows: [[Double]] = [
      [4], [2, 5], [0.6, 1, 3], [1, 0.3, 0.4, 2], [0, 0.2, 0.1, 0.5, 1.5],
    ]
    let inverse = try #require(Cholesky(count: 5) { rows[$0][$1] }).inverse()
    let expected = [
      (0, 0.36437526032042145), (1, -0.13692120870804808), (2, -0.00583704381596005),
      (3, -0.18015639757601357), (4, 0.07869742994080828), (15, -0.18015639757601357),
      (16, 0.05414664765960942), (17, -0.06124496224987242), (18, 0.6490792723347589),
      (19, -0.21949631298287609),
    ]
    for (index, wanted) in expected { #expect(abs(inverse[index] - wanted) < 1e-13) }
  }

  @Test
  func `a matrix that is not positive definite has no factor`() {
    #expect(Cholesky(count: 2) { row, column in row == column ? 1 : 2 } == nil)
    #expect(Cholesky(count: 1) { _, _ in .nan } == nil)
  }

  @Test
  func `of no equations there is no unknown`() throws {
    let factor = try #require(Cholesky(count: 0) { _, _ in 1 })
    #expect(factor.solve([]).isEmpty && factor.logDeterminant == 0)
  }

  /// L·Lᵀ must be the matrix again, of any size around the width of the vectors.
  @Test(arguments: 1...17)
  func `L times its transpose is the matrix`(count: Int) throws {
    func entry(_ row: Int, _ column: Int) -> Double {
      1 / Double(row + column + 1) + (row == column ? 1 : 0)
    }
    let factor = try #require(Cholesky(count: count, entry))
    let right = (0..<count).map { row in
      (0..<count).reduce(0.0) { $0 + entry(max(row, $1), min(row, $1)) * Double($1 + 1) }
    }
    for (index, value) in factor.solve(right).enumerated() {
      #expect(abs(value - Double(index + 1)) < 1e-10)
    }
    let inverse = factor.inverse()
    for row in 0..<count {
      let value = (0..<count).reduce(0.0) { $0 + inverse[row * count + $1] * right[$1] }
      #expect(abs(value - Double(row + 1)) < 1e-10)
    }
  }
}
