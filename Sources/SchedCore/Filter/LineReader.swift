import Glibc

/// Files and standard input as lines, in blocks of whole lines.
///
/// One buffer holds what is read but not yet handed out. Bytes enter at its end; whole lines leave
/// from its start as a block; the unfinished line behind them moves to the front before more is
/// read. A block is handed out when it is large or when reading on would block, so that a pipe is
/// both fast and prompt.
///
///     buffer  [ …given out… | line\nline\nline\n | unfinished li |  free  | padding ]
///                             start               wholeLinesEnd   end
///
/// A byte-order mark at the start of a source is skipped. Lines keep their `\r`; `LineCursor`
/// takes it off.
package final class LineReader {
  /// Lines of one source.
  package struct Block {
    /// The source's name in messages.
    package let source: String
    /// The number of the first line, from 1.
    package let firstLine: Int
    /// Whole lines; only the last of a source may lack its `\n`.
    ///
    /// Behind such a last line stands a `\n` all the same; 8 bytes behind a block are readable.
    package let bytes: UnsafeBufferPointer<UInt8>
  }

  /// A part of a line that is longer than allowed; it is handed out in pieces, never held whole.
  package struct OverlongPart {
    package let source: String
    package let line: Int
    package let bytes: UnsafeBufferPointer<UInt8>
    package let isFirst: Bool
    package let isLast: Bool
  }

  package enum Piece {
    case lines(Block)
    case overlong(OverlongPart)
  }

  /// What `JSONScanner` may read behind a line.
  static let padding = 16
  private static let readBytes = 1 << 16

  private let maxLineBytes: Int
  private let blockBytes: Int
  private var operands: ArraySlice<String>
  private var source: InputSource?
  private var nextLine = 1
  private var isInOverlongLine = false
  private var isPastMark = false
  private var isSniffed = false

  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var start = 0
  private var wholeLinesEnd = 0
  private var end = 0

  /// - Parameters:
  ///   - operands: files in order, `-` for standard input; none means standard input.
  ///   - maxLineBytes: the longest line that is not refused.
  ///   - blockBytes: the size at which a block is handed out although more could be read.
  package init(operands: [String], maxLineBytes: Int, blockBytes: Int) {
    self.operands = operands.isEmpty ? ["-"] : operands[...]
    self.maxLineBytes = maxLineBytes
    self.blockBytes = blockBytes
    capacity = blockBytes + Self.readBytes
    buffer = .allocate(capacity: capacity + Self.padding)
    buffer.initialize(repeating: 0, count: capacity + Self.padding)
  }

  deinit { buffer.deallocate() }

  /// Reads the next lines; what an earlier call gave is no longer valid.
  ///
  /// - Parameter beforeWaiting: called before a read that may block for long, to send out what is
  ///   ready.
  /// - Returns: whole lines, a part of an overlong one, or nil behind the last source.
  /// - Throws: a source that cannot be opened (66) or read (74) or is a container of another kind
  ///   (65), or what `beforeWaiting` throws.
  package func next(
    beforeWaiting: () throws(Message) -> Void
  ) throws(Message) -> Piece? {
    while true {
      guard let source = try currentSource(beforeWaiting) else { return nil }
      if isInOverlongLine {
        if let part = overlongPart(of: source) { return .overlong(part) }
      } else if wholeLinesEnd > start {
        if end - start >= blockBytes || source.hasEnded || !source.isReadable {
          try sniff(source)
          return .lines(takeBlock(upTo: wholeLinesEnd, of: source))
        }
      } else if unfinishedEnd - start > maxLineBytes {
        try sniff(source)
        return .overlong(beginOverlong(of: source))
      } else if source.hasEnded, end > start {
        try sniff(source)
        buffer[end] = UInt8(ascii: "\n")
        return .lines(takeBlock(upTo: end, of: source))
      }
      if source.hasEnded {
        closeSource()
      } else {
        if !source.isReadable { try beforeWaiting() }
        try fill(from: source)
      }
    }
  }
}

extension LineReader {
  private func currentSource(
    _ beforeWaiting: () throws(Message) -> Void
  ) throws(Message) -> InputSource? {
    if let source { return source }
    guard let operand = operands.popFirst() else { return nil }
    // Opening a FIFO waits for its writer.
    try beforeWaiting()
    source = try InputSource(operand: operand)
    nextLine = 1
    (isPastMark, isSniffed) = (false, false)
    return source
  }

