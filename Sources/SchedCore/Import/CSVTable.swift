import Glibc

/// A table of cells between delimiters, after its header.
///
/// The file is cut at the ends of records into parts of a mebibyte; each part is read by itself
/// whenever it is wanted, so that a file of any size takes the same memory.
final class CSVTable: ForeignTable {
  /// Where a part is in the file.
  private struct Part {
    let offset: Int
    let count: Int
  }

  /// Small enough for a cache, and large enough for a thread; chosen.
  private static let partBytes = 1 << 20

  private let file: ForeignFile
  private let delimiter: UInt8
  private let parts: [Part]
  private let lines: Locked<[Int]?>

  var name: String { file.name }
  var partCount: Int { parts.count }

  /// - Parameters:
  ///   - file: what holds the table.
  ///   - delimiter: the byte between its cells.
  ///   - start: where the first record after the header begins.
  ///   - longest: the longest record in bytes that is not refused.
  /// - Throws: a record that never ends (65), or a file that cannot be read (74).
  init(
    _ file: ForeignFile, delimiter: UInt8, from start: Int, longest: Int
  ) throws(Message) {
    (self.file, self.delimiter) = (file, delimiter)
    lines = Locked(nil)
    parts = try Self.parts(of: file, delimiter: delimiter, from: start, longest: longest)
  }

  func forEachRow(
    ofPart index: Int, _ body: (CellRow) throws(Message) -> Void
  ) throws(Message) {
    let part = parts[index]
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: part.count)
    defer { buffer.deallocate() }
    try file.read(into: buffer, at: part.offset, count: part.count)
    let bytes = UnsafeBufferPointer(start: UnsafePointer(buffer), count: part.count)
    guard var cursor = CSVCursor(bytes, delimiter: delimiter) else { return }
    let row = CellRow(lines: { [self] in firstLine(ofPart: index) }, from: UnsafePointer(buffer))
    while cursor.next(into: row) { try body(row) }
  }

  func line(ofPart part: Int, offset: Int) -> Int {
    let start = parts[part].offset
    return firstLine(ofPart: part) + Self.lineEnds(in: file, from: start, to: start + offset)
  }

  /// The line on which a part begins.
  ///
  /// Only messages need it, so lines are counted when the first one asks.
  private func firstLine(ofPart index: Int) -> Int {
    lines.withLock { known in
      let lines = known ?? countedLines()
      known = lines
      return lines[index]
    }
  }

  private func countedLines() -> [Int] {
    var (offset, line) = (0, 1)
    return parts.map { part in
      line += Self.lineEnds(in: file, from: offset, to: part.offset)
      offset = part.offset
      return line
    }
  }

  /// How many line ends there are between two offsets; what cannot be read has none.
  private static func lineEnds(in file: ForeignFile, from start: Int, to end: Int) -> Int {
    var block = [UInt8](repeating: 0, count: partBytes)
    var (offset, lines) = (start, 0)
    while offset < end {
      let count = min(block.count, end - offset)
      let isRead = block.withUnsafeMutableBufferPointer { buffer in
        buffer.baseAddress.flatMap { try? file.read(into: $0, at: offset, count: count) } != nil
      }
      guard isRead else { break }
      lines += block[..<count].reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
      offset += count
    }
    return lines
  }
}

extension CSVTable {
  /// Cuts the file: a part ends with the first record that makes it large enough.
  private static func parts(
    of file: ForeignFile, delimiter: UInt8, from start: Int, longest: Int
  ) throws(Message) -> [Part] {
    var parts: [Part] = []
    var capacity = 4 * partBytes
    var buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + 1)
    defer { buffer.deallocate() }
    var offset = start
    while offset < file.byteCount {
      let count = min(capacity, file.byteCount - offset)
      try file.read(into: buffer, at: offset, count: count)
      let bytes = UnsafeBufferPointer(start: UnsafePointer(buffer), count: count)
      let isLast = offset + count >= file.byteCount
      var (partStart, at) = (0, 0)
      while let end = CSVCursor.recordEnd(in: bytes, from: at, delimiter: delimiter) {
        guard end - at <= longest + 2 else {
          throw .tooLong(
            file.name, longest, line: 1 + lineEnds(in: file, from: 0, to: offset + at))
        }
        at = end
        guard at - partStart >= partBytes else { continue }
        parts.append(Part(offset: offset + partStart, count: at - partStart))
        partStart = at
      }
      if isLast, at < count {
        // The last record has no line end of its own.
        buffer[count] = UInt8(ascii: "\n")
        let whole = UnsafeBufferPointer(start: UnsafePointer(buffer), count: count + 1)
        guard CSVCursor.recordEnd(in: whole, from: at, delimiter: delimiter) != nil else {
          throw .neverCloses(file.name, line: 1 + lineEnds(in: file, from: 0, to: offset + at))
        }
      }
      if at > partStart || (isLast && count > partStart) {
        let end = isLast ? count : at
        parts.append(Part(offset: offset + partStart, count: end - partStart))
        partStart = end
      }
      guard partStart == 0 else {
        offset += partStart
        continue
      }
      // Not one record ends in all of this.
      guard capacity <= longest else { throw .neverEnds(file.name, longest) }
      capacity *= 2
      buffer.deallocate()
      buffer = .allocate(capacity: capacity + 1)
    }
    return parts
  }
}

extension Message {
  fileprivate static func tooLong(_ file: String, _ longest: Int, line: Int) -> Message {
    Message(
      "the record is longer than \(longest) bytes (see --max-line-bytes)",
      at: Place(file: file, line: line))
  }

  fileprivate static func neverCloses(_ file: String, line: Int) -> Message {
    Message(
      "a quotation mark of this record is never closed (double the marks inside a cell)",
      at: Place(file: file, line: line))
  }

  fileprivate static func neverEnds(_ file: String, _ longest: Int) -> Message {
    Message(
      "a record is longer than \(longest) bytes (is a quotation mark not closed?)",
      at: Place(file: file))
  }
}
