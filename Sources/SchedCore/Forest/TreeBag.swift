/// Which days a tree was grown on: a half of them, drawn by a hash of the seed, the tree and the day.
///
/// Posts of one day share its weather, so that a tree is judged by days that it has not seen. And
/// since the draw needs no state, whoever predicts a post of the past can leave out the trees that
/// saw it.
struct TreeBag: Sendable {
  let seed: UInt64
  let tree: Int

  func contains(day: Int) -> Bool {
    var random = SeededGenerator(
      seed: seed, stream: UInt64(truncatingIfNeeded: day) &* 0x1_0001 &+ UInt64(tree) << 40)
    return random.next() >> 63 == 1
  }
}

/// The days of samples, each with a number, so that the bags of many trees are drawn quickly.
struct SampleDays: Sendable {
  private var days: [Int] = []
  /// Of each sample the place of its day.
  private var places: [Int32] = []

  init(_ daysOfSamples: [Int]) {
    var known: [Int: Int32] = [:]
    places.reserveCapacity(daysOfSamples.count)
    for day in daysOfSamples {
      if let last = places.last, days[Int(last)] == day {
        places.append(last)
        continue
      }
      let place = known[day] ?? Int32(days.count)
      if Int(place) == days.count {
        days.append(day)
        known[day] = place
      }
      places.append(place)
    }
  }

  /// A bit for each sample: whether its day is in a bag.
  func bits(in bag: TreeBag) -> BitRow {
    let isIn = days.map(bag.contains)
    return BitRow(places.lazy.map { isIn[Int($0)] })
  }
}
