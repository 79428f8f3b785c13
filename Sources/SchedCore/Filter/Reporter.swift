import Glibc

/// The one owner of standard error.
///
/// A message is one `write`, so that two tools in a pipe do not mix their lines. That writing to
/// standard error fails is nothing anybody could be told.
package final class Reporter {
  package enum Loudness: Sendable {
    /// Errors only (`-q`).
    case quiet
    /// Errors and warnings.
    case normal
    /// Explanations too (`-v`).
    case verbose
  }

  package let program: String
  private let loudness: Loudness

  package init(program: String, loudness: Loudness) {
    self.program = program
    self.loudness = loudness
  }

  package func report(_ message: Message) {
    switch (message.level, loudness) {
    case (.warning, .quiet), (.report, .quiet), (.note, .quiet), (.note, .normal): return
    default: write(message.printed(by: program) + "\n")
    }
  }

  /// Writes text as it is; for a usage error or a progress line.
  package func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }
}
