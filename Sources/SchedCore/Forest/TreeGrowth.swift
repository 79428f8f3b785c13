/// A tree while it grows: its records, moved so that each node's lie in one piece.
struct TreeGrowth {
  private(set) var tree = Tree()
  private(set) var gains: [Double]

  private let options: TreeGrower.Options
  private let records: UnsafeMutableRawPointer
  private let stride: Int
  private let count: Int
  private let categoryCounts: [Int]
  private let hasMissing: [Bool]
  /// The features, shuffled as far as the last node needed.
  private var order: [Int]
  /// What is tried for the node at hand.
  private var candidates: [Candidate] = []
  private var random: SeededGenerator

  /// `records` are `count` records of the grower's samples; they are moved about.
  init(
    _ grower: TreeGrower, records: UnsafeMutableRawPointer, count: Int, random: SeededGenerator
  ) {
    options = grower.options
    stride = grower.samples.stride
    categoryCounts = grower.categoryCounts
    hasMissing = grower.samples.hasMissing
    order = Array(0..<grower.samples.featureCount)
    gains = [Double](repeating: 0, count: order.count)
    self.records = records
    self.count = count
    self.random = random
    tree.nodes.reserveCapacity(count / options.leastLeaf * 2 + 1)
  }

  private struct Open {
    var range: Range<Int>
    var depth: Int
    /// Of whom it is the right child, or -1.
    var parent: Int
  }

  mutating func run() {
    var open = [Open(range: 0..<count, depth: 0, parent: -1)]
    while let next = open.popLast() {
      let index = tree.nodes.count
      if next.parent >= 0 { tree.nodes[next.parent].right = index }
      let sum = sum(of: next.range)
      let mean = next.range.isEmpty ? 0 : sum / Double(next.range.count)
      guard next.range.count >= 2 * options.leastLeaf, next.depth < options.mostDepth,
        let split = bestSplit(of: next.range, sum: sum), let cut = cut(of: split)
      else {
        tree.nodes.append(.leaf(Float(mean)))
        continue
      }
      gains[split.feature] += split.gain
      tree.nodes.append(
        Tree.Node(feature: split.feature, cut: cut, isMissingLeft: split.isMissingLeft, right: 0))
      let middle = partition(next.range, by: split)
      let depth = next.depth + 1
      open.append(Open(range: middle..<next.range.upperBound, depth: depth, parent: index))
      open.append(Open(range: next.range.lowerBound..<middle, depth: depth, parent: -1))
    }
  }

  /// More different sets of categories than this are not kept; a node that wants another is a leaf.
  static let mostSets = 4096

  /// How a split is written; nil if there is no room for another set.
  private mutating func cut(of split: Split) -> UInt16? {
    guard let set = split.set else { return UInt16(split.cut) }
    if let index = tree.sets.firstIndex(of: set) { return Tree.Node.firstSet + UInt16(index) }
    guard tree.sets.count < Self.mostSets else { return nil }
    tree.sets.append(set)
    return Tree.Node.firstSet + UInt16(tree.sets.count - 1)
  }
}

extension TreeGrowth {
  struct Split {
    var feature: Int
    var cut: UInt8
    var set: CategorySet?
    var isMissingLeft: Bool
    /// By how much the sum of squared errors falls.
    var gain: Double
  }

  /// Where something goes: how many records, and the sum of their targets.
  struct Share {
    var sum: Float = 0
    var count = 0
  }

  private func target(_ record: Int) -> Float {
    records.load(fromByteOffset: record * stride, as: Float.self)
  }

  private func bin(_ record: Int, _ feature: Int) -> UInt8 {
    records.load(
      fromByteOffset: record * stride + BinnedSamples.headBytes + feature, as: UInt8.self)
  }

  private func sum(of range: Range<Int>) -> Double {
    var sum = 0.0
    for record in range { sum += Double(target(record)) }
    return sum
  }

  /// A feature to be tried, with what goes left at its cut if it is a number.
  private struct Candidate {
    var feature: Int
    var cut: UInt8
    var left = Share()
  }

