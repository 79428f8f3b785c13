/// Records of a file of somebody else's, in parts that threads can read at once.
///
/// Two forms exist: a table of cells between delimiters, whose columns have names, and JSON, where
/// the path to a value is the name of a column. The parts do not depend on the number of threads.
protocol ForeignTable: AnyObject, Sendable {
  /// The file's name in messages.
  var name: String { get }
  var partCount: Int { get }

  /// Reads the records of a part in order, their cells in the order of the table's columns.
  /// - Throws: what ends the run (the file cannot be read), or what `body` throws.
  func forEachRow(ofPart part: Int, _ body: (CellRow) throws(Message) -> Void) throws(Message)

  /// The line of a record that begins at an offset in a part, as `CellRow.offset` has it.
  func line(ofPart part: Int, offset: Int) -> Int
}
