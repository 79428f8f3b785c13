package import ArgumentParser
import Glibc

/// The flags that all tools share; the filter contract says what they mean.
package struct CommonOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Read FILE ('-' is standard input, as is no FILE).", valueName: "file"),
    completion: .file())
  package var files: [String] = []

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write to FILE, whole or not at all.", valueName: "file"),
    completion: .file())
  package var output: String?

  @Option(
    help: ArgumentHelp("Keep every rejected line in FILE, with the reason.", valueName: "file"),
    completion: .file())
  package var rejects: String?

  @Flag(help: "Stop at the first bad line, with status 65.")
  package var strict = false

  @Option(
    help: ArgumentHelp(
      "Take INSTANT as now (default: SOURCE_DATE_EPOCH, or the clock).", valueName: "instant"))
  package var now: String?

  @Option(
    help: ArgumentHelp(
      "Add platforms, or override parts of them, from a YAML FILE.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  package var platforms: String?

  @Option(
    help: ArgumentHelp("Use N threads (default: all cores).", valueName: "n"))
  package var threads: Int?

  @Option(help: ArgumentHelp("Seed all random choices with N.", valueName: "n"))
  package var seed: UInt64 = 0

  @Option(help: ArgumentHelp("Show progress: always, auto or never.", valueName: "when"))
  package var progress: Progress.Mode = .auto

  @Option(help: ArgumentHelp("Refuse lines longer than N bytes.", valueName: "n"))
  package var maxLineBytes = 16 << 20

  @Option(
    help: ArgumentHelp(
      "Print the JSON Schema of what is read or written, input or output, and read nothing.",
      valueName: "side"))
  package var printSchema: RecordSchemas.Side?

  @Flag(name: [.customShort("q"), .long], help: "Say nothing but errors.")
  package var quiet = false

  @Flag(name: [.customShort("v"), .long], help: "Explain choices on standard error.")
  package var verbose = false

  package init() {}

  package func validate() throws {
    try checkRange("--threads", threads, 1...1024)
    // Offsets within a line are 32-bit integers.
    try checkRange("--max-line-bytes", maxLineBytes, 1...1 << 30)
    if quiet, verbose { throw ValidationError("-q and -v exclude each other") }
  }
}

extension Progress.Mode: ExpressibleByArgument {}

extension RecordSchemas.Side: ExpressibleByArgument {}

extension NumberStyle: ExpressibleByArgument {}

extension DateOrder: ExpressibleByArgument {}

extension CommonOptions {
  /// How many threads to use.
  package var threadCount: Int {
    threads ?? max(1, min(1024, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  /// The terminal that is written to, if it is one.
  package var terminal: Terminal {
    Terminal(isReplaced: output.map { $0 != OutputTarget.standardOutput } ?? false)
  }

  /// What tells how far long work is, counted in some unit.
  package func workProgress(of unit: String, reporter: Reporter) -> Progress {
    Progress(progress, program: reporter.program, unit: unit)
  }

  func reporter(for program: String) -> Reporter {
    Reporter(program: program, loudness: quiet ? .quiet : verbose ? .verbose : .normal)
  }

  /// Writes a text that was asked for in place of the tool's work.
  /// - Throws: an output that cannot be written (74).
  package func print(_ text: [UInt8]) throws(Message) {
    let output = try OutputFile(path: output)
    try output.write(text)
    try output.finish()
  }

  /// The filter loop over the operands; all of its outputs are open before anything is read.
  ///
  /// - Parameters:
  ///   - reporter: is told of bad lines.
  ///   - replaced: the output of a tool that replaces a file in place of writing to `-o`.
  ///   - others: the loop's `others`, in this order.
  /// - Returns: a loop that has read nothing yet.
  /// - Throws: an operand that is not there (66), two outputs that are one file, or one that
  ///   takes the place of an operand (64), or cannot be written (74).
  package func filterLoop(
    reporter: Reporter, replacing replaced: OutputFlag? = nil, beside others: [OutputFlag] = []
  ) throws(Message) -> FilterLoop {
    try checkFiles(replacing: replaced, beside: others)
    let main = replaced ?? OutputFlag("-o", output)
    let rejects = rejects.map { OutputFlag("--rejects", $0) }
    return FilterLoop(
      reader: LineReader(
        operands: files, maxLineBytes: maxLineBytes, blockBytes: threadCount << 18),
      output: try OutputFile(path: main.path),
      rejects: try rejects.map { flag throws(Message) in try Rejects(path: flag.path) },
      others: try others.map { flag throws(Message) in try OutputFile(path: flag.path) },
      reporter: reporter,
      progress: workProgress(of: "lines", reporter: reporter),
      isStrict: strict,
      maxLineBytes: maxLineBytes,
      threads: threadCount)
  }

  /// Where the records of sched-import go; all of its outputs are open before anything is read.
  /// - Throws: what `filterLoop` throws of files.
  package func importOutput(
    reporter: Reporter, catalogue: PlatformCatalogue
  ) throws(Message) -> ImportOutput {
    try checkFiles()
    return ImportOutput(
      file: try OutputFile(path: output),
      rejects: try rejects.map { path throws(Message) in try Rejects(path: path) },
      reporter: reporter, progress: workProgress(of: "rows", reporter: reporter),
      isStrict: strict, threads: threadCount, longestRecord: maxLineBytes, catalogue: catalogue)
  }

  /// Checks what can be said of the files by their names, before any of them is read or made.
  /// - Throws: what `filterLoop` throws of them, but for an output that cannot be written.
  package func checkFiles(
    replacing replaced: OutputFlag? = nil, beside others: [OutputFlag] = []
  ) throws(Message) {
    try InputSource.checkReadable(files)
    let beside = (rejects.map { [OutputFlag("--rejects", $0)] } ?? []) + others
    try OutputFlag.checkDistinct([replaced ?? OutputFlag("-o", output)] + beside)
    try OutputFlag.checkApart(beside, from: files)
  }

  /// Checks that no two files are standard input, which can be read once.
  /// - Parameter flags: what is read beside the operands, by flag.
  /// - Throws: two that are (64), of which one would be empty.
  package func checkStandardInput(_ flags: [(flag: String, path: String?)]) throws(Message) {
    var readers = flags.filter { $0.path == "-" }.map(\.flag)
    if files.isEmpty || files.contains("-") { readers.append("the input") }
    guard readers.count < 2 else { throw .readTwice(readers[0], readers[1]) }
  }

  /// The built-in platforms with those of `--platforms`.
  /// - Throws: a file that cannot be opened (66), or what is wrong in it (78).
  package func catalogue() throws(Message) -> PlatformCatalogue {
    let builtIn = try PlatformCatalogue.builtIn()
    guard let platforms else { return builtIn }
    return try builtIn.adding(contentsOf: platforms)
  }

  /// What was learned, from the file of `--params`; nothing without one.
  /// - Throws: a file that cannot be opened (66), or what makes it no parameter file (65).
  package func parameters(
    _ path: String?, catalogue: PlatformCatalogue, reporter: Reporter
  ) throws(Message) -> Parameters {
    guard let path else { return Parameters() }
    let parameters = try Parameters.read(
      from: path, catalogue: catalogue, maxLineBytes: maxLineBytes, now: try instantNow())
    if parameters.isFirstFormat { reporter.report(.firstFormat(path)) }
    return parameters
  }

  /// What now is.
  package func instantNow() throws(Message) -> Instant {
    try Clock.now(
      flag: now, sourceDateEpoch: getenv("SOURCE_DATE_EPOCH").map { String(cString: $0) })
  }

  /// Reads a flag's value, and names the flag in what may be wrong with it (status 64).
  package static func parse<Value>(
    _ flag: String, _ text: String, _ parse: (String) throws(Message) -> Value
  ) throws(Message) -> Value {
    do throws(Message) {
      return try parse(text)
    } catch {
      throw error.about(flag).ending(with: .usage)
    }
  }
}

extension Message {
  fileprivate static func firstFormat(_ path: String) -> Message {
    Message(
      "parameters of the first format: hours score by their effect now, as exp(effect), and no longer "
        + "by a blend with the published windows (the next sched-feedback writes them anew)",
      at: Place(file: path), level: .warning)
  }

  fileprivate static func readTwice(_ first: String, _ second: String) -> Message {
    Message("\(first) and \(second) are both standard input", status: .usage)
  }
}
