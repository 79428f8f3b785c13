import ArgumentParser
import Glibc
import SchedCore

/// Fuzzes the reader that `FUZZ_TARGET` names; the arguments are libFuzzer's.
///
/// A crash, a trap, an address that is not ours and 256 MiB of growth are what the fuzzer looks
/// for; a second of computing for one input, and what each reader promises, is checked here. SwiftPM
/// makes `main` of this name, so that libFuzzer's own is left out.
@_cdecl("sched_fuzz_main")
func main(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments) { data, count in
    let started = secondsOfComputing()
    target(UnsafeBufferPointer(start: data, count: data == nil ? 0 : count))
    // The fuzzer's own clock would blame an input for what else the machine does.
    precondition(secondsOfComputing() - started < 1, "an input takes a second")
    return 0
  }
}

private func secondsOfComputing() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

private typealias Target = (UnsafeBufferPointer<UInt8>) -> Void

nonisolated(unsafe) private let target: Target = {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = targets[name] else {
    print("FUZZ_TARGET is one of: \(targets.keys.sorted().joined(separator: " "))")
    exit(64)
  }
  return target
}()

nonisolated(unsafe) private let targets: [String: Target] = [
  "json": json, "csv": csv, "time": time, "zone": zone, "tzif": tzif, "yaml": yaml,
  "sources": importSources, "import": imported, "model": model,
  "tree": tree,
  "params": params, "score": score, "plan": plan, "replan": replan, "rules": rules, "job": job,
  "train": train, "predict": predict, "feedback": feedback,
  "cycle": cycle, "view": view, "export": export, "layouts": layouts,
]

// MARK: Readers

/// A line with a field set is the line before it again once the field is gone, to the byte.
private func json(_ bytes: UnsafeBufferPointer<UInt8>) {
  padded(bytes) { bytes in
    var line = JSONLine()
    guard (try? line.read(bytes)) != nil else { return }
    _ = JSONValue(scanned: line.bytes)
    var output: [UInt8] = []
    JSONEdit().append(line, to: &output)
    precondition(output.elementsEqual(bytes), "a line without an edit has changed")
  }
}

/// Records cover the bytes with any delimiter, and each ends where the cursor finds the next one.
private func csv(_ bytes: UnsafeBufferPointer<UInt8>) {
  _ = CSVDelimiter.found(in: bytes)
  for delimiter in CSVDelimiter.all {
    guard var cursor = CSVCursor(bytes, delimiter: delimiter) else { return }
    let row = CellRow()
    var at = 0
    while let end = CSVCursor.recordEnd(in: bytes, from: at, delimiter: delimiter) {
      precondition(cursor.next(into: row), "a record ends, and there is none")
      precondition(row.bytes.baseAddress == bytes.baseAddress.map { $0 + at }, "a gap")
      let lineEnd = bytes[(at + row.bytes.count)..<end]
      precondition(lineEnd.elementsEqual([10]) || lineEnd.elementsEqual([13, 10]), "no line end")
      for cell in 0..<row.count {
        precondition(row[cell].count <= row.bytes.count, "a cell is longer than its record")
      }
      at = end
    }
    precondition(cursor.next(into: row) == (at < bytes.count), "the rest is one record")
    precondition(!cursor.next(into: row), "a record after the last one")
  }
}

private func time(_ bytes: UnsafeBufferPointer<UInt8>) {
  if let instant = Instant(rfc3339: bytes) {
    let text = Array(instant.description.utf8)
    precondition(text.withUnsafeBufferPointer(Instant.init(rfc3339:)) == instant)
  }
  let text = String(decoding: bytes, as: UTF8.self)
  if let instant = Instant(httpDate: text) {
    precondition((try? Instant(rfc3339: instant.description)) == instant)
  }
  _ = try? CivilDate(parsing: text)
  _ = try? TimeOfDay(parsing: text)
  _ = try? DaySet(parsing: text)
}

private func zone(_ bytes: UnsafeBufferPointer<UInt8>) {
  _ = try? Zone.named(String(decoding: bytes, as: UTF8.self))
}

