import Testing

@testable import SchedCore

struct PostKeysTests {
  @Test(arguments: [10, 1000, 50_000])
  func `keys that come more than once are counted, as a dictionary counts them`(_ count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    var keys = PostKeys()
    var counts: [UInt64: Int] = [:]
    for _ in 0..<count {
      // Low bits that agree make for long runs in the table; 0 and 1 are one key.
      let key = UInt64(random.next(below: count)) << UInt64(random.next(below: 40))
      keys.insert(key)
      counts[max(key, 1), default: 0] += 1
    }
    #expect(keys.repeated == counts.filter { $0.value > 1 })
  }
}

struct DuplicatePostsTests {
  private func piece(
    _ metrics: [(String, Double)], measuredAt seconds: Int64? = nil, tail: String = ""
  ) -> RecordBuilder.Piece {
    var piece = RecordBuilder.Piece()
    piece.metrics = metrics.map { (name: RecordName($0.0), value: $0.1) }
    piece.measuredAt = seconds.map { Instant(seconds: $0) }
    piece.tail = Array(tail.utf8)
    return piece
  }

  /// What rows of one post come to, in this order.
  private func merged(_ pieces: [RecordBuilder.Piece?]) -> RecordBuilder.Piece? {
    var keys = PostKeys()
    for _ in pieces { keys.insert(9) }
    keys.insert(10)
    let duplicates = DuplicatePosts(keys)
    #expect([9, 10, 11].map { key in duplicates.repeatedKey { key } } == [9, nil, nil])
    for piece in pieces.dropLast() { #expect(duplicates.take(piece, of: 9) == nil) }
    return pieces.last.flatMap { duplicates.take($0, of: 9) }
  }

  private func values(_ piece: RecordBuilder.Piece?) -> [String: Double]? {
    piece.map { Dictionary(uniqueKeysWithValues: $0.metrics.map { ($0.name.text, $0.value) }) }
  }

  @Test
  func `the larger counts win in any order, and each metric is kept`() {
    let early = piece([("views", 50), ("likes", 5), ("saves", 2)], tail: "early")
    let late = piece([("views", 90), ("likes", 9)], tail: "late")
    for pieces in [[early, late], [late, early]] {
      let whole = merged(pieces)
      #expect(values(whole) == ["views": 90, "likes": 9, "saves": 2])
      #expect(whole?.tail == Array("late".utf8))
    }
  }

  @Test
  func `what was measured last wins, whatever the counts`() {
    let early = piece([("views", 90)], measuredAt: 100)
    let late = piece([("views", 50)], measuredAt: 200)
    for pieces in [[early, late], [late, early]] {
      #expect(values(merged(pieces)) == ["views": 50])
    }
  }

  @Test
  func `of equal rows the later one counts, and rows without a record count for nothing`() {
    let first = piece([("views", 50)], tail: "first")
    let second = piece([("views", 50)], tail: "second")
    #expect(merged([first, second])?.tail == Array("second".utf8))
    #expect(merged([first, nil])?.tail == Array("first".utf8))
    #expect(merged([nil, nil]) == nil)
  }
}
