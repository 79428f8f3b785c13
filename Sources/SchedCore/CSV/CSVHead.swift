/// The first records of a table, among which its header is.
enum CSVHead {
  /// As many bytes are looked at; chosen.
  static let mostBytes = 1 << 18

  /// The first records.
  ///
  /// - Parameters:
  ///   - bytes: the start of the table.
  ///   - delimiter: the byte between cells.
  ///   - isWhole: whether they are all of it, so that the last record may lack its line end.
  ///   - most: how many records there are at most.
  /// - Returns: the cells of each, and where it ends.
  static func records(
    of bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8, isWhole: Bool, atMost most: Int
  ) -> [(cells: [String], end: Int)] {
    var records: [(cells: [String], end: Int)] = []
    let row = CellRow()
    var start = 0
    while records.count < most, start < bytes.count {
      let end = CSVCursor.recordEnd(in: bytes, from: start, delimiter: delimiter)
      guard end != nil || isWhole else { break }
      let record = UnsafeBufferPointer(rebasing: bytes[start..<(end ?? bytes.count)])
      var cursor = CSVCursor(record, delimiter: delimiter)
      guard cursor?.next(into: row) == true else { break }
      start = end ?? bytes.count
      records.append((row.texts, start))
    }
    return records
  }
}
