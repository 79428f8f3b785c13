import SchedCore
import Testing

struct JSONEditTests {
  private func edit(_ text: String, _ assignments: [(FieldName, String)]) throws -> String {
    var edit = JSONEdit()
    for (name, value) in assignments { edit.set(name) { $0.append(contentsOf: value.utf8) } }
    return try reading(text) { line in
      var output: [UInt8] = []
      edit.append(line, to: &output)
      return String(decoding: output, as: UTF8.self)
    }
  }

  @Test
  func `a new field is appended and every other byte stays`() throws {
    let line = #"  { "id":12345678901234567890, "x" : 1.10,"s":"\u00e9","x":2 }  "#
    #expect(
      try edit(line, [("scores", "[1]"), ("best", "2")])
        == #"  { "id":12345678901234567890, "x" : 1.10,"s":"\u00e9","x":2 ,"scores":[1],"best":2}  "#
    )
  }

  @Test
  func `an empty object gets its first field without a comma`() throws {
    #expect(try edit("{}", [("a", "1")]) == #"{"a":1}"#)
    #expect(try edit("{ }", [("a", "1"), ("b", "2")]) == #"{ "a":1,"b":2}"#)
  }

  @Test
  func `a field that is there is replaced in its place`() throws {
    #expect(try edit(#"{"a" : 5 , "b":6}"#, [("a", "[7]")]) == #"{"a" : [7] , "b":6}"#)
    #expect(
      try edit(#"{"b":6,"a":{"a":5}}"#, [("c", "1"), ("a", "7")]) == #"{"b":6,"a":7,"c":1}"#)
  }

  @Test
  func `a field that stands twice is written once`() throws {
    #expect(try edit(#"{"a":1,"b":2, "a":3 ,"a":4}"#, [("a", "9")]) == #"{"a":9,"b":2}"#)
  }

  @Test(arguments: [
    (#"{"a":1}"#, "{}"), (#"{"a":1,"b":2}"#, #"{"b":2}"#), (#"{ "b":2 , "a":1 }"#, #"{ "b":2 }"#),
    (#"{"a":1, "b":2,"a":3}"#, #"{ "b":2}"#),
    (#"{"b":[1,2],"a":{"a":1},"c":3}"#, #"{"b":[1,2],"c":3}"#),
  ])
  func `a field that is removed leaves no comma behind`(_ line: String, _ rest: String) throws {
    var edit = JSONEdit()
    edit.remove("a")
    let edited = try reading(line) { line in
      var output: [UInt8] = []
      edit.append(line, to: &output)
      return String(decoding: output, as: UTF8.self)
    }
    #expect(edited == rest)
    #expect(fault(of: edited) == nil)
  }

  @Test
  func `editing an edited line changes nothing`() throws {
    let assignments: [(FieldName, String)] = [("scores", #"{"k":[1,2]}"#), ("best", "\"x\"")]
    for line in [
      "{}", #"{"a":1}"#, #"{"best":1,"a":2}"#, #" { "scores" :1 ,"best":2, "scores":3 } "#,
      #"{"sc\u006fres":1}"#,
    ] {
      let once = try edit(line, assignments)
      #expect(try edit(once, assignments) == once, "from \(line)")
    }
  }
}
