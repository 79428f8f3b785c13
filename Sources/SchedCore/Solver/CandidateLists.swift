/// For each post of a lane the slots worth more to it than a floor, flat, by post and time.
struct CandidateLists: Sendable {
  private(set) var slots: [Int32] = []
  private(set) var values: [Double] = []
  /// The greatest value of each post, 0 if it has no slot.
  private(set) var maxima: [Double] = []
  private var floors: [Double] = []
  private var starts: [Int] = [0]
  let isUseful: [Bool]

  /// Lists only slots that are useful.
  init(_ lane: LaneModel, isUseful: [Bool]) {
    self.isUseful = isUseful
    for post in 0..<lane.count {
      var maximum = 0.0
      for range in lane.ranges[post] {
        for slot in range { maximum = max(maximum, lane.value(post, slot)) }
      }
      maxima.append(maximum)
      // A first guess of how far below its best slot a post may have to go: 15 % of its score.
      floors.append(maximum - 0.15 * lane.weights[post])
    }
    rebuild(lane)
  }

  func range(_ post: Int) -> Range<Int> { starts[post]..<starts[post + 1] }

  /// Makes sure that every slot worth more than its post's multiplier is listed.
  mutating func lowerFloors(to multipliers: [Double], _ lane: LaneModel) {
    var isLow = false
    for post in multipliers.indices where multipliers[post] < floors[post] {
      let step = max(0.2 * lane.weights[post], maxima[post] - multipliers[post])
      floors[post] = multipliers[post] - step
      isLow = true
    }
    if isLow { rebuild(lane) }
  }

  private mutating func rebuild(_ lane: LaneModel) {
    slots.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
    for post in 0..<lane.count {
      for range in lane.ranges[post] {
        for slot in range where isUseful[slot] {
          let value = lane.value(post, slot)
          if value > floors[post] {
            slots.append(Int32(slot))
            values.append(value)
          }
        }
      }
      starts.append(slots.count)
    }
  }
}
