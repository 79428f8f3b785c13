/// A rule between groups, as a row of the relaxation: so many of certain posts at certain instants.
enum LinkRow: Hashable, Sendable {
  /// At one instant at most so many posts that are not urgent.
  case calm(at: Int64)
  /// At one instant at most so many posts.
  case total(at: Int64)
  /// Of a campaign at most one post in [from, until).
  case campaign(Int, from: Int64, until: Int64)
  /// Of a lane that several groups share at most one post in [from, until), its least gap.
  case gap(lane: Int, from: Int64, until: Int64)
  /// Up to an instant a post stands no oftener than the one it comes after does, a lag earlier.
  case order(post: Int, at: Int64)
}

/// The prices that rows between groups put on the slots of one of them.
struct LinkPrices: Sendable {
  /// For each slot: what a post pays that is not urgent, and what every post pays.
  var calm: [Double] = []
  var total: [Double] = []
  /// For some classes what they pay besides, by slot; below 0 where standing there allows others to.
  var own: [Int: [Double]] = [:]

  var isEmpty: Bool { calm.isEmpty && total.isEmpty && own.isEmpty }
}

extension LinkPrices {
  /// Adds a price to some of so many slots of a class, as a difference until `sumUp`.
  mutating func add(_ price: Double, toClass number: Int, _ range: Range<Int>, of count: Int) {
    own[number, default: Array(repeating: 0, count: count + 1)].add(price, in: range)
  }

  /// Adds a price to one of so many slots.
  mutating func add(_ price: Double, at slot: Int, of count: Int, isCalm: Bool) {
    if isCalm {
      calm.add(price, at: slot, of: count)
    } else {
      total.add(price, at: slot, of: count)
    }
  }

  /// Closes one of so many slots to posts that are not urgent, or to all.
  mutating func close(_ slot: Int, of count: Int, isCalm: Bool) {
    add(1e9, at: slot, of: count, isCalm: isCalm)
  }

  mutating func scale(by factor: Double) {
    for index in calm.indices { calm[index] *= factor }
    for index in total.indices { total[index] *= factor }
    for number in own.keys {
      for index in own[number]?.indices ?? 0..<0 { own[number]?[index] *= factor }
    }
  }

  /// Makes prices of the differences.
  mutating func sumUp() {
    for number in own.keys { own[number]?.sumUp() }
  }
}

extension [Double] {
  fileprivate mutating func add(_ price: Double, in range: Range<Int>) {
    self[range.lowerBound] += price
    self[range.upperBound] -= price
  }

  fileprivate mutating func sumUp() {
    for index in indices.dropFirst() { self[index] += self[index - 1] }
    removeLast()
  }

  /// Adds a price to one of so many slots; before the first price the array is empty.
  fileprivate mutating func add(_ price: Double, at slot: Int, of count: Int) {
    if isEmpty { self = Array(repeating: 0, count: count) }
    self[slot] += price
  }
}