private func tzif(_ bytes: UnsafeBufferPointer<UInt8>) {
  guard let file = try? TimeZoneFile(Array(bytes)) else { return }
  let zone = Zone(name: "fuzzed", file: file)
  for date in [CivilDate(daysSinceEpoch: .min), CivilDate(daysSinceEpoch: .max)] {
    let instant = zone.instant(date: date, minuteOfDay: 90)
    _ = (zone.localTime(at: instant), zone.localTime(at: start))
  }
}

private func yaml(_ bytes: UnsafeBufferPointer<UInt8>) {
  let path = file(bytes)
  _ = try? catalogue.adding(contentsOf: path)
  _ = try? Constraints(contentsOf: path, catalogue: catalogue)
  _ = try? AudienceProfiles(
    contentsOf: path, defaultZone: .utc, platformWords: catalogue.platformWords)
  _ = try? Calendar(contentsOf: path)
  _ = try? BulkJob(contentsOf: path)
  _ = try? Thresholds(contentsOf: path)
}

private func importSources(_ bytes: UnsafeBufferPointer<UInt8>) {
  _ = try? sources.adding(contentsOf: file(bytes), catalogue: catalogue)
}

private func model(_ bytes: UnsafeBufferPointer<UInt8>) {
  var union = ModelUnion()
  guard (try? union.add(contentsOf: file(bytes), threads: 1)) != nil else { return }
  for model in union.models { _ = try? model.forest() }
}

/// A tree by itself, for no chance finds a model's checksum.
private func tree(_ bytes: UnsafeBufferPointer<UInt8>) {
  let bins = FeatureBins(edges: [[1, 2, 3], [], [5]], categoryCounts: [0, 3, 0])
  guard let tree = try? TreeTextReader.tree(bytes, TreeText(bins: bins, leafUnit: 0.5)) else {
    return
  }
  for first in 0..<UInt8(4) {
    for row in [[first, 0, 0], [255, first % 3, 1], [first, 255, 255]] {
      row.withUnsafeBytes { _ = tree.value(of: $0) }
    }
  }
}

private func params(_ bytes: UnsafeBufferPointer<UInt8>) {
  _ = try? Parameters.read(
    from: file(bytes), catalogue: catalogue, maxLineBytes: 1 << 20, now: start)
}

// MARK: Tools

private func score(_ bytes: UnsafeBufferPointer<UInt8>) {
  var request = ScoreRequest(
    catalogue: catalogue, audiences: audiences, span: .hours(count: 48, from: start), zone: .utc)
  (request.top, request.explains, request.recommends) = (2, true, true)
  run(bytes) { loop throws(Message) in
    try loop.run { ScoreFilter(request, workers: 1) }
  }
}

private func plan(_ bytes: UnsafeBufferPointer<UInt8>) {
  plan(file(bytes), planRequest(constraints: try? Constraints(catalogue: catalogue)))
}

/// A plan of a plan is the same to the byte.
///
/// What stands before an empty line is committed elsewhere; posts whose slot has passed get a new one.
private func replan(_ bytes: UnsafeBufferPointer<UInt8>) {
  var request = planRequest(constraints: try? Constraints(catalogue: catalogue))
  request?.replansOverdue = true
  let end = bytes.indices.first { $0 > 0 && bytes[$0 - 1] == 10 && bytes[$0] == 10 } ?? 0
  let existing = file(UnsafeBufferPointer(rebasing: bytes[..<end]), at: 1)
  let posts = file(UnsafeBufferPointer(rebasing: bytes[end...]))
  guard let once = planned(posts, request, existing: existing) else { return }
  let again = once.withUnsafeBufferPointer { planned(file($0), request, existing: existing) }
  precondition(again == once, "a plan of a plan is another")
}

/// The bytes are the rules of some posts.
private func rules(_ bytes: UnsafeBufferPointer<UInt8>) {
  let rules = try? Constraints(contentsOf: file(bytes), catalogue: catalogue)
  plan(somePosts(), planRequest(constraints: rules))
}

