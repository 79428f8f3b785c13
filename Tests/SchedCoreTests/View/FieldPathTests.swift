import Testing

@testable import SchedCore

struct FieldPathTests {
  private static let record =
    #"{"a":"x\u00e9\n","n":1.10,"t":true,"z":null,"e":"","l":["p",2,null,"q"],"o":{"b":1},"a b":"c","#
    + #""\u0064":"escaped","a":"last","lo":[{"x":1}]}"#

  @Test(arguments: [
    ("a", "last"), ("n", "1.10"), ("t", "true"), ("z", ""), ("e", ""), ("none", ""),
    ("l", "p,2,q"), ("l[0]", "p"), ("l[1]", "2"), ("l[2]", ""), ("l[3]", "q"), ("l[4]", ""),
    ("a[0]", "last"), ("a[1]", ""), ("a b", "c"), ("d", "escaped"),
  ])
  func `a path leads to text`(_ path: String, _ expected: String) throws {
    try reading(Self.record) { line in
      var cell: [UInt8] = []
      let isThere = try FieldPath(path).append(from: line, to: &cell)
      #expect(String(decoding: cell, as: UTF8.self) == expected)
      #expect(isThere == !expected.isEmpty)
    }
  }

  @Test(arguments: ["o", "lo", "lo[0]"])
  func `an object is no text`(_ path: String) throws {
    try reading(Self.record) { line in
      let error = #expect(throws: Message.self) {
        var cell: [UInt8] = []
        _ = try FieldPath(path).append(from: line, to: &cell)
      }
      #expect(error?.text == "an object or array where text is expected")
    }
  }

  @Test(arguments: ["", "[0]", "a[", "a[x]", "a[-1]", "a[0]b"])
  func `what is no path is refused`(_ path: String) {
    #expect(throws: Message.self) { try FieldPath(path) }
  }
}
