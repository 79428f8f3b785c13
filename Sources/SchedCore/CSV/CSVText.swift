/// Rows of cells as RFC 4180 writes them.
///
/// A cell is in quotation marks where it holds one, the delimiter or a line end, or where a blank is
/// at one of its ends, which some readers cut off. Its bytes are never changed.
package struct CSVText: Sendable {
  package private(set) var bytes: [UInt8] = []
  private let delimiter: UInt8
  private let lineEnd: [UInt8]
  private var isRowStart = true

  package init(delimiter: UInt8 = UInt8(ascii: ","), lineEnd: [UInt8] = [0x0D, 0x0A]) {
    (self.delimiter, self.lineEnd) = (delimiter, lineEnd)
  }

  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    isRowStart = true
  }

  package mutating func append(cell: [UInt8]) {
    if !isRowStart { bytes.append(delimiter) }
    isRowStart = false
    guard needsQuotes(cell) else {
      bytes += cell
      return
    }
    let quote = UInt8(ascii: "\"")
    bytes.append(quote)
    for byte in cell {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  package mutating func endRow() {
    bytes += lineEnd
    isRowStart = true
  }

  private func needsQuotes(_ cell: [UInt8]) -> Bool {
    guard let first = cell.first, let last = cell.last else { return false }
    return first <= UInt8(ascii: " ") || last <= UInt8(ascii: " ")
      || cell.contains { byte in
        byte == UInt8(ascii: "\"") || byte == delimiter || byte == 0x0A || byte == 0x0D
      }
  }
}
