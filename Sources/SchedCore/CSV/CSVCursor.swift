import Glibc

/// Walks over the records of a table in the form of RFC 4180: cells between delimiters, records
/// between line ends, and quotation marks around cells that hold either, doubled inside.
///
///     7,"a ""b"", c",\r\n      cells `7`, `a "b", c` and an empty one
///
/// It is as lenient as spreadsheets are: a quotation mark inside a cell that does not begin with one
/// is text, and what follows the closing mark of a cell is text too.
package struct CSVCursor {
  private let base: UnsafePointer<UInt8>
  private let end: Int
  private let delimiter: UInt8
  private var at = 0

  /// - Parameters:
  ///   - bytes: whole records; only the last may lack its line end.
  ///   - delimiter: the byte between cells.
  package init?(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return nil }
    (self.base, end, self.delimiter) = (base, bytes.count, delimiter)
  }

  /// Reads the next record's cells; false at the end.
  package mutating func next(into row: CellRow) -> Bool {
    guard at < end else { return false }
    row.begin(slice(at, end))
    while true {
      if at < end, base[at] == UInt8(ascii: "\"") {
        quotedCell(into: row)
      } else {
        let start = at
        skipText()
        row.append(slice(start, withoutReturn(from: start)))
      }
      guard at < end, base[at] == delimiter else { break }
      at += 1
    }
    row.end(at: base + withoutReturn(from: 0))
    if at < end { at += 1 }
    return true
  }

  @inline(__always)
  private func slice(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + start, count: end - start)
  }

  /// Moves on to the next delimiter or line end.
  @inline(__always)
  private mutating func skipText() {
    while at < end, base[at] != delimiter, base[at] != UInt8(ascii: "\n") { at += 1 }
  }

  /// The end of a cell that ends here, without the `\r` of a line end.
  @inline(__always)
  private func withoutReturn(from start: Int) -> Int {
    let isLineEnd = at == end || base[at] == UInt8(ascii: "\n")
    return isLineEnd && at > start && base[at - 1] == UInt8(ascii: "\r") ? at - 1 : at
  }

  private mutating func quotedCell(into row: CellRow) {
    let start = at + 1
    at = quotationMark(from: start)
    let close = at
    at = min(at + 1, end)
    let isPlain =
      at == end || base[at] == delimiter || base[at] == UInt8(ascii: "\n")
      || (base[at] == UInt8(ascii: "\r") && at + 1 < end && base[at + 1] == UInt8(ascii: "\n"))
    guard !isPlain else {
      row.append(slice(start, close))
      skipText()
      return
    }
    let target = row.space
    var count = 0
    func copy(_ from: Int, _ to: Int) {
      memcpy(target + count, base + from, to - from)
      count += to - from
    }
    copy(start, close)
    while at < end, base[at] == UInt8(ascii: "\"") {
      // The mark is doubled: one of the two is text.
      let next = quotationMark(from: at + 1)
      copy(at, next)
      at = min(next + 1, end)
    }
    let rest = at
    skipText()
    copy(rest, withoutReturn(from: rest))
    row.appendWritten(count)
  }

  /// Where the next quotation mark is; the end without one.
  private func quotationMark(from start: Int) -> Int {
    Self.find(UInt8(ascii: "\""), in: base, from: start, before: end) ?? end
  }

  @inline(__always)
  private static func find(
    _ byte: UInt8, in base: UnsafePointer<UInt8>, from start: Int, before end: Int
  ) -> Int? {
    guard start < end, let found = memchr(base + start, Int32(byte), end - start) else {
      return nil
    }
    return base.distance(to: UnsafePointer(found.assumingMemoryBound(to: UInt8.self)))
  }
}

extension CSVCursor {
  /// Where the record that begins at an offset ends, its line end included; nil if it goes on after
  /// the bytes.
  ///
  /// A line without a quotation mark is a record, so most bytes are looked at by `memchr` alone.
  package static func recordEnd(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, delimiter: UInt8
  ) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count else { return nil }
    let end = bytes.count
    let lineEnd = find(UInt8(ascii: "\n"), in: base, from: start, before: end)
    guard find(UInt8(ascii: "\""), in: base, from: start, before: lineEnd ?? end) != nil else {
      return lineEnd.map { $0 + 1 }
    }
    var at = start
    while at < end {
      if base[at] == UInt8(ascii: "\"") {
        repeat {
          guard let mark = find(UInt8(ascii: "\""), in: base, from: at + 1, before: end) else {
            return nil
          }
          at = mark + 1
        } while at < end && base[at] == UInt8(ascii: "\"")
      }
      while at < end, base[at] != delimiter, base[at] != UInt8(ascii: "\n") { at += 1 }
      guard at < end else { return nil }
      at += 1
      if base[at - 1] == UInt8(ascii: "\n") { return at }
    }
    return nil
  }
}
