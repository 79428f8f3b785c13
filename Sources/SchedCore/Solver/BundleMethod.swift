/// A proximal bundle: where the relaxation of a lane, a convex function of its multipliers, should
/// be evaluated next.
///
/// Each evaluation gives a value and a slope, hence a plane below the function. The next point is
/// the least of the highest plane plus |u - center|² / (2 · step), measured in each multiplier's own
/// scale; it becomes the center if the function falls by a tenth of what the planes promise
/// (Lemaréchal 1975; Kiwiel 1990, doi:10.1007/BF01585731), changed in three ways: a) multipliers
/// below zero are cut to zero, where slopes that point outwards count as level; b) dimensions may be
/// added as rows turn out to bind; c) the dual of the little quadratic program, over the weights of
/// the planes, is solved by exchanging weight between two planes at a time, as far as pays.
///
/// Subgradient steps need thousands of evaluations for what this does in a hundred or two.
struct BundleMethod: Sendable {
  private struct Plane: Sendable {
    /// In scaled multipliers.
    var slope: [Double]
    /// How far the plane lies below the function at the center.
    var error: Double
    var weight: Double
    /// The choice of the relaxation that it stems from.
    var choices: [LaneRelaxation.Choice]
  }

  /// As many planes as are kept, and as many exchanges as one point is worth (both chosen by
  /// measurement).
  private static let mostPlanes = 80
  private static let mostExchanges = 60

  private(set) var center: [Double]
  private var value: Double
  /// How far each multiplier moves for a unit of its scaled slope.
  private var scale: [Double]
  private var planes: [Plane] = []
  /// The dot products of the planes' slopes, `mostPlanes` in a row.
  private var products: [Double]
  private var step: Double
  private var fruitless = 0
  /// The weighted slope of the planes, and by how much the last proposal promises to fall.
  private var direction: [Double] = []
  private var promised = 0.0

  /// Begins at a point; `target` is about the least value, to choose the first step by.
  init(
    at point: [Double], value: Double, slope: [Double], scale: [Double],
    choices: [LaneRelaxation.Choice], target: Double
  ) {
    center = point
    self.value = value
    self.scale = scale
    products = Array(repeating: 0, count: Self.mostPlanes * Self.mostPlanes)
    let scaled = slope.indices.map { slope[$0] * scale[$0] }
    planes.append(Plane(slope: scaled, error: 0, weight: 1, choices: choices))
    let length = Self.dot(scaled, scaled)
    products[0] = length
    step = length > 0 && value > target ? (value - target) / length : 1
  }

  /// The choices of the planes that weigh something, with their weights, which come to 1.
  var mixture: [(weight: Double, choices: [LaneRelaxation.Choice])] {
    planes.filter { $0.weight > 0 }.map { ($0.weight, $0.choices) }
  }

  /// The next point, or nil if no point promises to be lower by `least`.
  mutating func propose(least: Double) -> [Double]? {
    while true {
      balance()
      var error = 0.0
      direction = Array(repeating: 0, count: center.count)
      for plane in planes where plane.weight > 0 {
        error += plane.weight * plane.error
        for index in direction.indices { direction[index] += plane.weight * plane.slope[index] }
      }
      let length = Self.dot(direction, direction)
      promised = step * length + error
      guard promised < least else { break }
      guard error <= promised / 2, length > 1e-9, step < 1e9 else { return nil }
      step *= 4
    }
    var point = center
    for index in point.indices {
      point[index] = max(0, center[index] - step * direction[index] * scale[index])
    }
    return point
  }

  /// Adds a dimension in which all planes so far have the slope that `slope` makes of their choice.
  mutating func grow(scale added: Double, slope: ([LaneRelaxation.Choice]) -> Double) {
    center.append(0)
    scale.append(added)
    for index in planes.indices { planes[index].slope.append(slope(planes[index].choices) * added) }
    let last = center.count - 1
    for one in planes.indices {
      let mine = planes[one].slope[last]
      guard mine != 0 else { continue }
      for other in planes.indices {
        products[one * Self.mostPlanes + other] += mine * planes[other].slope[last]
      }
    }
  }

