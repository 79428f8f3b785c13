package import ArgumentParser
import Glibc

/// A tool of the toolkit: parsed flags, and what they set in motion.
///
/// The protocol owns the one `main` that all tools share, and with it the way from an error to a
/// message and an exit status.
package protocol FilterCommand: ParsableCommand {
  var common: CommonOptions { get set }

  /// Does the work.
  /// - Throws: what ends the run, with its status.
  func run(reporter: Reporter) throws(Message) -> ExitStatus
}

extension FilterCommand {
  package static func main() {
    keepStandardDescriptorsOpen()
    let program = configuration.commandName ?? _commandName
    Signals.install(program: program)
    guard !CommandLine.arguments.isEmpty else {
      Reporter(program: program, loudness: .normal).report(.withoutArguments)
      Glibc.exit(Message.withoutArguments.status.rawValue)
    }
    let arguments = CommandLine.arguments.dropFirst()
    let operands = lastOperands(in: arguments)
    do {
      let command = try parseAsRoot(Array(arguments.prefix(upTo: operands.startIndex)))
      guard var command = command as? Self else {
        // Only `--help` and its like come here; they run themselves.
        var request = command
        try request.run()
        Glibc.exit(ExitStatus.success.rawValue)
      }
      command.common.files += operands
      Glibc.exit(command.end(program: program).rawValue)
    } catch {
      Glibc.exit(answer(error, program: program).rawValue)
    }
  }

  /// The operands behind the last flag and its value.
  ///
  /// They are kept from the library, which takes time in the square of their number: 2.5 s for
  /// 10,000 files.
  private static func lastOperands(in arguments: ArraySlice<String>) -> ArraySlice<String> {
    guard let flag = arguments.lastIndex(where: { $0.hasPrefix("-") && $0 != "-" }) else {
      return arguments
    }
    return arguments[flag...].dropFirst(2)
  }

  private func end(program: String) -> ExitStatus {
    let reporter = common.reporter(for: program)
    do throws(Message) {
      if let side = common.printSchema {
        try common.print(RecordSchemas.schema(of: side, tool: program))
        return .success
      }
      return try run(reporter: reporter)
    } catch {
      reporter.report(error)
      if error.status == .usage { Self.writeAdvice(to: reporter, program: program) }
      return error.status
    }
  }

  private static func writeAdvice(to reporter: Reporter, program: String) {
    reporter.write("see \(program) --help\n")
  }

  /// Prints help or version where they were asked for, or else what is wrong with the flags.
  private static func answer(_ error: any Error, program: String) -> ExitStatus {
    let reporter = Reporter(program: program, loudness: .normal)
    if exitCode(for: error) == .success {
      do throws(Message) {
        let output = try OutputFile(path: nil)
        let text = CompletionScript.withoutHelpCommand(fullMessage(for: error))
        try output.write(Array((text + "\n").utf8))
        try output.finish()
        return .success
      } catch {
        reporter.report(error)
        return error.status
      }
    }
    let fault = message(for: error).split(whereSeparator: \.isNewline).joined(separator: " ")
    reporter.report(Message(Quoting.escaped(fault), status: .usage))
    writeAdvice(to: reporter, program: program)
    return .usage
  }

  /// A closed standard descriptor would be given to the next file that is opened, which standard
  /// output's bytes would then overwrite.
  private static func keepStandardDescriptorsOpen() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      // The wrong direction, so that using it fails as it would have.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}

extension Message {
  /// A static executable finds its arguments with the help of `/proc/self/maps`; without it there
  /// seem to be none, and it would read standard input, whatever it was told.
  fileprivate static var withoutArguments: Message {
    Message(
      "cannot be read, and so neither can the arguments", about: "/proc", status: .inputOutput)
  }
}
