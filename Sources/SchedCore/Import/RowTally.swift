/// Counts of the rows of a part, by numbers: they are made of every row.
struct RowTally {
  var posts = 0
  /// By content type.
  var types: [Int]
  /// By metric of the layout.
  var metrics: [Int]
  private(set) var timed = 0
  private(set) var first = Instant.distantFuture
  private(set) var last = Instant.distantPast
  /// By hour of the local day.
  private(set) var hours = [Int](repeating: 0, count: 24)
  private(set) var accounts: [(name: [UInt8], posts: Int)] = []
  private var accountIndices: [UInt64: Int] = [:]

  init(types: Int, metrics: Int) {
    self.types = Array(repeating: 0, count: types)
    self.metrics = Array(repeating: 0, count: metrics)
  }

  mutating func count(_ instant: Instant, in zone: Zone) {
    timed += 1
    first = min(first, instant)
    last = max(last, instant)
    let second = instant.seconds + Int64(zone.offsetSeconds(at: instant))
    hours[Int(second.floorRemainder(by: 86_400)) / 3600] += 1
  }

  mutating func countAccount(_ name: UnsafeBufferPointer<UInt8>) {
    var checksum = Checksum()
    checksum.add(name)
    if let index = accountIndices[checksum.value] {
      accounts[index].posts += 1
    } else {
      accountIndices[checksum.value] = accounts.count
      accounts.append((Array(name), 1))
    }
  }
}
