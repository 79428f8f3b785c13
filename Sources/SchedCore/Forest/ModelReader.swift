import Glibc

/// Reads models from a file.
///
/// Reading is total: a line that is damaged or cut off is refused with its place, and nothing of the
/// file is used. The trees, which are nearly all of a file, are summed up now and read once they are
/// needed.
struct ModelReader {
  private let path: String
  private let bytes: [UInt8]
  private let threads: Int

  /// Adds the models of a file, and the platforms that were skipped.
  /// - Throws: a file that cannot be opened (66) or read (74), or what makes it no model (65).
  static func read(
    _ path: String, threads: Int, into union: inout ModelUnion
  ) throws(Message) {
    let source = try InputSource(operand: path)
    let reader = ModelReader(
      path: source.name, bytes: try source.readAll(), threads: max(1, threads))
    try reader.read(into: &union)
  }

  private typealias Line = ModelLines.Line

  /// A header with the lines of its trees.
  private struct Draft {
    var header: ModelHeader
    var lines: ModelLines
  }

  private func read(into union: inout ModelUnion) throws(Message) {
    var drafts: [Draft] = []
    let lines = lines()
    guard !lines.isEmpty else { throw .empty.at(Place(file: path)) }
    if let container = bytes.withUnsafeBufferPointer(Container.sniff) {
      throw .wrongContainer(container, in: path, wanted: .jsonLines)
    }
    for line in lines {
      if begins(line, with: "{\"kind\":\"forest\",") {
        let lines = ModelLines(path: path, bytes: bytes, threads: threads, header: line)
        drafts.append(Draft(header: try header(line), lines: lines))
      } else if begins(line, with: "{\"kind\":\"tree\","), !drafts.isEmpty {
        drafts[drafts.count - 1].lines.trees.append(line)
      } else if begins(line, with: "{\"kind\":\"skipped\",") {
        union.addSkipped(
          try parsed(line) { json throws(Message) in try json.checked("platform").string() })
      } else {
        throw .notAModel.at(place(line))
      }
    }
    for draft in drafts { try read(draft, into: &union) }
  }

  private func lines() -> [Line] {
    var lines: [Line] = []
    var start = 0
    var number = 1
    while start < bytes.count - InputSource.paddingBytes {
      let end = lineEnd(from: start)
      let isReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
      let range = start..<(isReturn ? end - 1 : end)
      if !range.isEmpty { lines.append(Line(range: range, number: number)) }
      start = end + 1
      number += 1
    }
    return lines
  }

  /// The place of the next line end; the last byte before the padding is one.
  private func lineEnd(from start: Int) -> Int {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
      else { return bytes.count }
      return base.distance(to: UnsafeRawPointer(found))
    }
  }

  private func place(_ line: Line) -> Place { Place(file: path, line: line.number) }

  private func begins(_ line: Line, with text: StaticString) -> Bool {
    line.range.count >= text.utf8CodeUnitCount
      && (0..<text.utf8CodeUnitCount).allSatisfy {
        bytes[line.range.lowerBound + $0] == text.utf8Start[$0]
      }
  }

  private func header(_ line: Line) throws(Message) -> ModelHeader {
    try parsed(line) { json throws(Message) in try ModelHeader(json) }
  }

  /// Scans a line and makes something of it; what is wrong gets its place.
  private func parsed<Value>(
    _ line: Line, _ make: (JSONLine) throws(Message) -> Value
  ) throws(Message) -> Value {
    let result: Result<Value, Message> = bytes.withUnsafeBufferPointer { bytes in
      do throws(Message) {
        var json = JSONLine()
        try json.read(UnsafeBufferPointer(rebasing: bytes[line.range]))
        return .success(try make(json))
      } catch {
        return .failure(error.at(place(line)))
      }
    }
    return try result.get()
  }

  private func read(_ draft: Draft, into union: inout ModelUnion) throws(Message) {
    let (header, lines) = (draft.header, draft.lines)
    guard lines.trees.count == header.trees else {
      throw Message(
        "\(header.trees) stated, \(lines.trees.count) found; the file is cut off or mixed up",
        about: "trees", at: place(lines.header))
    }
    guard lines.checksum == header.checksum else {
      // A tree that is none is told with its line.
      _ = try lines.forest(header).get()
      throw Message(
        "does not fit the lines; the model was changed or damaged", about: "checksum",
        at: place(lines.header))
    }
    union.add(StoredModel(header, lines))
  }
}

extension InputSource {
  /// Readable bytes behind the last line, as `JSONScanner` demands.
  fileprivate static let paddingBytes = 16

  /// All bytes, a line end if there is none, and the padding.
  fileprivate func readAll() throws(Message) -> [UInt8] {
    // Room for all of a regular file, which then is one part.
    var bytes = try part(atMost: min(max(byteCount, 0), 1 << 30) + (1 << 17))
    // What is no model is not read to its end, which a device may not have.
    while let first = bytes.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "\n") {
      let part = try part(atMost: max(1 << 16, bytes.count))
      guard !part.isEmpty else { break }
      bytes += part
    }
    if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    bytes.append(contentsOf: repeatElement(0, count: Self.paddingBytes))
    return bytes
  }

  /// What one read gives; empty at the end.
  private func part(atMost count: Int) throws(Message) -> [UInt8] {
    var fault: Message?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(Message) {
        initialized =
          try buffer.baseAddress.map { start throws(Message) in
            try read(into: start, atMost: count)
          } ?? 0
      } catch {
        fault = error
      }
    }
    if let fault { throw fault }
    return bytes
  }
}

extension Message {
  fileprivate static var empty: Message {
    Message("not a model: it is empty, or sched-train found no post to learn from")
  }

  fileprivate static var notAModel: Message {
    Message("not a model (a line {\"kind\":\"forest\",…} and its trees, as sched-train writes)")
  }
}