  /// Takes in what the function was found to be at the point proposed last.
  mutating func take(
    at point: [Double], value found: Double, slope: [Double], choices: [LaneRelaxation.Choice]
  ) {
    if planes.count >= Self.mostPlanes { dropOne() }
    let moved = point.indices.map { (center[$0] - point[$0]) / scale[$0] }
    let scaled = slope.indices.map { slope[$0] * scale[$0] }
    let error = max(0, value - found - Self.dot(scaled, moved))
    planes.append(Plane(slope: scaled, error: error, weight: 0, choices: choices))
    let last = planes.count - 1
    for index in planes.indices {
      let product = Self.dot(planes[index].slope, scaled)
      products[index * Self.mostPlanes + last] = product
      products[last * Self.mostPlanes + index] = product
    }
    let fall = value - found
    if fall >= promised / 10 {
      for index in planes.indices {
        let change = Self.dot(planes[index].slope, moved)
        planes[index].error = max(0, found - value + planes[index].error + change)
      }
      center = point
      value = found
      fruitless = 0
      if fall > promised / 2 { step *= 2 }
      return
    }
    fruitless += 1
    if error > promised, fruitless >= 3 {
      step *= 0.6
      fruitless = 0
    } else if fruitless > 10 {
      step *= 0.8
      fruitless = 0
    }
  }

  /// Drops the plane that weighs nothing and lies lowest, or else the one that weighs least.
  private mutating func dropOne() {
    var worst = 0
    for index in planes.indices {
      let (one, other) = (planes[index], planes[worst])
      let isWorse =
        one.weight == 0 ? other.weight > 0 || one.error > other.error : one.weight < other.weight
      if isWorse { worst = index }
    }
    let rest = 1 - planes[worst].weight
    planes.remove(at: worst)
    for index in planes.indices {
      planes[index].weight = rest > 1e-9 ? planes[index].weight / rest : 1 / Double(planes.count)
    }
    let stride = Self.mostPlanes
    for row in 0..<planes.count {
      let from = row < worst ? row : row + 1
      for column in 0..<planes.count {
        products[row * stride + column] =
          products[from * stride + (column < worst ? column : column + 1)]
      }
    }
  }

  /// Weighs the planes: min over weights of |Σ weight · slope|² · step / 2 + Σ weight · error.
  private mutating func balance() {
    let count = planes.count
    let stride = Self.mostPlanes
    let step = step
    var weights = planes.map(\.weight)
    var costs = planes.map(\.error)
    let enough = 1e-9 * abs(value) + 1e-5 * promised
    // Sound: all indices are below `count`, which is at most `stride`.
    products.withUnsafeBufferPointer { products in
      weights.withUnsafeMutableBufferPointer { weights in
        costs.withUnsafeMutableBufferPointer { costs in
          for other in 0..<count where weights[other] > 0 {
            let factor = step * weights[other]
            for index in 0..<count { costs[index] += factor * products[other * stride + index] }
          }
          // The planes of least cost, and of greatest cost among those that weigh something.
          var low = 0
          var high = -1
          for index in 0..<count {
            if costs[index] < costs[low] { low = index }
            if weights[index] > 0, high < 0 || costs[index] > costs[high] { high = index }
          }
          for _ in 0..<Self.mostExchanges {
            guard high >= 0, costs[high] - costs[low] >= enough else { break }
            let (gaining, losing) = (low * stride, high * stride)
            let curve =
              step
              * (products[gaining + low] + products[losing + high] - 2 * products[gaining + high])
            var share = weights[high]
            if curve > 1e-15 { share = min(share, (costs[high] - costs[low]) / curve) }
            weights[low] += share
            weights[high] -= share
            if weights[high] < 1e-12 {
              weights[low] += weights[high]
              weights[high] = 0
            }
            let factor = step * share
            low = 0
            high = -1
            var (least, greatest) = (Double.infinity, -Double.infinity)
            for index in 0..<count {
              let cost =
                costs[index] + factor * (products[gaining + index] - products[losing + index])
              costs[index] = cost
              if cost < least {
                least = cost
                low = index
              }
              if cost > greatest, weights[index] > 0 {
                greatest = cost
                high = index
              }
            }
          }
        }
      }
    }
    for index in planes.indices { planes[index].weight = weights[index] }
  }

  private static func dot(_ one: [Double], _ other: [Double]) -> Double {
    one.withUnsafeBufferPointer { one in
      other.withUnsafeBufferPointer { other in
        // Sound: no further than the shorter of both.
        var sum = 0.0
        for index in 0..<min(one.count, other.count) { sum += one[index] * other[index] }
        return sum
      }
    }
  }
}
