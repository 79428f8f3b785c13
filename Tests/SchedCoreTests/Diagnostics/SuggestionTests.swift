import SchedCore
import Testing

struct SuggestionTests {
  @Test(arguments: [
    ("tiktok_vidoe", "tiktok_video"), ("TikTok_Video", "tiktok_video"), ("xpost", "x_post"),
    ("x", nil), ("y_part", nil), ("", nil),
  ])
  func `the nearest known word is meant, if it is near`(_ word: String, _ meant: String?) {
    #expect(Suggestion.nearest(to: word, among: ["tiktok_video", "x_post"]) == meant)
  }

  @Test
  func `random words find what a search through all ways to edit them finds`() {
    var generator = SeededGenerator(seed: 7)
    func word() -> String {
      let letters: [Character] = ["a", "b", "c"]
      return String((0..<generator.next(below: 7)).map { _ in letters[generator.next(below: 3)] })
    }
    for _ in 0..<200 {
      let (typed, known) = (word(), [word(), word(), word()])
      let limit = typed.count > 1 ? min(3, max(1, typed.count / 3)) : 0
      let distances = known.map { edits(Array(typed)[...], Array($0)[...]) }
      let least = distances.min()!
      let expected = least <= limit ? known[distances.firstIndex(of: least)!] : nil
      #expect(Suggestion.nearest(to: typed, among: known) == expected, "\(typed) \(known)")
    }
  }

  /// The fewest insertions, deletions, substitutions and swaps, by the definition.
  private func edits(_ a: ArraySlice<Character>, _ b: ArraySlice<Character>) -> Int {
    guard let x = a.last, let y = b.last else { return max(a.count, b.count) }
    if x == y { return edits(a.dropLast(), b.dropLast()) }
    var least = min(
      edits(a.dropLast(), b), edits(a, b.dropLast()), edits(a.dropLast(), b.dropLast()))
    if a.count > 1, b.count > 1, a.suffix(2).elementsEqual(b.suffix(2).reversed()) {
      least = min(least, edits(a.dropLast(2), b.dropLast(2)))
    }
    return least + 1
  }
}
