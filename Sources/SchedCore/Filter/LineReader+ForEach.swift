extension LineReader {
  /// Reads a whole file of records that a tool needs beside its input.
  /// - Throws: a file that cannot be opened or read, a line that is no JSON object, or what `body`
  ///   throws, at its line.
  package static func forEachLine(
    of path: String, maxLineBytes: Int, _ body: (JSONLine) throws(Message) -> Void
  ) throws(Message) {
    let reader = LineReader(operands: [path], maxLineBytes: maxLineBytes, blockBytes: 1 << 18)
    var line = JSONLine()
    while let piece = try reader.next(beforeWaiting: { () throws(Message) in }) {
      guard case .lines(let block) = piece else { throw .lineTooLong(maxLineBytes).at(piece.place) }
      var place = Place(file: block.source, line: block.firstLine - 1)
      var cursor = LineCursor(block.bytes)
      while let bytes = cursor.next() {
        place.line = place.line.map { $0 + 1 }
        let isOverlong = bytes.count > maxLineBytes
        guard isOverlong || !LineCursor.isBlank(bytes) else { continue }
        do throws(Message) {
          guard !isOverlong else { throw .lineTooLong(maxLineBytes) }
          try line.read(bytes)
          try body(line)
        } catch {
          throw error.at(place)
        }
      }
    }
  }
}

extension LineReader.Piece {
  /// The first line of the piece.
  fileprivate var place: Place {
    switch self {
    case .lines(let block): Place(file: block.source, line: block.firstLine)
    case .overlong(let part): Place(file: part.source, line: part.line)
    }
  }
}
