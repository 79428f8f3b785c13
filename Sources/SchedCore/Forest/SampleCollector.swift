/// Keeps the published posts of the lines that it is given.
package final class SampleCollector: LineCollector {
  private var reader: PublishedPostReader
  private let ownFeatures: [OwnFeaturePath]
  private(set) var samples: [Sample] = []

  package init(
    catalogue: PlatformCatalogue, audiences: AudienceProfiles, ownFeatures: [OwnFeaturePath]
  ) {
    reader = PublishedPostReader(catalogue: catalogue, audiences: audiences)
    self.ownFeatures = ownFeatures
  }

  package func take(_ line: JSONLine, number: Int) throws(Message) {
    let post = try reader.post(of: line)
    guard post.isPublished else { return }
    samples.append(Sample(post, own: ownFeatures.map { $0.value(in: line) }, number: number))
  }

  /// The samples of all collectors by instant, those of one instant in the order of the input.
  static func merged(_ collectors: [SampleCollector]) -> [Sample] {
    collectors.flatMap(\.samples).sorted { ($0.instant, $0.number) < ($1.instant, $1.number) }
  }
}
