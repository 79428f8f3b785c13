/// A beam search over all lanes of an account at once, within a stretch of time.
///
/// It is `LaneSearch` for several lanes: instants are passed in order, and at each every partial plan
/// kept so far may place any of the posts that may stand there, one after the other. `JointPrices`
/// promises each partial plan what it can become at most. Of two that have used as many of each class
/// of twins still to come, one goes if the other is worth no less and leaves no lane less room
/// (dominance: Ibaraki 1977, doi:10.1145/322017.322021). While `width` holds all that are left, nothing
/// better is missed.
struct JointSearch {
  /// Posts of a class beyond these are not told apart: all have a place in 128 bits.
  static let mostMembers = 128

  struct Label {
    /// One bit for each member used; those of a class from its first on.
    var used: UInt128
    var value: Double
    /// The value less all prices, so far.
    var worth: Double
    var promise = 0.0
    /// What the relaxation makes of the slots from the instant of the last pruning on.
    var rest = 0.0
    var parent: Int32
    var arc: Int32
    /// The next label of the front that has used the same.
    var next: Int32 = -1
    var isDropped = false
  }

  private(set) var stretch: JointStretch
  private let width: Int
  var labels: [Label] = []
  /// For each label and lane the label that stands last in it, 0 for none.
  var last: [Int32] = []
  /// For each label and group the first of the group's slots that the next post may have.
  var ready: [Int32] = []
  private var front: [Int32] = []
  private var table = Array(repeating: Int32(0), count: 1024)
  private var stamps = Array(repeating: UInt32(0), count: 1024)
  private var stamp: UInt32 = 0
  private var settled = 0
  /// What a plan must be worth at least, less all prices.
  private var hope = 0.0
  /// How many pairs of label and arc have been tried.
  private(set) var steps = 0
  /// The instants of a lane in order, where a quota is counted.
  var scratch: [Int64] = []

  init(_ stretch: JointStretch, width: Int) {
    self.stretch = stretch
    self.width = width
  }

  /// The arcs of the best plan of a stretch that is worth more than `incumbent`, in order; nil if none
  /// is found.
  mutating func run(
    _ stretch: JointStretch, incumbent: Double, mostSteps: Int
  ) -> [JointStretch.Arc]? {
    begin(stretch)
    hope = incumbent - stretch.constant + 1e-9
    for stage in stretch.stages.indices {
      extend(stage)
      guard steps < mostSteps else { return nil }
      charge(stage)
      if stage + 1 < stretch.stages.count { prune(before: stage + 1) }
      if front.isEmpty { return nil }
    }
    var best: Int32 = -1
    for label in front where labels[Int(label)].value > incumbent + 1e-9 {
      if best < 0 || labels[Int(label)].value > labels[Int(best)].value { best = label }
    }
    guard best > 0 else { return nil }
    var found: [JointStretch.Arc] = []
    while best > 0 {
      found.append(stretch.arcs[Int(labels[Int(best)].arc)])
      best = labels[Int(best)].parent
    }
    return found.reversed()
  }

  /// Turns to a stretch: only the label of the empty plan is left.
  private mutating func begin(_ stretch: JointStretch) {
    self.stretch = stretch
    (steps, settled) = (0, 0)
    labels.removeAll(keepingCapacity: true)
    last.removeAll(keepingCapacity: true)
    ready.removeAll(keepingCapacity: true)
    front.removeAll(keepingCapacity: true)
    let rest = stretch.groups.reduce(0) { $0 + ($1.after.first ?? 0) }
    labels.append(Label(used: 0, value: 0, worth: 0, rest: rest, parent: -1, arc: -1))
    for _ in stretch.lanes { last.append(0) }
    for _ in stretch.groups { ready.append(0) }
    front.append(0)
  }

  /// Lets every label place the posts of an instant, each arc after those before it.
  private mutating func extend(_ stage: Int) {
    let crowd = stretch.stages[stage].crowd
    for number in stretch.stages[stage].arcs {
      let arc = stretch.arcs[number]
      let kind = stretch.classes[arc.number]
      let end = front.count
      steps += end
      let (group, groups) = (arc.group, stretch.groups.count)
      let first = stretch.stages[stage].first[group]
      let following = stretch.groups[group].after[Int(arc.next)] + arc.reduced
      for index in 0..<end {
        let parent = front[index]
        let used = labels[Int(parent)].used & kind.mask
        let start = Int(ready[Int(parent) * groups + group])
        guard used != kind.mask, start <= arc.slot else { continue }
        let rest =
          labels[Int(parent)].rest + following
          - stretch.groups[group].after[max(start, first)]
        guard labels[Int(parent)].worth + rest > hope,
          mayStand(arc, after: parent, crowd: crowd)
        else { continue }
        append(number, arc, bit: kind.next(after: used), rest: rest - arc.reduced, to: parent)
      }
    }
  }

