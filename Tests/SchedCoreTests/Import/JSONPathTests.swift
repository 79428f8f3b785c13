import Testing

@testable import SchedCore

struct JSONPathTests {
  private static let record = #"""
    {"id":17,"a":{"b":{"c":"deep"},"b ":1},"list":[10,{"x":[1,2]}],
     "insights":{"data":[{"name":"reach","values":[{"value":5}]},{"name":"saved","values":[{"value":7}]}]},
     "none":null,"\u0074ext":"a\nb","id":18,"tags":["q","r"],"empty":[]}
    """#

  @Test(
    arguments: [
      ("id", "18"), ("a.b.c", "deep"), ("list[0]", "10"), ("list[1].x[1]", "2"),
      ("insights.data[saved].values[0].value", "7"), ("text", "a\nb"), ("tags[0]", "q"),
      ("list[2]", nil), ("list[-1]", nil), ("insights.data[likes].values[0].value", nil),
      ("a.x", nil), ("id.x", nil), ("none", nil), ("a.b", nil), ("missing", nil), ("empty[0]", nil),
    ] as [(String, String?)])
  func `a path leads to one value, or to none`(_ path: String, _ text: String?) {
    let found = withBytes(of: Self.record) { bytes in
      let spans = JSONSpans(bytes: bytes)
      return JSONPath(path).find(in: spans, at: 0).flatMap(spans.text)
    }
    #expect(found == text)
  }

  @Test
  func `all paths lead to single values, and elements with names go by them`() {
    let paths = withBytes(of: Self.record) { JSONPath.all(in: JSONSpans(bytes: $0), at: 0) }
    #expect(
      paths == [
        "id", "a.b.c", "a.b ", "list[0]", "insights.data[reach].name",
        "insights.data[reach].values[0].value", "insights.data[saved].name",
        "insights.data[saved].values[0].value", "none", "text", "id", "tags[0]",
      ])
  }
}
