/// Branch and bound over all plans of a few posts: what it finds is the best plan, and proved to be.
///
/// Posts are decided one after the other, each after those that it comes after and heavy ones first:
/// a post takes its slots, best first, and then none. A branch ends where even the best slots of all
/// that are still to decide would not better the best plan so far.
struct ExactSearch {
  /// Enough for four or five posts that stand in each other's way (chosen: about a fiftieth of a second).
  static let mostSteps = 50_000
  /// With more posts there is no hope of an end.
  static let mostPosts = 8

  private let model: SolverModel
  private var board: SlotBoard
  /// Posts in the order of their decision, with their slots, best first.
  private let choices: [Choices]
  /// For each decision the most that it and all after it can add.
  private let promises: [Double]
  private var value = 0.0
  private var steps = 0
  private var blockers: [Int] = []

  /// The best plan so far, and what it is worth; pins are not counted.
  private(set) var best: SlotBoard
  private(set) var bestValue: Double

  private struct Choices {
    var post: Int
    var slots: [(instant: Int64, value: Double)]
  }

  /// A search that is to better a plan; nil if there are too many posts.
  init?(_ plan: SlotBoard, value: Double) {
    let model = plan.model
    let posts = model.lanes.flatMap(\.posts)
    guard posts.count <= Self.mostPosts else { return nil }
    self.model = model
    board = SlotBoard(model)
    (best, bestValue) = (plan, value)
    let rank = Dictionary(uniqueKeysWithValues: model.order.enumerated().map { ($1, $0) })
    let order = posts.sorted { a, b in
      (rank[a] ?? -1, -model.posts[a].weight, a) < (rank[b] ?? -1, -model.posts[b].weight, b)
    }
    let choices = order.map { post in
      let lane = model.lanes[model.group[post]]
      let local = model.localIndex[post]
      let slots = lane.ranges[local].joined().map {
        (instant: lane.slots[$0], value: lane.value(local, $0))
      }
      return Choices(
        post: post, slots: slots.sorted { ($1.value, $0.instant) < ($0.value, $1.instant) })
    }
    self.choices = choices
    var promises = [0.0]
    for choice in choices.reversed() {
      promises.append((promises.last ?? 0) + max(0, choice.slots.first?.value ?? 0))
    }
    self.promises = promises.reversed()
  }

  /// Searches until all plans are seen or it has taken too long; whether it has seen all.
  mutating func run() -> Bool { decide(0) }

  private mutating func decide(_ number: Int) -> Bool {
    guard number < choices.count else {
      if value > bestValue + 1e-9 { (best, bestValue) = (board, value) }
      return true
    }
    let post = choices[number].post
    for (instant, worth) in choices[number].slots {
      guard value + worth + promises[number + 1] > bestValue + 1e-9 else { return true }
      steps += 1
      guard steps < Self.mostSteps else { return false }
      guard board.obstacle(of: post, at: instant, blockers: &blockers) == nil else { continue }
      board.place(post, at: instant)
      value += worth
      let isWhole = decide(number + 1)
      value -= worth
      board.remove(post)
      guard isWhole else { return false }
    }
    guard value + promises[number + 1] > bestValue + 1e-9 else { return true }
    return decide(number + 1)
  }
}
