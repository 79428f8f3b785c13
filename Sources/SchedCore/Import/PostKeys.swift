/// What tells posts apart, of all rows of a run: which occur more than once, and how often.
///
/// A table of hashes with open addressing: 16 bytes for each post, which is all that a run holds of
/// the posts that occur once.
struct PostKeys {
  private var slots: [UInt64]
  private var count = 0
  /// Rows of the keys that occur more than once.
  private(set) var repeated: [UInt64: Int] = [:]

  init() { slots = [UInt64](repeating: 0, count: 1 << 10) }

  /// Counts a row; 0 stands for an empty slot, so that the key 0 is another.
  mutating func insert(_ key: UInt64) {
    let key = max(key, 1)
    if count * 2 >= slots.count { grow() }
    var index = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[index] != 0 {
      if slots[index] == key {
        repeated[key, default: 1] += 1
        return
      }
      index = (index + 1) & (slots.count - 1)
    }
    slots[index] = key
    count += 1
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: 2 * old.count)
    for key in old where key != 0 {
      var index = Int(truncatingIfNeeded: key) & (slots.count - 1)
      while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
      slots[index] = key
    }
  }
}
