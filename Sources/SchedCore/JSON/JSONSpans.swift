/// Where values are in bytes that the scanner has accepted: elements of arrays, members of objects.
///
/// Nothing is decoded, so that a number of 19 digits stays what it is and a document of some hundred
/// megabytes takes no more memory than its bytes.
struct JSONSpans {
  let bytes: UnsafeBufferPointer<UInt8>

  /// The spans of the elements of the array that begins here; none of another value.
  func elements(at start: Int) -> [Range<Int>] {
    var at = skipSpace(start)
    guard at < bytes.count, bytes[at] == UInt8(ascii: "[") else { return [] }
    at = skipSpace(at + 1)
    var spans: [Range<Int>] = []
    while at < bytes.count, bytes[at] != UInt8(ascii: "]") {
      let end = valueEnd(at)
      spans.append(at..<end)
      at = skipSeparators(end)
    }
    return spans
  }

  /// The keys and the spans of the values of the object that begins here, in order.
  func members(at start: Int) -> [(key: Range<Int>, value: Range<Int>)] {
    var at = skipSpace(start)
    guard at < bytes.count, bytes[at] == UInt8(ascii: "{") else { return [] }
    at = skipSpace(at + 1)
    var spans: [(key: Range<Int>, value: Range<Int>)] = []
    while at < bytes.count, bytes[at] != UInt8(ascii: "}") {
      let keyEnd = valueEnd(at)
      let value = skipSeparators(keyEnd)
      let end = valueEnd(value)
      spans.append((at + 1..<max(at + 1, keyEnd - 1), value..<end))
      at = skipSeparators(end)
    }
    return spans
  }

  /// The span of a member's value, the last one of doubled keys.
  func member(_ name: String, at start: Int) -> Range<Int>? {
    members(at: start).last { key, _ in
      JSONString.decode(UnsafeBufferPointer(rebasing: bytes[key])) == name
    }?.value
  }

  /// The text of a string, or the bytes of a number, true or false; nil of what is no single value.
  func text(_ span: Range<Int>) -> String? {
    switch bytes[span.lowerBound] {
    case UInt8(ascii: "\""):
      let content = span.lowerBound + 1..<max(span.lowerBound + 1, span.upperBound - 1)
      return JSONString.decode(UnsafeBufferPointer(rebasing: bytes[content]))
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "n"): return nil
    default: return String(decoding: bytes[span], as: UTF8.self)
    }
  }

  func skipSpace(_ start: Int) -> Int {
    var at = start
    while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
    return at
  }

  /// Skips white space, and the comma or colon whose place the scanner has checked.
  private func skipSeparators(_ start: Int) -> Int {
    var at = start
    while at < bytes.count,
      bytes[at] <= 0x20 || bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: ":")
    {
      at += 1
    }
    return at
  }

  /// The end of the value that begins here.
  private func valueEnd(_ start: Int) -> Int {
    var at = start
    var depth = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
          at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        at += 1
        if depth == 0 { return min(at, bytes.count) }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        at += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        // The end of what holds a number.
        if depth == 0 { return at }
        depth -= 1
        at += 1
        if depth == 0 { return at }
      case UInt8(ascii: ","), 0...0x20:
        if depth == 0 { return at }
        at += 1
      default: at += 1
      }
    }
    return bytes.count
  }
}
