import Glibc

/// Reads models from a file.
///
/// Reading is total: a line that is damaged, cut off or made up is refused with its place, and
/// nothing of the file is used.
///
/// The trees, which are nearly all of a file, are read on all threads.
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

  private struct Line {
    var range: Range<Int>
    var number: Int
  }

  /// A header with the lines of its trees.
  private struct Draft {
    var header: ModelHeader
    var headerLine: Line
    var trees: [Line] = []
  }

  private func read(into union: inout ModelUnion) throws(Message) {
    var drafts: [Draft] = []
    let lines = lines()
    guard !lines.isEmpty else { throw .empty.at(Place(file: path)) }
    for line in lines {
      if begins(line, with: "{\"kind\":\"forest\",") {
        drafts.append(Draft(header: try header(line), headerLine: line))
      } else if begins(line, with: "{\"kind\":\"tree\","), !drafts.isEmpty {
        drafts[drafts.count - 1].trees.append(line)
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
    let header = draft.header
    guard draft.trees.count == header.trees else {
      throw Message(
        "\(header.trees) stated, \(draft.trees.count) found; the file is cut off or mixed up",
        about: "trees", at: place(draft.headerLine))
    }
    let isSound = checksum(of: draft) == header.checksum
    guard !isSound || !union.contains(header.checksum) else { return }
    let text = TreeText(bins: header.model.bins, leafUnit: header.leafUnit)
    let results = OrderedParallelMap.map(count: header.trees, threads: threads) { index in
      tree(draft.trees[index], text)
    }
    var model = header.model
    for result in results { model.forest.trees.append(try result.get()) }
    // Behind the trees, for a tree that is none is told with its line.
    guard isSound else {
      throw Message(
        "does not fit the lines; the model was changed or damaged", about: "checksum",
        at: place(draft.headerLine))
    }
    union.add(model, header.checksum)
  }

  private func tree(_ line: Line, _ text: TreeText) -> Result<Tree, Message> {
    bytes.withUnsafeBufferPointer { bytes in
      do throws(Message) {
        let line = UnsafeBufferPointer(rebasing: bytes[line.range])
        return .success(try TreeTextReader.tree(line, text))
      } catch {
        return .failure(error.at(place(line)))
      }
    }
  }

  private func checksum(of draft: Draft) -> String {
    var checksum = Checksum()
    bytes.withUnsafeBufferPointer { bytes in
      let end = ",\"checksum\":\"0123456789abcdef\"}".utf8.count
      checksum.add(UnsafeBufferPointer(rebasing: bytes[draft.headerLine.range].dropLast(end)))
      for line in draft.trees {
        checksum.add(UnsafeBufferPointer(rebasing: bytes[line.range]))
      }
    }
    return checksum.text
  }
}

extension InputSource {
  /// Readable bytes behind the last line, as `JSONScanner` demands.
  fileprivate static let paddingBytes = 16

  /// All bytes, a line end if there is none, and the padding.
  fileprivate func readAll() throws(Message) -> [UInt8] {
    // Room for all of a regular file, for growing copies it.
    var bytes = [UInt8](repeating: 0, count: min(max(byteCount, 0), 1 << 30) + (1 << 17))
    var count = 0
    while true {
      if bytes.count - count < 1 << 16 {
        bytes.append(contentsOf: repeatElement(0, count: bytes.count))
      }
      let room = bytes.count - count
      let result: Result<Int, Message> = bytes.withUnsafeMutableBufferPointer { buffer in
        do throws(Message) {
          return .success(
            try buffer.baseAddress.map { start throws(Message) in
              try read(into: start + count, atMost: room)
            } ?? 0)
        } catch {
          return .failure(error)
        }
      }
      let added = try result.get()
      guard added > 0 else { break }
      count += added
    }
    bytes.removeSubrange(count...)
    if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    bytes.append(contentsOf: repeatElement(0, count: Self.paddingBytes))
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
