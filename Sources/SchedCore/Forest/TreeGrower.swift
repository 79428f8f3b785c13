/// Grows one regression tree on a random half of the samples.
///
/// Extremely randomised trees (Geurts, Ernst and Wehenkel 2006, doi 10.1007/s10994-006-6226-1),
/// changed in three ways: a) each tree sees a random half of the samples without repetition, which
/// averages like the bootstrap (Bühlmann and Yu 2002, doi 10.1214/aos/1031689014), costs less, and
/// leaves the other half to judge it; b) the cut of a feature is drawn between the bins of two
/// samples of the node, so that it needs no search for the least and greatest; c) categories are
/// split at the best place of their order by mean (Fisher 1958). On the generated histories random
/// cuts beat the best cut over all bins by 0.02 of R² and take a third of the time.
package struct TreeGrower: Sendable {
  package struct Options: Sendable {
    /// The fewest samples of a leaf.
    package var leastLeaf = 5
    /// The root is at depth 0.
    package var mostDepth = 64
    /// How many features are tried for a split.
    package var featuresPerSplit = 1
    /// Is told of each tree that is grown.
    package var progress: Progress?

    package init() {}
  }

  let samples: BinnedSamples
  /// Of each feature, the number of its categories; 0 for a number.
  let categoryCounts: [Int]
  let options: Options

  package init(samples: BinnedSamples, categoryCounts: [Int], options: Options) {
    (self.samples, self.categoryCounts, self.options) = (samples, categoryCounts, options)
  }

  /// Grows a tree from a stream of its own, on the samples of a bag or a random half of all.
  ///
  /// Beside the tree it gives how much each feature lowered the squared error, and which samples
  /// the tree was grown on, a bit each.
  package func grow(
    _ random: SeededGenerator, on bag: BitRow? = nil
  ) -> (tree: Tree, gains: [Double], bag: BitRow) {
    var random = random
    let bag = bag ?? BitRow(count: samples.count, random: &random)
    let room = samples.stride * max(1, bag.ones)
    // Deallocated below on the one way out; nothing in between throws.
    let records = UnsafeMutableRawPointer.allocate(byteCount: room, alignment: 8)
    defer { records.deallocate() }
    samples.bytes.withUnsafeBytes { source in
      var place = records
      for sample in 0..<samples.count where bag[sample] {
        let start = source.baseAddress.map { $0 + sample * samples.stride }
        if let start { place.copyMemory(from: start, byteCount: samples.stride) }
        place += samples.stride
      }
    }
    var growth = TreeGrowth(self, records: records, count: bag.ones, random: random)
    growth.run()
    return (growth.tree, growth.gains, bag)
  }
}

/// A bit for each sample.
package struct BitRow: Sendable {
  private var words: [UInt64]
  package private(set) var ones = 0

  /// Bits that are 1 with a chance of a half.
  init(count: Int, random: inout SeededGenerator) {
    words = (0..<(count + 63) / 64).map { _ in random.next() }
    if count % 64 > 0 { words[words.count - 1] &= 1 << UInt64(count % 64) - 1 }
    ones = words.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  init(_ bits: some Collection<Bool>) {
    words = [UInt64](repeating: 0, count: (bits.count + 63) / 64)
    for (index, bit) in bits.enumerated() where bit {
      words[index >> 6] |= 1 << UInt64(index & 63)
      ones += 1
    }
  }

  package subscript(index: Int) -> Bool { words[index >> 6] >> UInt64(index & 63) & 1 == 1 }
}
