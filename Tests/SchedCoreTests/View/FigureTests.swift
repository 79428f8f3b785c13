import Testing

@testable import SchedCore

struct FigureTests {
  @Test(
    arguments: [
      (0, "0"), (1, "1"), (0.5, "0.5"), (1.46833, "1.47"), (0.03124, "0.0312"), (99.95, "100"),
      (-0.25, "-0.25"), (999.4, "999"), (1234.5, "1,235"), (-1_234_567, "-1,234,567"),
      (12, "12"), (.infinity, "?"), (.nan, "?"),
    ])
  func `a number has three digits that tell, and whole thousands`(
    _ example: (value: Double, text: String)
  ) {
    #expect(Figure.text(example.value) == example.text)
  }

  @Test(
    arguments: [
      (1.4, 2, "1.40"), (0.005, 2, "0.01"), (-0.001, 2, "0.00"), (12.5, 0, "13"), (-2.5, 1, "-2.5"),
      (0.07, 3, "0.070"),
    ])
  func `fixed decimals keep their zeros`(_ example: (value: Double, decimals: Int, text: String)) {
    #expect(Figure.text(example.value, decimals: example.decimals) == example.text)
  }

  @Test
  func `no probability is as good as certain`() {
    #expect(Figure.probability(1) == ">99 %")
    #expect(Figure.probability(0.995) == ">99 %")
    #expect(Figure.probability(0.9949) == "99 %")
    #expect(Figure.probability(0.005) == "1 %")
    #expect(Figure.probability(0.0049) == "<1 %")
    #expect(Figure.probability(0) == "<1 %")
  }

  @Test
  func `one post is a post, and none are posts`() {
    #expect(Figure.count(1, "post") == "1 post")
    #expect(Figure.count(0, "post") == "0 posts")
    #expect(Figure.count(2054, "post") == "2,054 posts")
  }
}
