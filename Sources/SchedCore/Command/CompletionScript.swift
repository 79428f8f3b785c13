/// A completion script as ArgumentParser generates it, without its `help` subcommand.
///
/// The tools have no subcommands, and it is generated all the same: zsh then takes the FILE operands
/// and the subcommand's for two lists, and completes nothing ("doubled rest argument definition"),
/// and fish offers `help` among the files. See apple/swift-argument-parser#671.
enum CompletionScript {
  /// What the lines to be left out hold.
  private static let leftOut = ["'(-): :->command'", "'(-)*:: :->arg'", " -fa 'help' "]

  /// The text without those lines, which no other message holds.
  static func withoutHelpCommand(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in !leftOut.contains { line.contains($0) } }
      .joined(separator: "\n")
  }
}
