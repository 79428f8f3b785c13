/// One thread's share of the filter's work: its filter, its output, and the lines it rejected.
///
/// Sound to send between threads: `FilterLoop` lets one thread at a time use a worker.
final class LineWorker: @unchecked Sendable {
  /// A line that was rejected.
  struct Fault {
    /// Which line of the part, from 0.
    let lineIndex: Int
    let bytes: UnsafeBufferPointer<UInt8>
    let message: Message

    /// Whether it ends the run: a fault with a place of its own is not in the line but in a file
    /// that all lines need.
    var isFatal: Bool { message.place != nil || message.status == .defect }
  }

  /// Below this size a block is not worth a second thread; chosen.
  static let leastBytes = 1 << 16

  /// The output at which a worker pauses, for a short line may become a long one; chosen.
  private static let mostOutputBytes = 2 << 20

  private(set) var output: [UInt8] = []
  private(set) var faults: [Fault] = []
  /// How many lines of the part are behind.
  private(set) var lineCount = 0
  /// How many of them were records.
  private(set) var recordCount = 0
  private(set) var isDone = true
  private var cursor = LineCursor(UnsafeBufferPointer<UInt8>(start: nil, count: 0))
  private let filter: any LineFilter
  private let isStrict: Bool
  private let maxLineBytes: Int

  init(filter: any LineFilter, isStrict: Bool, maxLineBytes: Int) {
    self.filter = filter
    self.isStrict = isStrict
    self.maxLineBytes = maxLineBytes
  }

  /// Takes the whole lines to work on next.
  func take(_ part: UnsafeBufferPointer<UInt8>) {
    cursor = LineCursor(part)
    (lineCount, recordCount) = (0, 0)
    isDone = false
  }

  /// Filters the lines of the part, to its end or until there is much output to be fetched; under
  /// `--strict` it stops at the first bad one, and always at what ends the run.
  func work() {
    // Locals, for the same reason as JSONLine is a struct.
    var output: [UInt8] = []
    swap(&output, &self.output)
    var cursor = cursor
    defer {
      swap(&output, &self.output)
      self.cursor = cursor
    }
    output.removeAll(keepingCapacity: true)
    faults.removeAll(keepingCapacity: true)
    isDone = true
    var line = JSONLine()
    while let bytes = cursor.next() {
      defer { lineCount += 1 }
      // Length goes before blankness, which is not known of a line that comes in parts.
      let isOverlong = bytes.count > maxLineBytes
      guard isOverlong || !LineCursor.isBlank(bytes) else { continue }
      let length = output.count
      do throws(Message) {
        guard !isOverlong else { throw Message.lineTooLong(maxLineBytes) }
        try line.read(bytes)
        try filter.apply(to: line, appendingTo: &output)
        recordCount += 1
      } catch {
        output.removeLast(output.count - length)
        let fault = Fault(lineIndex: lineCount, bytes: bytes, message: error)
        faults.append(fault)
        if isStrict || fault.isFatal { return }
      }
      guard output.count < Self.mostOutputBytes else {
        isDone = false
        return
      }
    }
  }
}