  /// Refuses a source whose first bytes say that it holds no lines of JSON, before any of it is
  /// handed out.
  private func sniff(_ source: InputSource) throws(Message) {
    guard !isSniffed else { return }
    isSniffed = true
    let bytes = UnsafeBufferPointer(start: buffer + start, count: end - start)
    guard let container = Container.sniff(bytes) else { return }
    throw .wrongContainer(container, in: source.name, wanted: .jsonLines)
  }

  private func closeSource() {
    source = nil
    (start, wholeLinesEnd, end) = (0, 0, 0)
  }

  private func fill(from source: InputSource) throws(Message) {
    makeRoom()
    let count = try source.read(into: buffer + end, atMost: min(capacity - end, Self.readBytes))
    let added = UnsafeBufferPointer(start: buffer + end, count: count)
    if let last = added.lastIndex(of: UInt8(ascii: "\n")) { wholeLinesEnd = end + last + 1 }
    end += count
    if !isPastMark, end - start >= 3 { skipMark() }
  }

  /// Skips a byte-order mark at the start of a source.
  private func skipMark() {
    isPastMark = true
    guard nextLine == 1, buffer[start] == 0xEF, buffer[start + 1] == 0xBB, buffer[start + 2] == 0xBF
    else { return }
    start += 3
    wholeLinesEnd = max(wholeLinesEnd, start)
  }

  /// Moves the unfinished line to the front; doubles the buffer when a line fills it.
  private func makeRoom() {
    if start > 0, capacity - end < Self.readBytes {
      memmove(buffer, buffer + start, end - start)
      (wholeLinesEnd, end) = (wholeLinesEnd - start, end - start)
      start = 0
    }
    guard capacity - end < Self.readBytes else { return }
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * capacity + Self.padding)
    grown.initialize(repeating: 0, count: 2 * capacity + Self.padding)
    memcpy(grown, buffer, end)
    buffer.deallocate()
    (buffer, capacity) = (grown, 2 * capacity)
  }

  private func takeBlock(upTo blockEnd: Int, of source: InputSource) -> Block {
    let bytes = UnsafeBufferPointer(start: buffer + start, count: blockEnd - start)
    let block = Block(source: source.name, firstLine: nextLine, bytes: bytes)
    nextLine += LineCursor.countLines(in: bytes)
    start = blockEnd
    if wholeLinesEnd < start { wholeLinesEnd = start }
    return block
  }

  private func beginOverlong(of source: InputSource) -> OverlongPart {
    isInOverlongLine = true
    isPastMark = true
    return part(upTo: unfinishedEnd, of: source, isFirst: true, isLast: false)
  }

  /// The next part of the overlong line, its line end excluded; nil if more must be read first.
  private func overlongPart(of source: InputSource) -> OverlongPart? {
    let newline = memchr(buffer + start, Int32(UInt8(ascii: "\n")), end - start)
    guard newline != nil || source.hasEnded else {
      guard unfinishedEnd > start else { return nil }
      return part(upTo: unfinishedEnd, of: source, isFirst: false, isLast: false)
    }
    let lineEnd =
      newline.map {
        UnsafePointer(buffer).distance(to: $0.assumingMemoryBound(to: UInt8.self))
      } ?? end
    isInOverlongLine = false
    let last = part(
      upTo: withoutReturn(lineEnd), of: source, isFirst: false, isLast: true)
    start = min(lineEnd + 1, end)
    wholeLinesEnd = max(wholeLinesEnd, start)
    nextLine += 1
    return last
  }

  /// The end of the unfinished line, but for a `\r` that may turn out to be of its line end.
  private var unfinishedEnd: Int { withoutReturn(end) }

  private func withoutReturn(_ lineEnd: Int) -> Int {
    lineEnd > start && buffer[lineEnd - 1] == UInt8(ascii: "\r") ? lineEnd - 1 : lineEnd
  }

  private func part(
    upTo partEnd: Int, of source: InputSource, isFirst: Bool, isLast: Bool
  ) -> OverlongPart {
    let bytes = UnsafeBufferPointer(start: buffer + start, count: partEnd - start)
    start = partEnd
    wholeLinesEnd = max(wholeLinesEnd, start)
    return OverlongPart(
      source: source.name, line: nextLine, bytes: bytes, isFirst: isFirst, isLast: isLast)
  }
}
