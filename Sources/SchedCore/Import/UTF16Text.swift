/// Text in UTF-16 as UTF-8, piece by piece.
///
/// What is not well-formed becomes U+FFFD, as the Unicode Standard advises (section 3.9).
struct UTF16Text {
  enum ByteOrder {
    case little, big

    /// The order that a byte-order mark gives, or zeros in every other of the first bytes; nil for
    /// what is not UTF-16.
    init?(mark head: [UInt8]) {
      switch head.prefix(2) {
      case [0xFF, 0xFE]: self = .little
      case [0xFE, 0xFF]: self = .big
      default:
        let sample = head.prefix(64)
        guard sample.count >= 8, sample.count % 2 == 0 else { return nil }
        let zeros = sample.enumerated().reduce(into: (even: 0, odd: 0)) { zeros, byte in
          guard byte.element == 0 else { return }
          if byte.offset % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        // Text of the Latin script has a zero in most of its units.
        if zeros.even == 0, zeros.odd * 4 > sample.count {
          self = .little
        } else if zeros.odd == 0, zeros.even * 4 > sample.count {
          self = .big
        } else {
          return nil
        }
      }
    }
  }

  private let order: ByteOrder
  /// Bytes of a unit, or of a pair of units, that has not come whole yet.
  private var pending: [UInt8] = []

  init(_ order: ByteOrder) { self.order = order }

  /// The UTF-8 of the next bytes; what is cut in the middle of a character comes with the next ones.
  mutating func utf8(of bytes: some Collection<UInt8>, isLast: Bool) -> [UInt8] {
    pending.append(contentsOf: bytes)
    var units: [UInt16] = []
    units.reserveCapacity(pending.count / 2)
    var index = 0
    while index + 1 < pending.count {
      let (first, second) = (UInt16(pending[index]), UInt16(pending[index + 1]))
      units.append(order == .little ? second << 8 | first : first << 8 | second)
      index += 2
    }
    if !isLast, let last = units.last, UTF16.isLeadSurrogate(last) {
      units.removeLast()
      index -= 2
    }
    pending.removeFirst(index)
    if isLast, !pending.isEmpty { units.append(0xFFFD) }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
