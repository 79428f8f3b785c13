/// One character of more than one byte in UTF-8 (RFC 3629, section 4).
enum UTF8Sequence {
  /// The length of the well-formed sequence that starts here, 2 to 4, or 0 if there is none.
  ///
  /// Overlong forms, surrogates and what lies beyond U+10FFFF are not well-formed. Bytes are read
  /// one by one, so a line end (below 0x80) stops the reading.
  @inline(__always)
  static func length(at start: UnsafePointer<UInt8>) -> Int {
    switch start[0] {
    case 0xC2...0xDF:
      return isContinuation(start[1]) ? 2 : 0
    case 0xE0...0xEF:
      let second = start[1]
      guard isContinuation(second), isContinuation(start[2]) else { return 0 }
      if start[0] == 0xE0, second < 0xA0 { return 0 }
      if start[0] == 0xED, second >= 0xA0 { return 0 }
      return 3
    case 0xF0...0xF4:
      let second = start[1]
      guard isContinuation(second), isContinuation(start[2]), isContinuation(start[3]) else {
        return 0
      }
      if start[0] == 0xF0, second < 0x90 { return 0 }
      if start[0] == 0xF4, second >= 0x90 { return 0 }
      return 4
    default:
      return 0
    }
  }

  @inline(__always)
  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
