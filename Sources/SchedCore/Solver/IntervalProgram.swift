/// The most valuable choice of points on a line, where each row says that an interval of them holds
/// at most so many.
///
/// With S_i the number of points chosen among the first i, a row over the points first..<past is
/// S_past - S_first <= most, and S never falls. The matrix
/// has consecutive ones in each row, so the linear program has a whole solution (Fulkerson, Gross
/// 1965, doi:10.2140/pjm.1965.15.835), and its dual is a flow of least cost: a row is an arc, its
/// `most` the cost, the weights' differences are the supplies. The network simplex method finds both
/// (Ahuja, Magnanti, Orlin 1993, chapter 11), here in whole numbers: potentials are the S, and weights
/// are rounded up to 2^-40 with a further 2^-30 at most that tells ties apart, so that no pivot
/// repeats. The first tree pays for each point, from the last on, what the rows of later points
/// have not paid yet: near the best where nothing but `reach` binds.
struct IntervalProgram: Sendable {
  struct Row: Sendable {
    /// The points that it counts.
    var first: Int
    var past: Int
    var most: Int
  }

  private static let scale = Double(1 << 40)

  /// The arcs: where each begins and ends, and what it costs.
  private var tail: [Int32] = []
  private var head: [Int32] = []
  private var cost: [Int32] = []
  /// The tree, by node: the arc to the parent, and what flows in it.
  private var parent: [Int32] = []
  private var arc: [Int32] = []
  private var flow: [Int64] = []
  private var depth: [Int32] = []
  private var potential: [Int32] = []
  private var firstChild: [Int32] = []
  private var next: [Int32] = []
  private var previous: [Int32] = []
  private var stack: [Int32] = []
  /// How many pivots the last solution took.
  private(set) var pivots = 0

  /// Chooses among points of these weights, none below 0.
  ///
  /// Of the points from `reach` on, up to each point, at most one is chosen; `reach` never falls.
  /// - Returns: the value of the best choice, or a little more, and whether each point is chosen; no
  ///   choice if the pivots run out, which leaves the value an upper bound.
  /// - Complexity: O(p · (n + √r)) for n points, r rows and p pivots, of which a few times n are needed.
  mutating func solve(
    _ weights: [Double], reach: [Int], rows: [Row]
  ) -> (value: Double, chosen: [Bool]?) {
    let count = weights.count
    guard count > 0 else { return (0, []) }
    begin(weights, reach, rows)
    pivots = 0
    var position = 0
    let block = max(32, Int(Double(tail.count).squareRoot()))
    var isWhole = true
    while let entering = mostViolated(from: &position, block: block) {
      pivot(entering)
      pivots += 1
      if pivots > 200 * count + 1000 {
        isWhole = false
        break
      }
    }
    var total = 0.0
    for node in 1...count { total += Double(flow[node]) * Double(cost[Int(arc[node])]) }
    guard isWhole else { return (total / Self.scale, nil) }
    return (total / Self.scale, (0..<count).map { potential[$0 + 1] > potential[$0] })
  }

  /// What each row costs that binds in the last solution, by its index: the dual values.
  var prices: [(row: Int, price: Double)] {
    let before = 2 * (arc.count - 1)
    return arc.indices.dropFirst().compactMap { node in
      let row = Int(arc[node]) - before
      return row >= 0 && flow[node] > 0 ? (row, Double(flow[node]) / Self.scale) : nil
    }.sorted { $0.row < $1.row }
  }

  private mutating func begin(_ weights: [Double], _ reach: [Int], _ rows: [Row]) {
    let count = weights.count
    for keyPath in [\Self.tail, \Self.head, \Self.cost] {
      self[keyPath: keyPath].removeAll(keepingCapacity: true)
    }
    for point in 0..<count { add(from: reach[point], to: point + 1, cost: 1) }
    for point in 0..<count { add(from: point + 1, to: point, cost: 0) }
    for row in rows { add(from: row.first, to: row.past, cost: row.most) }
    let nobody = Array(repeating: Int32(-1), count: count + 1)
    (parent, arc, firstChild, next, previous) = (nobody, nobody, nobody, nobody, nobody)
    depth = Array(repeating: 0, count: count + 1)
    potential = depth
    flow = Array(repeating: 0, count: count + 1)
    // What the rows of later points pay for each point already.
    var (paid, last) = (Int64(0), count - 1)
    for point in (0..<count).reversed() {
      while last > point, reach[last] > point {
        if arc[last + 1] == Int32(last) { paid -= flow[last + 1] }
        last -= 1
      }
      let whole = Int64((max(0, min(weights[point], 1_048_576)) * Self.scale).rounded(.up))
      let tie = UInt64(truncatingIfNeeded: point) &* 0x9E37_79B9_7F4A_7C15 >> 54
      let missing = whole + Int64(tie) - paid
      flow[point + 1] = abs(missing)
      arc[point + 1] = Int32(missing > 0 ? point : count + point)
      if missing > 0 { paid += missing }
    }
    for node in 1...count {
      let isRow = Int(arc[node]) < count
      let above = isRow ? reach[node - 1] : node - 1
      parent[node] = Int32(above)
      depth[node] = depth[above] + 1
      potential[node] = potential[above] + (isRow ? 1 : 0)
      next[node] = firstChild[above]
      if firstChild[above] >= 0 { previous[Int(firstChild[above])] = Int32(node) }
      firstChild[above] = Int32(node)
    }
  }

