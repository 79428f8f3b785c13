/// The cells that hold nothing: empty ones, and those with words such as `n/a`.
struct MissingCells: Sendable {
  private let words: Set<String>
  private let longest: Int
  /// By its first byte, whether a cell may be one.
  private let mayBegin: [Bool]

  /// - Parameter words: the words, folded as `ColumnName.folded` does.
  init(_ words: Set<String>) {
    self.words = words
    longest = words.map(\.utf8.count).max() ?? 0
    var mayBegin = [Bool](repeating: false, count: 256)
    for word in words {
      for first in [word.utf8.first, word.uppercased().utf8.first] {
        if let first { mayBegin[Int(first)] = true }
      }
    }
    self.mayBegin = mayBegin
  }

  @inline(__always)
  func contains(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = cell.first else { return true }
    guard cell.count <= longest, mayBegin[Int(first)] else { return false }
    return words.contains(ColumnName.folded(String(decoding: cell, as: UTF8.self)))
  }
}
