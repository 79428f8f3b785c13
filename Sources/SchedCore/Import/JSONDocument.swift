/// A file in JSON whose bytes the scanner has accepted: one value, or a value on each line.
///
/// A statement of JavaScript that assigns the value, as in the archives of X, is as good:
/// `window.YTD.tweets.part0 = [ … ]`.
final class JSONDocument: Sendable {
  /// A line of JSON Lines that is none.
  struct Fault: Sendable {
    let line: Int
    let span: Range<Int>
    let message: Message
  }

  let name: String
  // Sound to send: what the initialiser wrote, nobody writes again.
  nonisolated(unsafe) let bytes: UnsafeBufferPointer<UInt8>
  /// The spans of the values: one, or that of each line.
  let values: [Range<Int>]
  let isLines: Bool
  let faults: [Fault]
  private nonisolated(unsafe) let storage: UnsafeMutablePointer<UInt8>

  /// What the scanner may read after the end.
  private static let padding = 16

  /// Whether a file that begins so is JSON, or an assignment of it.
  static func isLikely(_ head: [UInt8]) -> Bool {
    head.withUnsafeBufferPointer { valueStart($0) } != nil
  }

  /// - Throws: a file that cannot be read (74), or what makes it no JSON (65), at its line.
  init(_ file: ForeignFile) throws(Message) {
    let count = file.byteCount - file.start
    let storage = UnsafeMutablePointer<UInt8>.allocate(capacity: count + Self.padding)
    storage.initialize(repeating: 0, count: count + Self.padding)
    self.storage = storage
    name = file.name
    bytes = UnsafeBufferPointer(start: UnsafePointer(storage), count: count)
    // The stored properties are all set before anything may throw, so that they are freed.
    var found = (values: [Range<Int>](), isLines: false, faults: [Fault]())
    var failure: Message?
    do throws(Message) {
      try file.read(into: storage, at: file.start, count: count)
      found = try Self.read(bytes, name: file.name)
    } catch {
      failure = error
    }
    (values, isLines, faults) = found
    if let failure { throw failure }
  }

  deinit { storage.deallocate() }

  /// Where the records are that a path leads to: the elements of an array; the lines, or the one
  /// object, by `.`; nil if there is nothing of the kind.
  func records(at path: String) -> [Range<Int>]? {
    if isLines { return path == "." ? values : nil }
    guard let value = values.first else { return path == "." ? [] : nil }
    let spans = JSONSpans(bytes: UnsafeBufferPointer(rebasing: bytes[value]))
    guard let found = JSONPath(path).find(in: spans, at: 0), !found.isEmpty else { return nil }
    func moved(_ span: Range<Int>) -> Range<Int> {
      span.lowerBound + value.lowerBound..<span.upperBound + value.lowerBound
    }
    switch spans.bytes[found.lowerBound] {
    case UInt8(ascii: "["): return spans.elements(at: found.lowerBound).map(moved)
    case UInt8(ascii: "{"): return path == "." ? [moved(found)] : nil
    default: return nil
    }
  }

  /// Whether it holds nothing: no value, or an empty array.
  var isEmpty: Bool { faults.isEmpty && records(at: ".")?.isEmpty ?? false }

  /// The paths to arrays of objects, from the outside in: where records may be.
  var arrayPaths: [String] {
    guard !isLines, let value = values.first else { return ["."] }
    let spans = JSONSpans(bytes: UnsafeBufferPointer(rebasing: bytes[value]))
    var paths: [String] = []
    func collect(_ start: Int, _ path: String, _ depth: Int) {
      guard depth < 6, start < spans.bytes.count else { return }
      switch spans.bytes[start] {
      case UInt8(ascii: "["): paths.append(path.isEmpty ? "." : path)
      case UInt8(ascii: "{"):
        for (key, member) in spans.members(at: start) {
          let name = JSONString.decode(UnsafeBufferPointer(rebasing: spans.bytes[key]))
          collect(member.lowerBound, path.isEmpty ? name : "\(path).\(name)", depth + 1)
        }
      default: return
      }
    }
    collect(0, "", 0)
    return paths.isEmpty ? ["."] : paths
  }
}

extension JSONDocument {
  /// Where the value begins: at a brace or bracket, after the name and `=` of an assignment.
  private static func valueStart(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var at = JSONSpans(bytes: bytes).skipSpace(0)
    guard at < bytes.count else { return nil }
    if bytes[at] != UInt8(ascii: "{"), bytes[at] != UInt8(ascii: "[") {
      guard isNameByte(bytes[at]) else { return nil }
      while at < bytes.count, isNameByte(bytes[at]) { at += 1 }
      at = JSONSpans(bytes: bytes).skipSpace(at)
      guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { return nil }
      at = JSONSpans(bytes: bytes).skipSpace(at + 1)
    }
    guard at < bytes.count else { return nil }
    return bytes[at] == UInt8(ascii: "{") || bytes[at] == UInt8(ascii: "[") ? at : nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "_") || byte &- UInt8(ascii: "0") < 10
  }

  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, name: String
  ) throws(Message) -> (values: [Range<Int>], isLines: Bool, faults: [Fault]) {
    guard let start = valueStart(bytes) else { return ([], false, []) }
    var end = bytes.count
    while end > start, bytes[end - 1] <= 0x20 || bytes[end - 1] == UInt8(ascii: ";") { end -= 1 }
    let whole = UnsafeBufferPointer(rebasing: bytes[start..<end])
    do throws(JSONFault) {
      // The byte after the value is white space, a semicolon, or padding.
      var scanner = JSONScanner(whole)
      try scanner.document()
      return ([start..<end], false, [])
    } catch {
      let lines = lines(of: bytes, from: start)
      guard !lines.values.isEmpty, whole[0] == UInt8(ascii: "{") else {
        let line = 1 + bytes[..<(start + error.offset)].count { $0 == UInt8(ascii: "\n") }
        throw error.message.at(Place(file: name, line: line))
      }
      return (lines.values, true, lines.faults)
    }
  }

  /// The objects on lines of their own, and the lines that hold none.
  private static func lines(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (values: [Range<Int>], faults: [Fault]) {
    var (values, faults): ([Range<Int>], [Fault]) = ([], [])
    var at = start
    var number = bytes[..<start].count { $0 == UInt8(ascii: "\n") }
    while at < bytes.count {
      let end = bytes[at...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      defer { at = end + 1 }
      number += 1
      let line = UnsafeBufferPointer(rebasing: bytes[at..<end])
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      do throws(JSONFault) {
        var scanner = JSONScanner(line)
        try scanner.document()
        values.append(JSONSpans(bytes: bytes).skipSpace(at)..<end)
      } catch {
        faults.append(Fault(line: number, span: at..<end, message: error.message))
      }
    }
    return (values, faults)
  }
}
