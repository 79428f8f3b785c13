/// A stretch of time that `JointSearch` plans anew: which posts may stand where in it, and what stays.
struct JointStretch {
  struct Arc {
    var group: Int
    var lane: Int
    /// The class of the post.
    var number: Int
    /// The slot of the group, and the first one that its next post may have.
    var slot: Int
    var next: Int32 = 0
    var instant: Int64
    var gap: Int64
    var isUrgent: Bool
    /// How many posts of the lane that are not urgent stay at the instant.
    var calmHere = 0
    var value: Double
    /// The value less all prices.
    var reduced: Double
    /// How far the relaxation of the stretch falls if the arc is forced.
    var cost = 0.0
  }

  /// Posts that are twins, as many as may come to stand.
  struct Class {
    var members: [Int]
    /// What each of them pays for standing at all.
    var price: Double
    var mask: UInt128 = 0

    var count: Int { members.count }

    /// The bit of the first of them that is not used.
    func next(after used: UInt128) -> UInt128 {
      let free = mask & ~used
      return free & (~free &+ 1)
    }
  }

  struct Group {
    var slots: [Int64]
    var leastGap: Int64
    /// What the relaxation makes of the slots from each on; one more than there are slots.
    var after: [Double]
  }

  struct Lane {
    var lane: Int
    var groups: [Int] = []
    /// Whether all gaps are equal.
    var isUniform: Bool
    var widestGap: Int64
    var calmLimit: Int
    /// Those that may bind.
    var quotas: [LaneQuota]
    /// Where posts stand that stay.
    var fixed: [Int64]
  }

  /// An instant with the arcs that end there.
  struct Stage {
    var instant: Int64
    var arcs: [Int] = []
    /// How many posts stay there, and how many of them are not urgent.
    var crowd = (total: 0, calm: 0)
    /// The classes for which it is the last instant.
    var ending: [Int] = []
    /// The members of classes that have this instant or a later one.
    var alive: UInt128 = 0
    /// For each group the first slot from here on.
    var first: [Int] = []
    /// For each lane the instant up to which posts do not matter any more.
    var stale: [Int64] = []
  }

  struct Row {
    var from: Int64
    var until: Int64
    var price: Double
    /// How many posts more it holds beside those that stay.
    var room: Int
    /// Of the stretch; -1 for any.
    var lane: Int
    var group: Int
    var leastGap: Int64
    var isCalm: Bool

    func counts(_ arc: Arc) -> Bool {
      (group < 0 || group == arc.group) && arc.gap >= leastGap && !(isCalm && arc.isUrgent)
    }
  }

  let calmLimit: Int
  let totalLimit: Int
  var arcs: [Arc] = []
  var classes: [Class] = []
  var groups: [Group] = []
  var lanes: [Lane] = []
  var stages: [Stage] = []
  var rows: [Row] = []
  /// A plan is worth what it gains less all prices, and this.
  var constant = 0.0
  /// Of the whole: the arcs by cost, by class and by instant, and the class of each post; -1 for none.
  var byCost: [Int] = []
  /// How many arcs have been looked at.
  var looks = 0
  var arcsOfClass: [[Int]] = []
  var arcsAt: [Int64: [Int]] = [:]
  var classOfPost: [Int]

  /// All that a plan may have which loses no more than `slack` in the relaxation, pins apart.
  init(_ prices: JointPrices, _ plan: SlotBoard, slack: Double) {
    let model = plan.model
    calmLimit = model.rules.calmLimit
    totalLimit = model.rules.totalLimit
    classOfPost = Array(repeating: -1, count: model.posts.count)
    let pins = SlotBoard(model)
    addLanes(prices, pins)
    addRows(prices)
    let movable = Set(plan.movable(spares: Self.mostTwins))
    addArcs(prices, pins, movable, slack: slack)
    dropDear(slack: slack, incumbent: nil)
    byCost = arcs.indices.sorted { (arcs[$0].cost, $0) < (arcs[$1].cost, $1) }
    for (number, kind) in classes.enumerated() {
      for post in kind.members { classOfPost[post] = number }
    }
    arcsOfClass = Array(repeating: [], count: classes.count)
    for (index, arc) in arcs.enumerated() {
      arcsOfClass[arc.number].append(index)
      arcsAt[arc.instant, default: []].append(index)
    }
  }

  /// The arcs of a post's class, and those of all posts where it stands.
  func near(_ post: Int, at instant: Int64) -> [Int] {
    (classOfPost[post] < 0 ? [] : arcsOfClass[classOfPost[post]]) + (arcsAt[instant] ?? [])
  }

  /// What is left of a stretch around posts that stand already, for plans that are worth more than
  /// `incumbent` and lose no more than `slack`.
  func around(
    _ board: SlotBoard, incumbent: Double, slack: Double
  ) -> JointStretch {
    var rest = self
    for lane in lanes.indices {
      rest.lanes[lane].fixed = board.lanes[lanes[lane].lane].map(\.instant)
    }
    for row in rows.indices { rest.takeRoom(row, board) }
    for number in classes.indices { rest.classes[number].members.removeAll { board.isPlaced($0) } }
    var blockers: [Int] = []
    rest.arcs.removeAll(keepingCapacity: true)
    for (number, kind) in rest.classes.enumerated() {
      guard let post = kind.members.first else { continue }
      rest.looks += arcsOfClass[number].count
      for index in arcsOfClass[number]
      where board.obstacle(of: post, at: arcs[index].instant, blockers: &blockers) == nil {
        rest.arcs.append(arcs[index])
      }
    }
    for _ in 0..<2 { rest.dropDear(slack: slack, incumbent: incumbent) }
    rest.keepCheapest()
    rest.addStages(board)
    return rest
  }

  /// What a plan of the stretch is worth at most.
  var bound: Double { constant + groups.reduce(0) { $0 + ($1.after.first ?? 0) } }
}
