import Glibc

/// The cells of one record, as places in bytes that somebody else holds.
///
/// An instance is used for one record after another, so that reading one allocates nothing. Cells
/// that have to be written anew, without the quotation marks that are doubled in them, are in a
/// buffer of the row's own until the next record.
package final class CellRow {
  /// What changes with every cell.
  ///
  /// It is reached by a pointer, for each access to a class's property checks at run time that nobody
  /// else uses it; those checks took an eighth of an import.
  private struct State {
    var cells: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>
    var cellCapacity: Int
    var cellCount = 0
    var bytes: UnsafeBufferPointer<UInt8>
    var scratch: UnsafeMutablePointer<UInt8>
    var scratchCapacity: Int
    var scratchUsed = 0
    /// Up to where line ends were counted, and the number of the line there.
    var counted: (at: UnsafePointer<UInt8>, line: Int?)
  }

  // Sound: allocated by the initialiser, freed at the end, and used by one thread.
  private let state: UnsafeMutablePointer<State>
  /// What gives the number of the first line, for lines are counted only when a message wants one.
  private let firstLine: () -> Int
  private let start: UnsafePointer<UInt8>?

  /// - Parameters:
  ///   - firstLine: gives the line on which the first record begins.
  ///   - start: where that record begins.
  package init(
    lines firstLine: @escaping () -> Int = { 1 }, from start: UnsafePointer<UInt8>? = nil
  ) {
    (self.firstLine, self.start) = (firstLine, start)
    let (cellCapacity, scratchCapacity) = (64, 1 << 12)
    let scratch = UnsafeMutablePointer<UInt8>.allocate(capacity: scratchCapacity)
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(
        cells: .allocate(capacity: cellCapacity), cellCapacity: cellCapacity,
        bytes: UnsafeBufferPointer(start: scratch, count: 0), scratch: scratch,
        scratchCapacity: scratchCapacity, counted: (start ?? UnsafePointer(scratch), nil)))
  }

  deinit {
    state.pointee.cells.deallocate()
    state.pointee.scratch.deallocate()
    state.deallocate()
  }

  package var count: Int { state.pointee.cellCount }

  /// The record's own bytes, without its line end.
  package var bytes: UnsafeBufferPointer<UInt8> { state.pointee.bytes }

  /// Where the record begins, counted from where the first one did.
  var offset: Int {
    guard let start, let own = bytes.baseAddress else { return 0 }
    return start.distance(to: own)
  }

  /// Forgets the cells of the last record, and takes those of the next one.
  func begin(_ bytes: UnsafeBufferPointer<UInt8>) {
    state.pointee.bytes = bytes
    (state.pointee.cellCount, state.pointee.scratchUsed) = (0, 0)
    // No cell is longer than its record.
    guard bytes.count > state.pointee.scratchCapacity else { return }
    state.pointee.scratchCapacity = max(bytes.count, 2 * state.pointee.scratchCapacity)
    state.pointee.scratch.deallocate()
    state.pointee.scratch = .allocate(capacity: state.pointee.scratchCapacity)
  }

  /// Ends the record that was begun before its end was known.
  func end(at end: UnsafePointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    state.pointee.bytes = UnsafeBufferPointer(start: start, count: start.distance(to: end))
  }

  @inline(__always)
  func append(_ cell: UnsafeBufferPointer<UInt8>) {
    if state.pointee.cellCount == state.pointee.cellCapacity { grow() }
    (state.pointee.cells + state.pointee.cellCount).initialize(to: cell)
    state.pointee.cellCount += 1
  }

  private func grow() {
    let (old, count) = (state.pointee.cells, state.pointee.cellCount)
    state.pointee.cellCapacity *= 2
    state.pointee.cells = .allocate(capacity: state.pointee.cellCapacity)
    state.pointee.cells.moveInitialize(from: old, count: count)
    old.deallocate()
  }

  /// Space for a cell that is written anew, at most as long as the rest of its record.
  var space: UnsafeMutablePointer<UInt8> { state.pointee.scratch + state.pointee.scratchUsed }

  /// Appends what was written to `space`.
  func appendWritten(_ count: Int) {
    append(UnsafeBufferPointer(start: space, count: count))
    state.pointee.scratchUsed += count
  }

  /// Appends a cell of text that is not in the record's bytes as it is.
  func appendWritten(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      // Decoded text is no longer than its escapes, and U+FFFD no longer than half a pair.
      let count = min(utf8.count, state.pointee.scratchCapacity - state.pointee.scratchUsed)
      if let source = utf8.baseAddress { memcpy(space, source, count) }
      appendWritten(count)
    }
  }

  /// The line on which the record begins.
  ///
  /// Asked for in the order of the records.
  var line: Int {
    var (at, line) = (state.pointee.counted.at, state.pointee.counted.line ?? firstLine())
    if let start = bytes.baseAddress {
      while at < start,
        let found = memchr(at, Int32(UInt8(ascii: "\n")), at.distance(to: start))
      {
        at = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
        line += 1
      }
    }
    state.pointee.counted = (at, line)
    return line
  }

  /// The bytes of a cell without the blanks around it; a cell that the record does not reach is
  /// empty.
  @inline(__always)
  package subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
    guard index < count else { return UnsafeBufferPointer(rebasing: bytes[..<0]) }
    return Self.trimmed(state.pointee.cells[index])
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
  @inline(__always)
  private static func trimmed(_ cell: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    // Most cells begin and end with ASCII that is no blank.
    guard let first = cell.first, let last = cell.last, !isPlain(first) || !isPlain(last) else {
      return cell
    }
    return slowlyTrimmed(cell)
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x80 }

  private static func slowlyTrimmed(
    _ cell: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    var (start, end) = (0, cell.count)
    while start < end, cell[start] <= 0x20 { start += 1 }
    while start < end, cell[end - 1] <= 0x20 { end -= 1 }
    while end - start >= 2, cell[start] == 0xC2, cell[start + 1] == 0xA0 { start += 2 }
    while end - start >= 2, cell[end - 2] == 0xC2, cell[end - 1] == 0xA0 { end -= 2 }
    return UnsafeBufferPointer(rebasing: cell[start..<end])
  }
}
