import SchedCore
import Testing

struct JSONLineTests {
  private func value(_ name: FieldName, in text: String) throws -> String? {
    try reading(text) { line in
      line.value(of: name).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  @Test
  func `a field's value is its bytes without the space around them`() throws {
    #expect(try value("x", in: #"{ "x" : 1.10 , "y":2}"#) == "1.10")
    #expect(try value("y", in: #"{"x":1,"y":[ 1 , 2 ]  }"#) == "[ 1 , 2 ]")
    #expect(try value("z", in: #"{"x":1}"#) == nil)
  }

  @Test
  func `of doubled keys the last counts`() throws {
    #expect(try value("a", in: #"{"a":1,"b":2,"a":3}"#) == "3")
  }

  @Test
  func `an escaped key is the key that it spells`() throws {
    #expect(try value("platform", in: #"{"pl\u0061tform":"x"}"#) == "\"x\"")
    #expect(try value("a\\n", in: #"{"a\n":"x"}"#) == nil)
  }

  @Test
  func `nested fields are not fields of the line`() throws {
    #expect(try value("a", in: #"{"b":{"a":1},"c":[{"a":2}]}"#) == nil)
  }
}
