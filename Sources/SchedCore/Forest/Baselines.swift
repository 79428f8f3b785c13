/// What needs no forest: the account's mean, and a table of means for each hour of the week.
package struct Baselines {
  private struct Mean {
    var sum = 0.0
    var count = 0.0

    mutating func add(_ value: Double) {
      sum += value
      count += 1
    }

    var value: Double? { count > 0 ? sum / count : nil }
  }

  private struct AccountType: Hashable {
    var account: String
    var contentType: Int
  }

  private struct TypeHour: Hashable {
    var contentType: Int
    var weekHour: Int
  }

  private var all = Mean()
  private var ofType: [Int: Mean] = [:]
  private var ofAccount: [AccountType: Mean] = [:]
  private var ofHour: [TypeHour: Mean] = [:]

  /// Takes the means of targets, one for each sample, on the learned scale.
  package init(_ samples: [Sample], targets: [Double]) {
    for (sample, target) in zip(samples, targets) {
      let type = sample.identity.contentType
      let account = AccountType(account: sample.identity.account, contentType: type)
      all.add(target)
      ofType[type, default: Mean()].add(target)
      ofAccount[account, default: Mean()].add(target)
      ofHour[TypeHour(contentType: type, weekHour: sample.weekHour), default: Mean()].add(target)
    }
  }

  private func mean(ofType type: Int) -> Double { ofType[type]?.value ?? all.value ?? 0 }

  /// The mean of the account's posts of that type; else of the type, else of all.
  package func accountMean(_ sample: Sample) -> Double {
    let type = sample.identity.contentType
    let account = AccountType(account: sample.identity.account, contentType: type)
    return ofAccount[account]?.value ?? mean(ofType: type)
  }

  /// The mean of the type's posts in that hour of the week; else of the type, else of all.
  package func hourMean(_ sample: Sample) -> Double {
    let type = sample.identity.contentType
    return ofHour[TypeHour(contentType: type, weekHour: sample.weekHour)]?.value
      ?? mean(ofType: type)
  }
}