/// The bytes are the job of some posts.
private func job(_ bytes: UnsafeBufferPointer<UInt8>) {
  guard let job = try? BulkJob(contentsOf: file(bytes)) else { return }
  var request = planRequest(constraints: try? Constraints(catalogue: catalogue))
  request?.job = job
  plan(somePosts(), request)
}

private func planRequest(constraints: Constraints?) -> PlanRequest? {
  guard let constraints else { return nil }
  var request = PlanRequest(
    catalogue: catalogue, constraints: constraints, audiences: audiences, from: start,
    until: start.adding(seconds: 2 * 86_400), now: start)
  (request.effort, request.explains) = (.fast, true)
  return request
}

private func plan(
  _ posts: String, _ request: PlanRequest?, existing: String? = nil, to output: String = "/dev/null"
) {
  guard let request else { return }
  run(posts, to: output) { loop throws(Message) in
    let run = try PlanRun(
      request, existing: existing, summary: nil, maxLineBytes: 1 << 20, reporter: reporter,
      progress: progress("accounts"))
    return try loop.run(run)
  }
}

/// What is planned of a file of posts, or nil if nothing is.
private func planned(
  _ posts: String, _ request: PlanRequest?, existing: String
) -> [UInt8]? {
  let output = file(UnsafeBufferPointer(start: nil, count: 0), at: 2)
  plan(posts, request, existing: existing, to: output)
  let bytes = contents(of: 2)
  return bytes.isEmpty ? nil : bytes
}

/// Posts of two accounts and of several platforms and priorities, that wait for each other.
private func somePosts() -> String {
  let kinds = ["x_post", "instagram_reels", "instagram_stories", "tiktok_video"]
  let lines = (0..<12).map { number in
    """
    {"id":\(number),"account":"a\(number % 2)","content_type":"\(kinds[number % 4])",\
    "priority":\(number % 3 + 1),"after":\(number % 5 == 4 ? "\(number - 4)" : "null"),\
    "campaign":\(number % 4 == 3 ? "1" : "null")}

    """
  }
  return Array(lines.joined().utf8).withUnsafeBufferPointer { file($0, at: 1) }
}

/// The bytes are an export: what comes out is JSON, and what describes it is YAML.
private func imported(_ bytes: UnsafeBufferPointer<UInt8>) {
  let output = file(UnsafeBufferPointer(start: nil, count: 0), at: 2)
  var options = options
  (options.files, options.output) = ([file(bytes)], output)
  var request = ImportRequest(sources: sources, catalogue: catalogue)
  (request.zone, request.now) = (.utc, start)
  (request.decimal, request.dateOrder) = (.point, .dayFirst)
  do throws(Message) {
    let run = try Importer(
      request,
      output: try options.importOutput(reporter: reporter, catalogue: catalogue))
    _ = try run.run(options.files)
  } catch {
    precondition(error.status != .defect, error.text)
  }
  for record in contents(of: 2).split(separator: 10) {
    record.withUnsafeBufferPointer { record in
      padded(record) { bytes in
        var line = JSONLine()
        precondition((try? line.read(bytes)) != nil, "a record is not JSON")
      }
    }
  }
  // To describe a document takes as long as its columns times its bytes.
  guard bytes.count < 1 << 12 else { return }
  do throws(Message) {
    let text = try ForeignDescription(request, maxRecordBytes: 1 << 20).text(of: options.files)
    // A name that is of no platform, or is doubled, is what a person is to mend.
    text.withUnsafeBufferPointer { importSources($0) }
  } catch {
    precondition(error.status != .defect, error.text)
  }
}

/// The bytes are records of any kind: what a terminal gets has no control character, and no line of it
/// is wider than the screen.
private func view(_ bytes: UnsafeBufferPointer<UInt8>) {
  let records = file(bytes)
  for grouping in [nil, ViewRequest.Grouping.account] {
    var request = ViewRequest(catalogue: catalogue, now: start)
    (request.zone, request.grouping, request.width) = (.utc, grouping, 40)
    run(records, to: file(UnsafeBufferPointer(start: nil, count: 0), at: 2)) {
      loop throws(Message) in try loop.run(ViewCollector(request))
    }
    for line in contents(of: 2).split(separator: 10) {
      precondition(!line.contains { $0 < 0x20 || $0 == 0x7F }, "a control character is shown")
    }
  }
  for format in [ViewRequest.Format.svg, .html] {
    var request = ViewRequest(catalogue: catalogue, now: start)
    (request.zone, request.format) = (.utc, format)
    run(records, to: "/dev/null") { loop throws(Message) in
      try loop.run(ViewCollector(request))
    }
  }
}