  private mutating func append(
    _ number: Int, _ arc: JointStretch.Arc, bit: UInt128, rest: Double, to parent: Int32
  ) {
    let label = labels[Int(parent)]
    let new = Int32(labels.count)
    labels.append(
      Label(
        used: label.used | bit, value: label.value + arc.value, worth: label.worth + arc.reduced,
        rest: rest, parent: parent, arc: Int32(number)))
    front.append(new)
    let (lanes, groups) = (stretch.lanes.count, stretch.groups.count)
    for lane in 0..<lanes { last.append(last[Int(parent) * lanes + lane]) }
    last[Int(new) * lanes + arc.lane] = new
    for group in 0..<groups { ready.append(ready[Int(parent) * groups + group]) }
    for group in stretch.lanes[arc.lane].groups {
      let next =
        group == arc.group
        ? arc.next
        : Int32(
          stretch.groups[group].slots.firstIndex(
            from: arc.instant.saturatingAdd(min(arc.gap, stretch.groups[group].leastGap))))
      let place = Int(new) * groups + group
      ready[place] = max(ready[place], next)
    }
  }

  /// Charges what is known once an instant has passed: multipliers of posts that have no slot left,
  /// and rows for the room that is left in them.
  private mutating func charge(_ stage: Int) {
    for number in stretch.stages[stage].ending {
      let kind = stretch.classes[number]
      for label in front {
        let left = kind.count - (labels[Int(label)].used & kind.mask).nonzeroBitCount
        labels[Int(label)].worth -= kind.price * Double(left)
      }
    }
    let next = stage + 1 < stretch.stages.count ? stretch.stages[stage + 1].instant : .max
    while settled < stretch.rows.count, stretch.rows[settled].until <= next {
      let row = stretch.rows[settled]
      settled += 1
      for label in front {
        labels[Int(label)].worth -= row.price * Double(row.room - count(label, in: row))
      }
    }
  }
}

extension JointSearch {
  /// Drops labels without hope, the worse of those that are alike, and all but the best.
  private mutating func prune(before stage: Int) {
    let next = stretch.stages[stage]
    let groups = stretch.groups.count
    stamp &+= 1
    if front.count * 2 > table.count {
      table = Array(repeating: 0, count: front.count * 4)
      stamps = Array(repeating: 0, count: front.count * 4)
      stamp = 1
    }
    var kept = 0
    for index in front.indices {
      let current = front[index]
      var rest = 0.0
      for group in 0..<groups {
        let first = max(Int(ready[Int(current) * groups + group]), next.first[group])
        rest += stretch.groups[group].after[first]
      }
      let promise = labels[Int(current)].worth + rest
      guard promise > hope else { continue }
      labels[Int(current)].promise = promise
      labels[Int(current)].rest = rest
      let place = find(labels[Int(current)].used & next.alive, alive: next.alive)
      if stamps[place] != stamp {
        stamps[place] = stamp
        table[place] = -1
      }
      guard !isDominated(current, from: table[place], before: next) else { continue }
      labels[Int(current)].next = table[place]
      table[place] = current
      front[kept] = current
      kept += 1
    }
    front.removeSubrange(kept...)
    front.removeAll { labels[Int($0)].isDropped }
    guard front.count > width else { return }
    front.sort {
      let (a, b) = (labels[Int($0)].promise, labels[Int($1)].promise)
      return a != b ? a > b : $0 < $1
    }
    front.removeSubrange(width...)
  }

  /// The place in the table of the labels that have used these of the posts still to come.
  private func find(_ used: UInt128, alive: UInt128) -> Int {
    var hash = UInt64(truncatingIfNeeded: used) &* 0x9E37_79B9_7F4A_7C15
    hash ^= UInt64(truncatingIfNeeded: used >> 64) &* 0xC2B2_AE3D_27D4_EB4F
    var place = Int((hash >> 20) % UInt64(table.count))
    while stamps[place] == stamp, labels[Int(table[place])].used & alive != used {
      place = place + 1 == table.count ? 0 : place + 1
    }
    return place
  }

  /// Whether a label with the same posts is as good; drops those of which the same is true the other
  /// way round.
  private mutating func isDominated(
    _ label: Int32, from head: Int32, before next: JointStretch.Stage
  ) -> Bool {
    var other = head
    while other >= 0 {
      if !labels[Int(other)].isDropped {
        let isLess = labels[Int(other)].value < labels[Int(label)].value
        if !isLess, leavesMore(other, than: label, before: next) { return true }
        if labels[Int(other)].value <= labels[Int(label)].value,
          leavesMore(label, than: other, before: next)
        {
          labels[Int(other)].isDropped = true
        }
      }
      other = labels[Int(other)].next
    }
    return false
  }
}
