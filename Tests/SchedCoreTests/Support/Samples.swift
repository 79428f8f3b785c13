import SchedCore

/// Samples from lines of results, as the training reads them; audiences without zones live in UTC.
func samples(_ lines: [String], own: [String] = []) throws -> [Sample] {
  let catalogue = try PlatformCatalogue.builtIn()
  var reader = PublishedPostReader(
    catalogue: catalogue, audiences: AudienceProfiles(defaultZone: .utc))
  return try lines.enumerated().map { number, line in
    try reading(line) { json in
      Sample(
        try reader.post(of: json), own: own.map { OwnFeaturePath($0).value(in: json) },
        number: number)
    }
  }
}
