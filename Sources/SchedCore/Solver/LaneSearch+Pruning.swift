/// Which partial plans are kept: the better of those that are alike, and of the others the best.
extension LaneSearch {
  /// Keeps the better of labels that are alike, drops those without hope, and all but the best.
  mutating func prune(alive: UInt128, next: Int, incumbent: Double) {
    stamp &+= 1
    if front.count * 2 > table.count {
      table = Array(repeating: 0, count: front.count * 4)
      stamps = Array(repeating: 0, count: front.count * 4)
      stamp = 1
    }
    let nextInstant = lane.slots[next]
    let hope = incumbent - constant + 1e-9
    var kept = 0
    for index in front.indices {
      let current = front[index]
      let used = labels[Int(current)].used & alive
      let ready = max(labels[Int(current)].ready, nextInstant)
      let from = ready == nextInstant ? next : lane.slots.firstIndex(from: ready)
      let promise = labels[Int(current)].worth + arcs.after[from]
      guard promise > hope else { continue }
      labels[Int(current)].promise = promise
      let later = max(labels[Int(current)].later, ready.saturatingAdd(leastGap))
      labels[Int(current)].ready = ready
      labels[Int(current)].later = later
      let place = find(used, alive: alive)
      if stamps[place] != stamp {
        stamps[place] = stamp
        table[place] = -1
      }
      guard !isDominated(current, from: table[place]) else { continue }
      labels[Int(current)].next = table[place]
      table[place] = current
      front[kept] = current
      kept += 1
    }
    front.removeSubrange(kept...)
    front.removeAll { labels[Int($0)].isDropped }
    guard front.count > width else { return }
    front.sort {
      let (a, b) = (labels[Int($0)], labels[Int($1)])
      return a.promise != b.promise ? a.promise > b.promise : $0 < $1
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

  /// Whether another label with the same posts is worth as much and is ready as soon; drops those
  /// of which the same is true the other way round.
  private mutating func isDominated(_ label: Int32, from head: Int32) -> Bool {
    let mine = labels[Int(label)]
    var other = head
    while other >= 0 {
      let theirs = labels[Int(other)]
      if !theirs.isDropped {
        if theirs.worth >= mine.worth, theirs.ready <= mine.ready, theirs.later <= mine.later {
          return true
        }
        if mine.worth >= theirs.worth, mine.ready <= theirs.ready, mine.later <= theirs.later {
          labels[Int(other)].isDropped = true
        }
      }
      other = theirs.next
    }
    return false
  }
}
