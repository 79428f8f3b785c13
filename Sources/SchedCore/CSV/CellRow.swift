import Glibc

/// The cells of one record, as places in bytes that somebody else holds.
///
/// An instance is used for one record after another, so that reading one allocates nothing. Cells
/// that have to be written anew, without the quotation marks that are doubled in them, are in a
/// buffer of the row's own until the next record.
final class CellRow {
  private var cells: [UnsafeBufferPointer<UInt8>] = []
  /// The record's own bytes, without its line end.
  private(set) var bytes: UnsafeBufferPointer<UInt8>
  private var scratch: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var used = 0
  /// What gives the number of the first line, for lines are counted only when a message wants one.
  private let firstLine: () -> Int
  /// Up to where line ends were counted, and the number of the line there.
  private var counted: (at: UnsafePointer<UInt8>, line: Int?)

  /// - Parameters:
  ///   - lines: gives the line on which the first record begins.
  ///   - start: where that record begins.
  init(lines firstLine: @escaping () -> Int = { 1 }, from start: UnsafePointer<UInt8>? = nil) {
    capacity = 1 << 12
    scratch = .allocate(capacity: capacity)
    bytes = UnsafeBufferPointer(start: scratch, count: 0)
    self.firstLine = firstLine
    counted = (start ?? UnsafePointer(scratch), nil)
  }

  deinit { scratch.deallocate() }

  var count: Int { cells.count }

  /// Forgets the cells of the last record, and takes those of the next one.
  func begin(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    cells.removeAll(keepingCapacity: true)
    used = 0
    // No cell is longer than its record.
    guard bytes.count > capacity else { return }
    capacity = max(bytes.count, 2 * capacity)
    scratch.deallocate()
    scratch = .allocate(capacity: capacity)
  }

  /// Ends the record that was begun before its end was known.
  func end(at end: UnsafePointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    bytes = UnsafeBufferPointer(start: start, count: start.distance(to: end))
  }

  @inline(__always)
  func append(_ cell: UnsafeBufferPointer<UInt8>) { cells.append(cell) }

  /// Space for a cell that is written anew, at most as long as the rest of its record.
  var space: UnsafeMutablePointer<UInt8> { scratch + used }

  /// Appends what was written to `space`.
  func appendWritten(_ count: Int) {
    cells.append(UnsafeBufferPointer(start: scratch + used, count: count))
    used += count
  }

  /// Appends a cell of text that is not in the record's bytes as it is.
  func appendWritten(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      // Decoded text is no longer than its escapes, and U+FFFD no longer than half a pair.
      let count = min(utf8.count, capacity - used)
      if let source = utf8.baseAddress { memcpy(space, source, count) }
      appendWritten(count)
    }
  }

  /// The line on which the record begins.
  ///
  /// Asked for in the order of the records.
  var line: Int {
    var (at, line) = (counted.at, counted.line ?? firstLine())
    if let start = bytes.baseAddress {
      while at < start,
        let found = memchr(at, Int32(UInt8(ascii: "\n")), at.distance(to: start))
      {
        at = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
        line += 1
      }
    }
    counted = (at, line)
    return line
  }

  /// The bytes of a cell without the blanks around it; a cell that the record does not reach is
  /// empty.
  subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
    guard index < cells.count else { return UnsafeBufferPointer(rebasing: bytes[..<0]) }
    return Self.trimmed(cells[index])
  }

  /// Whether the record's bytes are text in UTF-8.
  var isUTF8: Bool {
    isASCII || String(validating: bytes, as: UTF8.self) != nil
  }

  private var isASCII: Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var marks: UInt64 = 0
    var offset = 0
    while offset + 8 <= raw.count {
      marks |= raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      offset += 8
    }
    while offset < raw.count {
      marks |= UInt64(raw[offset])
      offset += 1
    }
    return marks & 0x8080_8080_8080_8080 == 0
  }

  /// A cell as text.
  func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

  /// All cells as texts.
  var texts: [String] { (0..<count).map { text($0) } }

  /// The bytes without blanks around them, among them the no-break one (C2 A0), which some exports
  /// put around numbers.
  private static func trimmed(_ cell: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var (start, end) = (0, cell.count)
    while start < end, cell[start] <= 0x20 { start += 1 }
    while start < end, cell[end - 1] <= 0x20 { end -= 1 }
    while end - start >= 2, cell[start] == 0xC2, cell[start + 1] == 0xA0 { start += 2 }
    while end - start >= 2, cell[end - 2] == 0xC2, cell[end - 1] == 0xA0 { end -= 2 }
    return UnsafeBufferPointer(rebasing: cell[start..<end])
  }
}
