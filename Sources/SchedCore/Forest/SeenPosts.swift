/// Which posts a model was learned from, as half of the hash of each: a post that it has not seen is
/// taken for one in n of 4 billion cases.
package struct SeenPosts: Sendable, Equatable {
  /// Ascending.
  private let hashes: [UInt32]

  private static let digits = 8

  package init(_ keys: [UInt64] = []) {
    hashes = keys.map { UInt32(truncatingIfNeeded: $0 >> 32) }.sorted()
  }

  package func contains(_ key: UInt64) -> Bool {
    let hash = UInt32(truncatingIfNeeded: key >> 32)
    var (low, high) = (0, hashes.count)
    while low < high {
      let middle = (low + high) / 2
      if hashes[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low < hashes.count && hashes[low] == hash
  }

  /// Appends eight hexadecimal digits for each post.
  func append(to text: inout [UInt8]) {
    for hash in hashes { Hexadecimal.append(UInt64(hash), digits: Self.digits, to: &text) }
  }

  /// - Throws: what `append` does not write, or not in this order.
  init(parsing text: String) throws(Message) {
    var hashes: [UInt32] = []
    let bytes = Array(text.utf8)
    guard bytes.count % Self.digits == 0 else { throw .notSeen }
    hashes.reserveCapacity(bytes.count / Self.digits)
    for start in stride(from: 0, to: bytes.count, by: Self.digits) {
      let own = bytes[start..<start + Self.digits]
      guard let hash = Hexadecimal.value(own, digits: Self.digits).map(UInt32.init) else {
        throw .notSeen
      }
      guard hashes.last.map({ $0 <= hash }) ?? true else { throw .notSeen }
      hashes.append(hash)
    }
    self.hashes = hashes
  }
}

extension Message {
  fileprivate static var notSeen: Message {
    Message("not ascending numbers of eight hexadecimal digits", about: "seen")
  }
}
