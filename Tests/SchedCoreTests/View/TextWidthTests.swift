import Testing

@testable import SchedCore

/// Widths as `wcwidth` of Python's wcwidth 0.2 gives them.
struct TextWidthTests {
  @Test(
    arguments: [
      ("", 0), ("abc", 3), ("Köln", 4), ("e\u{301}", 1), ("日本", 4), ("한글", 4), ("😀", 2),
      ("☕️", 2), ("ｆｕｌｌ", 8), ("🇩🇪", 2), ("👩‍👩‍👧", 2), ("…", 1), ("→", 1),
    ])
  func `a text takes the columns that a terminal gives it`(_ example: (text: String, columns: Int))
  {
    #expect(TextWidth.columns(of: example.text) == example.columns)
  }

  @Test(arguments: [0, 1, 2, 3, 5, 8, 13, 40])
  func `a fitted text takes just its columns`(_ width: Int) {
    for text in [
      "", "a", "abcdef", "日本語の題", "Cold brew ☕️ at home", "e\u{301}e\u{301}e\u{301}e\u{301}",
    ] {
      #expect(TextWidth.columns(of: TextWidth.fitted(text, to: width)) == width, "\(text)")
    }
  }

  @Test
  func `what is cut ends with an ellipsis, and numbers are at the right`() {
    #expect(TextWidth.fitted("abcdef", to: 4) == "abc…")
    #expect(TextWidth.fitted("日本語", to: 4) == "日… ")
    #expect(TextWidth.fitted("7", to: 3, isNumber: true) == "  7")
  }

  @Test
  func `lines are broken between words, and never within a percentage`() {
    #expect(TextWidth.wrapped("one two three", to: 7) == ["one two", "three"])
    #expect(TextWidth.wrapped("about 80 % of it", to: 8) == ["about", "80 % of", "it"])
    #expect(TextWidth.wrapped("abcdefghij kl", to: 5) == ["abcd…", "kl"])
    #expect(TextWidth.wrapped("", to: 5) == [])
  }
}
