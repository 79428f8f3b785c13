import Glibc

/// Points that fill the unit cube evenly, as many as one likes: Roberts' R sequence.
///
/// Each coordinate advances by a power of the root of g^(n + 1) = g + 1, the golden ratio's
/// counterpart for n dimensions (Roberts 2018, "The unreasonable effectiveness of quasirandom
/// sequences"); it needs no table, and a random shift makes another sequence.
package struct RSequence: Sendable {
  private var point: [Double]
  private let steps: [Double]

  /// Starts behind `shift`, a point of the cube.
  package init(after shift: [Double]) {
    point = shift
    var root = 2.0
    // Each round shrinks the error by more than half.
    for _ in 0..<60 { root = pow(1 + root, 1 / Double(shift.count + 1)) }
    steps = shift.indices.map { pow(root, -Double($0 + 1)) }
  }

  package mutating func next() -> [Double] {
    for index in point.indices {
      let moved = point[index] + steps[index]
      point[index] = moved < 1 ? moved : moved - 1
    }
    return point
  }
}
