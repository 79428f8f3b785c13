import Glibc

/// Walks over the lines of a block.
struct LineCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The next line without its `\n` or `\r\n`, or nil behind the last.
  @inline(__always)
  mutating func next() -> UnsafeBufferPointer<UInt8>? {
    guard at < bytes.count, let base = bytes.baseAddress else { return nil }
    let start = base + at
    let rest = bytes.count - at
    var count = rest
    if let newline = memchr(start, Int32(UInt8(ascii: "\n")), rest) {
      count = start.distance(to: newline.assumingMemoryBound(to: UInt8.self))
    }
    at += min(count + 1, rest)
    if count > 0, start[count - 1] == UInt8(ascii: "\r") { count -= 1 }
    return UnsafeBufferPointer(start: start, count: count)
  }

  /// How many lines there are, an unfinished last one included.
  static func countLines(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var cursor = LineCursor(bytes)
    var count = 0
    while cursor.next() != nil { count += 1 }
    return count
  }

  /// Whether the line holds nothing but blanks and tabs.
  @inline(__always)
  static func isBlank(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in line where byte != 0x20 && byte != 0x09 && byte != 0x0D { return false }
    return true
  }

  /// Cuts a block into at most `count` parts of whole lines and of about the same size.
  static func parts(
    of bytes: UnsafeBufferPointer<UInt8>, atMost count: Int
  ) -> [UnsafeBufferPointer<UInt8>] {
    guard count > 1, let base = bytes.baseAddress else { return [bytes] }
    var parts: [UnsafeBufferPointer<UInt8>] = []
    var start = 0
    for index in 1...count where start < bytes.count {
      let wanted = max(start, bytes.count * index / count)
      var end = bytes.count
      if wanted < bytes.count,
        let newline = memchr(base + wanted, Int32(UInt8(ascii: "\n")), bytes.count - wanted)
      {
        end = base.distance(to: newline.assumingMemoryBound(to: UInt8.self)) + 1
      }
      parts.append(UnsafeBufferPointer(rebasing: bytes[start..<end]))
      start = end
    }
    return parts
  }
}
