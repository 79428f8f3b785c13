/// The place near a start where a smooth function is least, within a box.
///
/// Steps of Broyden, Fletcher, Goldfarb and Shanno with the dense inverse Hessian, which the few
/// variables of a Gaussian process allow, projected into the box (Bertsekas 1982, doi
/// 10.1137/0320018): a variable that stands on a bound and would leave stays out of the step. The
/// step is halved until the function falls by Armijo's measure.
package struct BoxMinimum: Sendable {
  package private(set) var point: [Double]
  package private(set) var value: Double
  private var gradient: [Double]
  /// The inverse Hessian, row after row.
  private var inverse: [Double]
  private let bounds: [ClosedRange<Double>]

  /// The value, and the gradient by reference, at a point.
  ///
  /// A value that is no number means that the function cannot be had there.
  package typealias Function = (_ point: [Double], _ gradient: inout [Double]) -> Double

  /// Minimises from a start, which is first moved into the box.
  ///
  /// Ends when no step of the direction lowers the value, when the value falls by less than a
  /// `tolerance`, or after `steps` of them.
  package init(
    of function: Function, from start: [Double], within bounds: [ClosedRange<Double>],
    steps: Int, tolerance: Double = 1e-9
  ) {
    self.bounds = bounds
    point = zip(start, bounds).map { min(max($0, $1.lowerBound), $1.upperBound) }
    gradient = [Double](repeating: 0, count: point.count)
    inverse = []
    value = function(point, &gradient)
    if value.isNaN { value = .infinity }
    resetHessian()
    for _ in 0..<steps {
      let before = value
      guard value.isFinite, advance(function) else { break }
      guard before - value > tolerance * (1 + value.magnitude) else { break }
    }
  }

  /// One step; false if there is none that lowers the value.
  private mutating func advance(_ function: Function) -> Bool {
    let free = point.indices.map { index in
      !(point[index] <= bounds[index].lowerBound && gradient[index] > 0
        || point[index] >= bounds[index].upperBound && gradient[index] < 0)
    }
    var direction = direction(of: free)
    var slope = zip(direction, gradient).reduce(0) { $0 + $1.0 * $1.1 }
    if !(slope < 0) {
      resetHessian()
      direction = self.direction(of: free)
      slope = zip(direction, gradient).reduce(0) { $0 + $1.0 * $1.1 }
      guard slope < 0 else { return false }
    }
    var length = 1.0
    var next = point
    var nextGradient = gradient
    for _ in 0..<Self.halvings {
      for index in next.indices {
        let moved = point[index] + length * direction[index]
        next[index] = min(max(moved, bounds[index].lowerBound), bounds[index].upperBound)
      }
      let promised = point.indices.reduce(0) { $0 + gradient[$1] * (next[$1] - point[$1]) }
      let reached = function(next, &nextGradient)
      if reached.isFinite, reached <= value + 1e-4 * min(promised, 0), next != point {
        learn(
          step: zip(next, point).map { $0 - $1 },
          change: zip(nextGradient, gradient).map { $0 - $1 })
        (point, value, gradient) = (next, reached, nextGradient)
        return true
      }
      length /= 2
    }
    return false
  }

  /// Downhill by Newton's rule among the free variables; the others stay.
  private func direction(of free: [Bool]) -> [Double] {
    let count = point.count
    return (0..<count).map { row in
      guard free[row] else { return 0 }
      return -(0..<count).reduce(0.0) {
        free[$1] ? $0 + inverse[row * count + $1] * gradient[$1] : $0
      }
    }
  }

  /// The update of rank two, left out where the curvature along the step is not positive.
  private mutating func learn(step: [Double], change: [Double]) {
    let count = step.count
    let curvature = zip(step, change).reduce(0) { $0 + $1.0 * $1.1 }
    let size = zip(step, step).reduce(0) { $0 + $1.0 * $1.1 }
    guard curvature > 1e-12 * size, curvature.isFinite else { return }
    let image = (0..<count).map { row in
      (0..<count).reduce(0.0) { $0 + inverse[row * count + $1] * change[$1] }
    }
    let spread = 1 + zip(change, image).reduce(0) { $0 + $1.0 * $1.1 } / curvature
    for row in 0..<count {
      for column in 0..<count {
        let cross = step[row] * image[column] + image[row] * step[column]
        inverse[row * count + column] += (spread * step[row] * step[column] - cross) / curvature
      }
    }
  }

  /// Steepest descent, the first step a tenth of a unit long at most (chosen: the variables are
  /// points of the unit cube and logarithms).
  private mutating func resetHessian() {
    let count = point.count
    let length = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let scale = length > 0 ? min(1, 0.1 / length) : 1
    inverse = [Double](repeating: 0, count: count * count)
    for index in 0..<count { inverse[index * count + index] = scale }
  }

  /// The shortest step tried is 2^-20 of the direction.
  private static let halvings = 20
}
