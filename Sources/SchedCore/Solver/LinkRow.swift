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