  private mutating func bestSplit(of range: Range<Int>, sum: Double) -> Split? {
    var best: Split?
    let whole = Share(sum: Float(sum), count: range.count)
    let before = sum * sum / Double(range.count)
    drawCandidates(for: range)
    for first in Swift.stride(from: 0, to: candidates.count, by: 4) { addShares(of: range, first) }
    for candidate in candidates {
      let split =
        categoryCounts[candidate.feature] > 0
        ? categorySplit(of: range, candidate.feature, whole)
        : numberSplit(of: range, candidate, whole)
      if let split, split.gain > best?.gain ?? 0 { best = split }
    }
    guard var best, best.gain - before > 1e-9 * before + 1e-12 else { return nil }
    best.gain -= before
    return best
  }

  private mutating func drawCandidates(for range: Range<Int>) {
    candidates.removeAll(keepingCapacity: true)
    var next = 0
    while next < order.count, candidates.count < options.featuresPerSplit {
      order.swapAt(next, next + random.next(below: order.count - next))
      let feature = order[next]
      next += 1
      if categoryCounts[feature] > 0 {
        candidates.append(Candidate(feature: feature, cut: 0))
      } else if let cut = randomCut(of: range, feature) {
        candidates.append(Candidate(feature: feature, cut: cut))
      }
    }
  }

  /// A bin between those of two random records; nil if their bins do not differ.
  private mutating func randomCut(of range: Range<Int>, _ feature: Int) -> UInt8? {
    for _ in 0..<4 {
      let draw = random.next().multipliedFullWidth(by: UInt64(range.count))
      let other = draw.low.multipliedFullWidth(by: UInt64(range.count)).high
      let a = bin(range.lowerBound + Int(draw.high), feature)
      let b = bin(range.lowerBound + Int(other), feature)
      if a == b { continue }
      let (low, high) = (min(a, b), max(a, b))
      // Missing ones are no bin to cut at, but they may be cut off.
      if high == FeatureBins.missing { return low }
      return low + UInt8(truncatingIfNeeded: random.next(below: Int(high - low)))
    }
    return nil
  }

  private func numberSplit(
    of range: Range<Int>, _ candidate: Candidate, _ whole: Share
  ) -> Split? {
    let (feature, cut, left) = (candidate.feature, candidate.cut, candidate.left)
    guard hasMissing[feature] else {
      return split(left, whole, feature, cut: cut, isMissingLeft: left.count * 2 > whole.count)
    }
    var withMissing = left
    for record in range where bin(record, feature) == FeatureBins.missing {
      withMissing.sum += target(record)
      withMissing.count += 1
    }
    let right = split(left, whole, feature, cut: cut, isMissingLeft: false)
    guard withMissing.count > left.count else { return right }
    let both = split(withMissing, whole, feature, cut: cut, isMissingLeft: true)
    guard let right else { return both }
    return both?.gain ?? 0 > right.gain ? both : right
  }

  /// Adds what goes left at the cuts of four candidates from `first` on, missing ones apart: the
  /// inner loop of growing.
  ///
  /// Four at once, for each sum waits for itself alone, and the record is read once. The shares of
  /// categories, and of candidates that are not there, are for nothing.
  private mutating func addShares(of range: Range<Int>, _ first: Int) {
    let last = candidates.count - 1
    func offset(_ index: Int) -> Int {
      BinnedSamples.headBytes + candidates[min(first + index, last)].feature
    }
    let (a, b, c, d) = (offset(0), offset(1), offset(2), offset(3))
    var limits = SIMD4<Int32>.zero
    for index in 0..<4 { limits[index] = Int32(candidates[min(first + index, last)].cut) + 1 }
    var sums = SIMD4<Float>.zero
    var counts = SIMD4<Int32>.zero
    var place = UnsafeRawPointer(records + range.lowerBound * stride)
    let end = UnsafeRawPointer(records + range.upperBound * stride)
    while place < end {
      let bins = SIMD4<Int32>(
        Int32(place.load(fromByteOffset: a, as: UInt8.self)),
        Int32(place.load(fromByteOffset: b, as: UInt8.self)),
        Int32(place.load(fromByteOffset: c, as: UInt8.self)),
        Int32(place.load(fromByteOffset: d, as: UInt8.self)))
      // All ones where the bin is below the limit: the sign of the difference, spread. A branch here
      // is mispredicted half of the time.
      let isLeft = (bins &- limits) &>> 31
      let target = SIMD4<Int32>(repeating: place.load(as: Int32.self))
      sums += unsafeBitCast(target & isLeft, to: SIMD4<Float>.self)
      counts &-= isLeft
      place += stride
    }
    for index in 0..<min(4, candidates.count - first) {
      candidates[first + index].left = Share(sum: sums[index], count: Int(counts[index]))
    }
  }

