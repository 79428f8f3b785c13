import Testing

/// A command in a document, and what the document says it prints.
struct ShellExample: Hashable {
  let command: String
  let output: String

  /// The examples of one literal block: none unless a line begins with `$ `.
  ///
  /// A command that ends in a backslash or within quotes goes on in the next line; what follows up
  /// to the next `$ ` is its output.
  static func examples(in block: [String]) -> [ShellExample] {
    var examples: [(command: String, output: [String])] = []
    for line in block {
      if line.hasPrefix("$ ") {
        examples.append((String(line.dropFirst(2)), []))
      } else if let last = examples.indices.last {
        if goesOn(examples[last].command), examples[last].output.isEmpty {
          examples[last].command += "\n\(line)"
        } else {
          examples[last].output.append(line)
        }
      }
    }
    return examples.map {
      ShellExample(command: $0.command, output: trimmed($0.output.joined(separator: "\n")))
    }
  }

  private static func goesOn(_ command: String) -> Bool {
    var quote: Character?
    for character in command where character == "'" || character == "\"" {
      if quote == nil {
        quote = character
      } else if quote == character {
        quote = nil
      }
    }
    return quote != nil || command.hasSuffix("\\")
  }

  /// The fenced blocks of a text in Markdown.
  static func fencedBlocks(of markdown: String) -> [[String]] {
    var blocks: [[String]] = []
    var isInside = false
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside.toggle()
        if isInside { blocks.append([]) }
      } else if isInside {
        blocks[blocks.count - 1].append(String(line))
      }
    }
    return blocks
  }

  /// Runs the command, and says what differs from the document; nil if nothing does.
  ///
  /// Standard error is output too, as on a terminal.
  func fault(in directory: TemporaryDirectory) throws -> String? {
    let outcome = try shell("exec 2>&1\n\(command)", directory: directory)
    return firstDifference(expected: output, actual: Self.trimmed(outcome.out))
      .map { "\($0)\n\(outcome)" }
  }

  private static func trimmed(_ text: String) -> String {
    String(text.reversed().drop { $0.isNewline }.reversed())
  }
}