/// The bytes are posts of a plan: no line of their calendar has more than 75 octets.
private func export(_ bytes: UnsafeBufferPointer<UInt8>) {
  let records = file(bytes)
  var request = ViewRequest(catalogue: catalogue, now: start)
  request.zone = try? Zone.named("Europe/Berlin")
  run(records, to: file(UnsafeBufferPointer(start: nil, count: 0), at: 2)) {
    loop throws(Message) in
    try loop.run(CalendarExport(request: request, output: loop.output, reporter: reporter))
  }
  for line in contents(of: 2).split(separator: 10) {
    precondition(line.count <= 76 && line.last == 13, "a line of the calendar is not folded")
  }
  run(records, to: "/dev/null") { loop throws(Message) in
    let layouts = try TableLayouts(catalogue: catalogue)
    return try loop.run(
      TableExport(
        request: request, layout: layouts.named("metricool"), output: loop.output,
        reporter: reporter))
  }
}

/// The bytes are a file of layouts, by which a post is written.
private func layouts(_ bytes: UnsafeBufferPointer<UInt8>) {
  var request = ViewRequest(catalogue: catalogue, now: start)
  request.zone = .utc
  let plan = #"{"id":1,"platform":"x","text":"a","scheduled_at":"2026-11-23T10:00:00Z"}"# + "\n"
  let records = Array(plan.utf8).withUnsafeBufferPointer { file($0, at: 1) }
  let path = file(bytes)
  run(records, to: "/dev/null") { loop throws(Message) in
    let layouts = try TableLayouts(catalogue: catalogue).adding(
      contentsOf: path, catalogue: catalogue)
    return try loop.run(
      TableExport(
        request: request, layout: layouts.named("own"), output: loop.output, reporter: reporter))
  }
}

private func train(_ bytes: UnsafeBufferPointer<UInt8>) {
  var training = TrainingRun(catalogue: catalogue, now: start, zone: .utc)
  training.setForest(
    trees: 2, leastLeaf: 5, mostDepth: nil, featuresPerSplit: nil, seed: 0, threads: 1,
    progress: nil)
  training.leastSamples = 4
  let collector = SampleCollector(catalogue: catalogue, audiences: audiences, ownFeatures: [])
  run(bytes) { loop throws(Message) in
    try loop.collect(with: [collector]) { output throws(Message) in
      try training.write([collector], to: output, reporter: reporter)
    }
  }
}

private func predict(_ bytes: UnsafeBufferPointer<UInt8>) {
  var request = PredictRequest(
    catalogue: catalogue, audiences: audiences, span: .hours(count: 48, from: start), zone: .utc)
  (request.explains, request.exploration) = (true, 0.5)
  run(bytes) { loop throws(Message) in
    let filter = try PredictFilter(request, workers: 1)
    return try loop.run { filter }
  }
}

private func feedback(_ bytes: UnsafeBufferPointer<UInt8>) {
  feedback(file(bytes), after: nil, to: "/dev/null")
}

/// The bytes are the parameters before a cycle; what it writes can be read, and says all that it was
/// told: told again, it writes the same.
private func cycle(_ bytes: UnsafeBufferPointer<UInt8>) {
  guard let once = parameters(after: file(bytes)) else { return }
  let again = once.withUnsafeBufferPointer { parameters(after: file($0)) }
  precondition(again == once, "the same results make other parameters")
}

/// The parameters after some results, or nil if the last ones are refused.
private func parameters(after last: String) -> [UInt8]? {
  let output = file(UnsafeBufferPointer(start: nil, count: 0), at: 2)
  feedback(someResults(), after: last, to: output)
  let bytes = contents(of: 2)
  return bytes.isEmpty ? nil : bytes
}