  /// The gain here is (Σ left)²/n left + (Σ right)²/n right, without that of the whole node.
  private func split(
    _ left: Share, _ whole: Share, _ feature: Int, cut: UInt8, set: CategorySet? = nil,
    isMissingLeft: Bool
  ) -> Split? {
    let right = Share(sum: whole.sum - left.sum, count: whole.count - left.count)
    guard left.count >= options.leastLeaf, right.count >= options.leastLeaf else { return nil }
    let gain =
      Double(left.sum) * Double(left.sum) / Double(left.count)
      + Double(right.sum) * Double(right.sum) / Double(right.count)
    return Split(feature: feature, cut: cut, set: set, isMissingLeft: isMissingLeft, gain: gain)
  }

  /// The best of the splits of the categories in the order of their means; missing ones are one
  /// more category, and those that the node does not have go to the heavier side.
  private func categorySplit(of range: Range<Int>, _ feature: Int, _ whole: Share) -> Split? {
    let missing = categoryCounts[feature]
    var shares = [Share](repeating: Share(), count: missing + 1)
    for record in range {
      let bin = min(Int(bin(record, feature)), missing)
      shares[bin].sum += target(record)
      shares[bin].count += 1
    }
    func mean(_ bin: Int) -> Float { shares[bin].sum / Float(shares[bin].count) }
    let present = shares.indices.filter { shares[$0].count > 0 }
      .sorted { (mean($0), $0) < (mean($1), $1) }
    var left = Share()
    var best: (split: Split, last: Int)?
    for (last, bin) in present.dropLast().enumerated() {
      left.sum += shares[bin].sum
      left.count += shares[bin].count
      guard let split = split(left, whole, feature, cut: 0, isMissingLeft: false),
        split.gain > best?.split.gain ?? 0
      else { continue }
      best = (split, last)
    }
    guard let best else { return nil }
    var split = best.split
    let isLeft = Set(present[...best.last])
    let leftCount = isLeft.reduce(0) { $0 + shares[$1].count }
    let takesOthers = leftCount * 2 > whole.count
    var set = CategorySet()
    for category in 0..<categoryCounts[feature]
    where isLeft.contains(category) || (takesOthers && shares[category].count == 0) {
      set.insert(UInt8(truncatingIfNeeded: category))
    }
    split.isMissingLeft = shares[missing].count > 0 ? isLeft.contains(missing) : takesOthers
    split.set = set
    return split
  }

  /// Moves the records that go left to the front; gives where the others begin.
  private func partition(_ range: Range<Int>, by split: Split) -> Int {
    func goesLeft(_ record: Int) -> Bool {
      let bin = bin(record, split.feature)
      guard bin != FeatureBins.missing else { return split.isMissingLeft }
      return split.set?.contains(bin) ?? (bin <= split.cut)
    }
    var low = range.lowerBound
    var high = range.upperBound
    while true {
      while low < high, goesLeft(low) { low += 1 }
      while low < high, !goesLeft(high - 1) { high -= 1 }
      guard low < high else { return low }
      swapRecords(low, high - 1)
    }
  }

  private func swapRecords(_ a: Int, _ b: Int) {
    let (first, second) = (records + a * stride, records + b * stride)
    for offset in Swift.stride(from: 0, to: stride, by: 8) {
      let word = first.load(fromByteOffset: offset, as: UInt64.self)
      first.storeBytes(
        of: second.load(fromByteOffset: offset, as: UInt64.self), toByteOffset: offset,
        as: UInt64.self)
      second.storeBytes(of: word, toByteOffset: offset, as: UInt64.self)
    }
  }
}
