import SchedCore
import Testing

struct BoxMinimumTests {
  /// Rosenbrock's valley, least at (1, 1) with 0 (Rosenbrock 1960, doi 10.1093/comjnl/3.3.175).
  private static func valley(_ x: [Double], _ gradient: inout [Double]) -> Double {
    let (a, b) = (1 - x[0], x[1] - x[0] * x[0])
    gradient = [-2 * a - 400 * x[0] * b, 200 * b]
    return a * a + 100 * b * b
  }

  @Test
  func `it follows Rosenbrock's valley to its end`() {
    let found = BoxMinimum(
      of: Self.valley, from: [-1.2, 1], within: [-2...2, -2...2], steps: 200, tolerance: 1e-14)
    #expect(abs(found.point[0] - 1) < 1e-5 && abs(found.point[1] - 1) < 1e-5)
  }

  /// On the bound x = 0.5 the valley is least at y = x², with (1 - x)² = 0.25.
  @Test
  func `it stops at a bound and goes on along it`() {
    let found = BoxMinimum(
      of: Self.valley, from: [-1.2, 1], within: [-2...0.5, -2...2], steps: 200, tolerance: 1e-14)
    #expect(found.point[0] == 0.5 && abs(found.point[1] - 0.25) < 1e-6)
    #expect(abs(found.value - 0.25) < 1e-9)
  }

  @Test
  func `a start outside is moved into the box`() {
    let found = BoxMinimum(
      of: Self.valley, from: [-9, 9], within: [0...1, 0...1], steps: 0, tolerance: 0)
    #expect(found.point == [0, 1])
  }

  @Test
  func `where the function cannot be had it does not go`() {
    let found = BoxMinimum(
      of: { point, gradient in
        gradient = [1]
        return point[0] < 0.3 ? .nan : point[0]
      }, from: [0.9], within: [0...1], steps: 50)
    #expect(found.point[0] >= 0.3 && found.point[0] < 0.31)
  }

  @Test
  func `a function that is no number anywhere has an infinite least`() {
    let found = BoxMinimum(of: { _, _ in .nan }, from: [0.5], within: [0...1], steps: 5)
    #expect(found.value == .infinity && found.point == [0.5])
  }
}
