/// What one account wants to post: the posts, and the curves that score their slots.
///
/// The order of the posts is the order that decides between equals: callers sort them by a key of
/// the posts themselves (account, platform, id), so that the plan does not depend on the order of
/// the input.
package struct SolverProblem: Sendable {
  package var posts: [SolverPost]
  /// Scores in 0...1, one for each slot of the lane whose posts use the curve.
  ///
  /// Preferred windows and the cap at 1 are included, the decay of urgent posts is not. A slot past
  /// the end scores 0.
  package var curves: [[Double]]

  package init(posts: [SolverPost], curves: [[Double]]) {
    self.posts = posts
    self.curves = curves
  }
}

/// One post, or one that is already committed elsewhere.
package struct SolverPost: Sendable {
  /// The index of its lane in the rules.
  package var lane: Int
  /// Its weight in the objective, ageing included; 0 for what counts only as an obstacle.
  package var weight: Double
  package var isUrgent: Bool
  /// The gap of its content type: two posts of a lane keep the smaller of theirs.
  package var gap: Int64
  /// The index of its curve in the account; none scores 0 everywhere.
  package var curve: Int?
  /// The first instant that it may have.
  package var earliest: Int64
  /// The last instant that it may have, inclusive.
  package var latest: Int64
  /// Where the decay of an urgent post's score begins; nil for no decay.
  package var decayOrigin: Int64?
  /// Where it stands and stays, on the grid or off it; nil if it is to be planned.
  package var pin: SolverPin?
  /// The number of its campaign within the account.
  package var campaign: Int?
  /// The posts of this account that it comes after, all of them.
  ///
  /// Bounds and chains know the first of them only; no plan breaks any.
  package var predecessors: [Predecessor]

  /// The first of the posts that it comes after.
  var predecessor: Predecessor? { predecessors.first }

  package struct Predecessor: Sendable {
    /// Its index; out of range means that there is none to be placed, so this post is left out.
    package var post: Int
    /// How much later this post may stand at the soonest.
    package var lag: Int64

    package init(post: Int, lag: Int64) {
      self.post = post
      self.lag = lag
    }
  }

  package init(
    lane: Int, weight: Double, isUrgent: Bool = false, gap: Int64, curve: Int? = nil,
    earliest: Int64 = .min, latest: Int64 = .max, decayOrigin: Int64? = nil,
    pin: SolverPin? = nil, campaign: Int? = nil, predecessors: [Predecessor] = []
  ) {
    self.lane = lane
    self.weight = weight
    self.isUrgent = isUrgent
    self.gap = gap
    self.curve = curve
    self.earliest = earliest
    self.latest = latest
    self.decayOrigin = decayOrigin
    self.pin = pin
    self.campaign = campaign
    self.predecessors = predecessors
  }
}

/// Where a post stands that never moves, and its score there with all factors.
package struct SolverPin: Sendable {
  package var instant: Int64
  package var score: Double

  package init(instant: Int64, score: Double) {
    self.instant = instant
    self.score = score
  }
}

/// A plan of one account.
package struct SolverSolution: Sendable, Equatable {
  /// The instant of each post, in the order of the account; nil if it is left out.
  package var instants: [Int64?]
  /// The sum over placed posts, pins included, of weight · (10 + score · decay).
  package var objective: Double
  /// No plan of the account has a greater objective.
  package var bound: Double
}
