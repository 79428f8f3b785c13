/// The known word that somebody who mistyped one probably meant.
package enum Suggestion {
  /// The nearest of the known words by edit distance, or nil if none is near.
  ///
  /// Near is a third of the word's length, at least 1 and at most 3 edits, but none for a single
  /// letter; an exact match in another case counts as near. Of several, the first in the order given.
  /// - Complexity: O(k · n · m) for k known words, n and m the lengths of the words compared.
  package static func nearest(to word: String, among known: [String]) -> String? {
    let lowercased = Array(word.lowercased().unicodeScalars.prefix(100))
    let limit = lowercased.count > 1 ? min(3, max(1, lowercased.count / 3)) : 0
    var best: (word: String, distance: Int)?
    for candidate in known {
      let candidateScalars = Array(candidate.lowercased().unicodeScalars)
      let distance = editDistance(lowercased, candidateScalars, limit: limit)
      if distance <= limit, distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    return best?.word
  }

  /// The advice behind an unknown word: ` (did you mean "x"?)`, or else the whole set if it is
  /// short (at most 16 words), or nothing.
  package static func advice(for word: String, among known: [String]) -> String {
    if let near = nearest(to: word, among: known) {
      return " (did you mean \(Quoting.quoted(near))?)"
    }
    return known.isEmpty || known.count > 16 ? "" : " (known: \(known.joined(separator: ", ")))"
  }

  /// Insertions, deletions, substitutions and swaps of neighbours that turn one word into the
  /// other ("optimal string alignment"), or more than the limit where they are more than that.
  private static func editDistance(
    _ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int
  ) -> Int {
    guard abs(a.count - b.count) <= limit else { return limit + 1 }
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    var current = beforePrevious
    for i in a.indices {
      current[0] = i + 1
      var least = current[0]
      for j in b.indices {
        var distance = min(
          previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          distance = min(distance, beforePrevious[j - 1] + 1)
        }
        current[j + 1] = distance
        least = min(least, distance)
      }
      // A row's least is never below that of the row before, nor more than 1 above it.
      if least > limit { return limit + 1 }
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[b.count]
  }
}
