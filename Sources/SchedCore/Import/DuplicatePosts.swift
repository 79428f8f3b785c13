/// Brings the rows of one post together.
///
/// Two exports that overlap, or two tables of one export, tell of the same post. Of each metric the
/// value that was measured last counts: by `measured_at` where all of its rows have it, else that of
/// the row with the larger counts, for views and likes only grow, whatever the order of the files. The
/// record is written where its last row is.
final class DuplicatePosts: @unchecked Sendable {
  // Sound: `isRepeated` reads what the initialiser wrote; all else is used by one thread.
  private let repeated: [UInt64: Int]
  private var waiting: [UInt64: (pieces: [RecordBuilder.Piece], rows: Int)] = [:]

  init(_ keys: PostKeys) { repeated = keys.repeated }

  /// The key of a post that occurs in more than one row; nil of any other.
  func repeatedKey(_ key: () -> UInt64) -> UInt64? {
    guard !repeated.isEmpty else { return nil }
    let key = max(key(), 1)
    return repeated[key] == nil ? nil : key
  }

  /// Takes a row's record, nil of one that has none.
  /// - Returns: the post's whole record once its last row is there.
  func take(_ piece: RecordBuilder.Piece?, of key: UInt64) -> RecordBuilder.Piece? {
    var entry = waiting[key] ?? ([], 0)
    entry.rows += 1
    if let piece { entry.pieces.append(piece) }
    guard entry.rows == repeated[key] else {
      waiting[key] = entry
      return nil
    }
    waiting[key] = nil
    return Self.merged(entry.pieces)
  }

  private static func merged(_ pieces: [RecordBuilder.Piece]) -> RecordBuilder.Piece? {
    let haveTimes = pieces.allSatisfy { $0.measuredAt != nil }
    func rank(_ piece: RecordBuilder.Piece) -> Double {
      haveTimes ? Double(piece.measuredAt?.milliseconds ?? 0) : size(piece)
    }
    // Stable, so that of equal rows the later one counts.
    let ranked = pieces.enumerated().sorted { a, b in
      let (first, second) = (rank(a.element), rank(b.element))
      return first != second ? first < second : a.offset < b.offset
    }.map(\.element)
    guard var whole = ranked.last else { return nil }
    var metrics: [(name: RecordName, value: Double)] = []
    for piece in ranked {
      for metric in piece.metrics {
        if let index = metrics.firstIndex(where: { $0.name.text == metric.name.text }) {
          metrics[index].value = metric.value
        } else {
          metrics.append(metric)
        }
      }
    }
    whole.metrics = metrics
    return whole
  }

  /// The sum of its counts; rates are at most 1.
  private static func size(_ piece: RecordBuilder.Piece) -> Double {
    piece.metrics.reduce(0) { $1.value > 1 ? $0 + $1.value : $0 }
  }
}
