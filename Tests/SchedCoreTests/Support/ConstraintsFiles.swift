import SchedCore

/// What tests of the planning rules read, from texts.
enum ConstraintsFiles {
  static func constraints(_ text: String) throws -> Constraints {
    let document = try YAMLParser.parse(bytes: Array(text.utf8), file: "constraints.yaml")
    return try Constraints(document, catalogue: .builtIn())
  }

  static func job(_ text: String) throws -> BulkJob {
    try BulkJob(try YAMLParser.parse(bytes: Array(text.utf8), file: "job.yaml"))
  }

  /// The index of a platform among the built-in ones.
  static func platform(_ name: String) throws -> Int {
    try PlatformCatalogue.builtIn().platform(named: name)
  }

  /// The index of a content type among the built-in ones.
  static func type(_ name: String) throws -> Int {
    try PlatformCatalogue.builtIn().resolve(platform: nil, contentType: name)
  }

  /// The grid of a platform, x unless said otherwise.
  static func grid(
    _ text: String, from: String, until: String, platform: String = "x", job: BulkJob? = nil
  ) throws -> SlotGrid {
    let grids = try SlotGrid.grids(
      constraints(text), from: Instant(rfc3339: from), until: Instant(rfc3339: until), job: job)
    return grids[try self.platform(platform)]
  }

  /// The message that reading throws, as it is printed behind the program's name.
  static func fault(_ read: () throws -> Void) -> String? {
    do {
      try read()
      return nil
    } catch let message as Message {
      return message.status == .configuration
        ? message.withPlace : "status \(message.status): \(message.withPlace)"
    } catch {
      return "\(error)"
    }
  }
}

extension SlotGrid {
  /// The slots with a flag, as text.
  func instants(with flag: SlotFlags) -> [String] {
    zip(instants, flags).filter { $0.1.contains(flag) }.map { $0.0.description }
  }
}