private func feedback(_ results: String, after last: String?, to output: String) {
  let request = FeedbackRequest(catalogue: catalogue, now: start)
  let collector = ResultCollector(request, audiences: audiences)
  run(results, to: output) { loop throws(Message) in
    let run = try FeedbackRun(
      request, after: last, inPlace: false, reset: nil, maxLineBytes: 1 << 20, reporter: reporter)
    return try loop.collect(with: [collector]) { output throws(Message) in
      try run.write([collector], to: output)
    }
  }
}

/// Results of two accounts, old and young, with lots and draws, some of them refused.
private func someResults() -> String {
  let lines = (0..<30).map { number in
    let instant = start.adding(hours: Int64(-17 * number - 1))
    let choice = [
      "", #""score":0.5,"#, #""propensity":0.25,"explored":true,"#,
      #""experiment":{"group":"g","propensity":0.5},"score":0.7,"#,
    ][number % 4]
    return number % 10 == 9
      ? #"{"id":\#(number),"platform":"x","http_status":429,"failed_at":"\#(instant)"}"#
      : #"{"id":\#(number),"account":"a\#(number % 2)","platform":"\#(["x", "instagram"][number % 2])","#
        + #"\#(choice)"posted_at":"\#(instant)","metrics":{"likes":\#(number),"reach":99}}"#
  }
  return Array((lines.joined(separator: "\n") + "\n").utf8).withUnsafeBufferPointer {
    file($0, at: 1)
  }
}

// MARK: What they need

private let catalogue: PlatformCatalogue = {
  guard let catalogue = try? PlatformCatalogue.builtIn() else { exit(70) }
  return catalogue
}()
private let sources: ImportSources = {
  guard let sources = try? ImportSources(catalogue: catalogue) else { exit(70) }
  return sources
}()
private let audiences = AudienceProfiles(defaultZone: .utc)
/// 2026-11-23T00:00:00Z.
private let start = Instant(seconds: 1_795_392_000)
nonisolated(unsafe) private let reporter = Reporter(program: "fuzz", loudness: .quiet)

private func progress(_ unit: String) -> Progress {
  Progress(.never, program: "fuzz", unit: unit)
}

private let options: CommonOptions = {
  let flags = ["-o", "/dev/null", "-q", "--threads", "1", "--progress", "never"]
  guard let options = try? CommonOptions.parse(flags) else { exit(ExitStatus.defect.rawValue) }
  return options
}()

/// Runs a tool's loop over the bytes as a file.
private func run(
  _ bytes: UnsafeBufferPointer<UInt8>,
  _ work: (FilterLoop) throws(Message) -> ExitStatus
) {
  run(file(bytes), to: "/dev/null", work)
}

/// Runs a tool's loop over a file.
private func run(
  _ file: String, to output: String, _ work: (FilterLoop) throws(Message) -> ExitStatus
) {
  do throws(Message) {
    var options = options
    (options.files, options.output) = ([file], output)
    _ = try work(try options.filterLoop(reporter: reporter))
  } catch {
    precondition(error.status != .defect, error.text)
  }
}

/// The bytes as one of the files of this process.
private func file(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int = 0) -> String {
  let descriptor = files[index]
  ftruncate(descriptor, 0)
  lseek(descriptor, 0, SEEK_SET)
  pwrite(descriptor, bytes.baseAddress, bytes.count, 0)
  return "/proc/self/fd/\(descriptor)"
}

private func contents(of index: Int) -> [UInt8] {
  let count = max(0, Int(lseek(files[index], 0, SEEK_END)))
  return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
    initialized = max(0, pread(files[index], buffer.baseAddress, count, 0))
  }
}

/// The input, what stands beside it, and the output.
private let files: [CInt] = (0..<3).map { _ in
  var name = Array("/dev/shm/fuzz-XXXXXX".utf8CString)
  let descriptor = mkstemp(&name)
  unlink(name)
  return descriptor
}

/// The bytes with some behind them that may be read, as readers of lines demand.
private func padded(
  _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
) {
  let room = Array(bytes) + [UInt8](repeating: 0, count: 16)
  room.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<bytes.count])) }
}
