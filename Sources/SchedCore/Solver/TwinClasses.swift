/// Posts that could change places without loss: of one lane, with one gap, weight, curve, decay and
/// horizon, and related to no other.
///
/// What holds for one of them holds for its twins, so that the solver works by class: ten thousand
/// posts of one account are seldom more than a hundred classes. The members of a class are placed
/// in their order: the first ones stand, the last ones are left out.
struct TwinClasses: Sendable {
  /// The number of each post's class; -1 for pins.
  private(set) var classOf: [Int]
  private(set) var count = 0

  private struct Traits: Hashable {
    var lane: Int
    var weight: Double
    var isUrgent: Bool
    var gap: Int64
    var curve: Int?
    var earliest: Int64
    var latest: Int64
    var decayOrigin: Int64?
    /// A related post is its own class.
    var post: Int?
  }

  init(_ posts: [SolverPost], isRelated: [Bool]) {
    classOf = Array(repeating: -1, count: posts.count)
    var known: [Traits: Int] = [:]
    for (index, post) in posts.enumerated() where post.pin == nil {
      let traits = Traits(
        lane: post.lane, weight: post.weight, isUrgent: post.isUrgent, gap: max(0, post.gap),
        curve: post.curve, earliest: post.earliest, latest: post.latest,
        decayOrigin: post.decayOrigin, post: isRelated[index] ? index : nil)
      if let number = known[traits] {
        classOf[index] = number
      } else {
        known[traits] = count
        classOf[index] = count
        count += 1
      }
    }
  }
}
