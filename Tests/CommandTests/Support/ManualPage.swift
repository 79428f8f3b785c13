/// What the tests read from a page in mdoc.
struct ManualPage {
  let lines: [Substring]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The line of `.Nd`: what the page is about.
  var description: String? {
    lines.first { $0.hasPrefix(".Nd ") }.map { String($0.dropFirst(4)) }
  }

  /// The flags that the page lists, each with all its spellings: `.It Fl o , -output Ar file`.
  var flags: Set<Set<String>> {
    Set(lines.filter { $0.hasPrefix(".It Fl ") }.map(Self.flags))
  }

  /// Words follow the macro before them; only those of Fl are flags.
  private static func flags(in line: Substring) -> Set<String> {
    var macro: Substring = ""
    var flags: Set<String> = []
    for word in line.split(separator: " ").dropFirst() where word != "," {
      if ["Fl", "Ar", "Cm", "Op", "Oo", "Oc", "Ns", "No", "Sm", "Xo", "Xc"].contains(word) {
        macro = word
      } else if macro == "Fl" {
        flags.insert("-\(word)")
      }
    }
    return flags
  }

  /// The displays between `.Bd -literal` and `.Ed`, as a terminal shows them.
  var literalBlocks: [[String]] {
    var blocks: [[String]] = []
    var isInside = false
    for line in lines {
      if line.hasPrefix(".Bd -literal") {
        isInside = true
        blocks.append([])
      } else if line == ".Ed" {
        isInside = false
      } else if isInside {
        blocks[blocks.count - 1].append(Self.unescaped(line))
      }
    }
    return blocks
  }

  private static func unescaped(_ line: Substring) -> String {
    let escapes = [("\\&", ""), ("\\-", "-"), ("\\(aq", "'"), ("\\(dq", "\""), ("\\(ti", "~")]
    return escapes.reduce(String(line)) { $0.replacing($1.0, with: $1.1) }
      .replacing("\\(ha", with: "^").replacing("\\e", with: "\\")
  }
}
