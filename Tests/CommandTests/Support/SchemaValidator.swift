import Testing

/// An independent reader of JSON Schema, Python's jsonschema, for what a tool prints as its schema.
struct SchemaValidator {
  let tool: Tool
  let side: String
  /// The definition that lines are held against; nil for the one that the schema refers to.
  var definition: String?

  /// What is wrong with some lines, by their numbers from 1 on: the first fault of each.
  ///
  /// The test fails if the schema itself is none of draft 2020-12.
  func faults(of lines: String) throws -> [Int: String] {
    try TemporaryDirectory.with { directory in
      try tool.run(["--print-schema", side, "-o", "schema.json"], directory: directory).expect()
      try directory.write(lines, to: "lines.jsonl")
      try directory.write(Self.script, to: "validate.py")
      let python = try #require(try python(with: "jsonschema"))
      let outcome = try shell(
        "'\(python)' validate.py '\(definition ?? "")'", directory: directory)
      try #require(outcome.status == 0 && outcome.err.isEmpty, "\(outcome)")
      var faults: [Int: String] = [:]
      for line in outcome.out.split(separator: "\n") {
        let parts = line.split(separator: " ", maxSplits: 1)
        faults[try #require(Int(parts[0]))] = String(parts[1])
      }
      return faults
    }
  }

  private static let script = """
    import json, sys
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    schema = json.load(open("schema.json", encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    if sys.argv[1]:
        schema["$ref"] = "#/$defs/" + sys.argv[1]
        Draft202012Validator.check_schema(schema["$defs"][sys.argv[1]])
    validator = Draft202012Validator(schema)
    for number, line in enumerate(open("lines.jsonl", encoding="utf-8"), 1):
        record = json.loads(line)
        if not validator.is_valid(record):
            fault = best_match(validator.iter_errors(record))
            print(number, json.dumps([list(fault.absolute_path), fault.message]))
    """
}