  private mutating func add(from: Int, to: Int, cost most: Int) {
    tail.append(Int32(truncatingIfNeeded: from))
    head.append(Int32(truncatingIfNeeded: to))
    cost.append(Int32(clamping: most))
  }

  /// The row that the potentials break most, of the next block that has one.
  private func mostViolated(from position: inout Int, block: Int) -> Int? {
    let count = tail.count
    var worst: Int32 = 0
    var found: Int?
    // Sound: arcs name nodes that exist.
    tail.withUnsafeBufferPointer { tail in
      head.withUnsafeBufferPointer { head in
        cost.withUnsafeBufferPointer { cost in
          potential.withUnsafeBufferPointer { potential in
            var left = block
            for _ in 0..<count {
              let slack =
                cost[position] - potential[Int(head[position])] + potential[Int(tail[position])]
              if slack < worst {
                worst = slack
                found = position
              }
              position = position + 1 == count ? 0 : position + 1
              left -= 1
              if left == 0 {
                if found != nil { return }
                left = block
              }
            }
          }
        }
      }
    }
    return found
  }

  /// Takes an arc into the tree, and out of its cycle the one that runs empty first.
  private mutating func pivot(_ entering: Int) {
    let (from, to) = (tail[entering], head[entering])
    var (low, high) = (from, to)
    var least = Int64.max
    var leaving: Int32 = -1
    var isAtHead = true
    // Up from both ends to where they meet; flow falls in the arcs that point against the cycle.
    while low != high {
      if depth[Int(high)] >= depth[Int(low)] {
        if head[Int(arc[Int(high)])] == high, flow[Int(high)] < least {
          (least, leaving, isAtHead) = (flow[Int(high)], high, true)
        }
        high = parent[Int(high)]
      } else {
        if tail[Int(arc[Int(low)])] == low, flow[Int(low)] <= least {
          (least, leaving, isAtHead) = (flow[Int(low)], low, false)
        }
        low = parent[Int(low)]
      }
    }
    guard leaving >= 0 else { return }
    let apex = low
    var node = to
    while node != apex {
      flow[Int(node)] += head[Int(arc[Int(node)])] == node ? -least : least
      node = parent[Int(node)]
    }
    node = from
    while node != apex {
      flow[Int(node)] += tail[Int(arc[Int(node)])] == node ? -least : least
      node = parent[Int(node)]
    }
    let (root, other) = isAtHead ? (to, from) : (from, to)
    let target = potential[Int(other)] + (isAtHead ? cost[entering] : -cost[entering])
    let shift = target - potential[Int(root)]
    hang(root, below: other, by: Int32(truncatingIfNeeded: entering), flow: least, upTo: leaving)
    settle(root, shift: shift)
  }

  /// Turns the path from `root` up to `last` around and hangs it below another node.
  private mutating func hang(
    _ root: Int32, below other: Int32, by entering: Int32, flow amount: Int64, upTo last: Int32
  ) {
    var (child, above, link, carried) = (root, other, entering, amount)
    while true {
      let (oldParent, oldArc, oldFlow) = (parent[Int(child)], arc[Int(child)], flow[Int(child)])
      let (before, after) = (previous[Int(child)], next[Int(child)])
      if before >= 0 { next[Int(before)] = after } else { firstChild[Int(oldParent)] = after }
      if after >= 0 { previous[Int(after)] = before }
      parent[Int(child)] = above
      arc[Int(child)] = link
      flow[Int(child)] = carried
      let first = firstChild[Int(above)]
      next[Int(child)] = first
      previous[Int(child)] = -1
      if first >= 0 { previous[Int(first)] = child }
      firstChild[Int(above)] = child
      if child == last { return }
      (above, link, carried, child) = (child, oldArc, oldFlow, oldParent)
    }
  }

  /// Gives a subtree its depths and potentials.
  private mutating func settle(_ root: Int32, shift: Int32) {
    stack.removeAll(keepingCapacity: true)
    stack.append(root)
    while let node = stack.popLast() {
      depth[Int(node)] = depth[Int(parent[Int(node)])] + 1
      potential[Int(node)] += shift
      var child = firstChild[Int(node)]
      while child >= 0 {
        stack.append(child)
        child = next[Int(child)]
      }
    }
  }
}
