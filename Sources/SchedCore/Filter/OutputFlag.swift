import Glibc

/// An output of a run with the flag that names it.
package struct OutputFlag {
  let flag: String
  /// A file, or `-` for standard output.
  let path: String
  private let isGiven: Bool

  /// An output that goes to `path`, or without the flag (nil) to standard output.
  package init(_ flag: String, _ path: String?) {
    self.flag = flag
    self.path = path ?? OutputTarget.standardOutput
    isGiven = path != nil
  }

  /// Checks that no two outputs end up in one file, whatever they call it.
  /// - Throws: two that do (64); what cannot be looked at (74).
  package static func checkDistinct(_ outputs: [OutputFlag]) throws(Message) {
    var known: [(output: OutputFlag, target: OutputTarget)] = []
    for output in outputs {
      let target = try OutputTarget(output.path)
      for (other, taken) in known where target.collides(with: taken) {
        throw other.isGiven ? .sameFile(other, output) : .notBesideRecords(output)
      }
      known.append((output, target))
    }
  }

  /// Checks that no output takes the place of a file that is read.
  ///
  /// That is for outputs which hold something else than the records: rejected lines in the place of
  /// all lines would be the end of the others.
  /// - Parameters:
  ///   - outputs: what is written beside the records.
  ///   - operands: what is read; `-`, and no operand at all, are standard input.
  /// - Throws: an output that does (64); what cannot be looked at (74).
  static func checkApart(_ outputs: [OutputFlag], from operands: [String]) throws(Message) {
    let inputs = operands.isEmpty ? ["-"] : operands
    for output in outputs {
      let target = try OutputTarget(output.path)
      guard target.kind == .regular, let its = target.status else { continue }
      for input in inputs {
        var own = stat()
        guard (input == "-" ? fstat(STDIN_FILENO, &own) : stat(input, &own)) == 0 else { continue }
        if (own.st_dev, own.st_ino) == (its.st_dev, its.st_ino) { throw .isInput(output) }
      }
    }
  }
}

extension Message {
  fileprivate static func sameFile(_ first: OutputFlag, _ second: OutputFlag) -> Message {
    Message("\(first.flag) and \(second.flag) name the same file", status: .usage)
  }

  fileprivate static func notBesideRecords(_ output: OutputFlag) -> Message {
    Message(
      "\(Quoting.quoted(output.path)) is where the records go (send them elsewhere with -o)",
      about: output.flag, status: .usage)
  }

  fileprivate static func isInput(_ output: OutputFlag) -> Message {
    Message(
      "\(Quoting.quoted(output.path)) is read as input (name another file)", about: output.flag,
      status: .usage)
  }
}
