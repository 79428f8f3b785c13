/// What the prices of rows between groups come to at the slots of each group.
extension LinkedRelaxation {
  /// What the rows' prices come to in each group.
  func linkPrices(_ prices: ArraySlice<Double>) -> [LinkPrices] {
    var links = Array(repeating: LinkPrices(), count: groups.count)
    for (row, price) in zip(rows, prices) where price > 0 {
      switch row {
      case .calm(let instant): add(price, at: instant, isCalm: true, to: &links)
      case .total(let instant): add(price, at: instant, isCalm: false, to: &links)
      case .campaign(let campaign, let from, let until):
        for post in model.campaigns[campaign] { add(price, to: post, from, until, in: &links) }
      case .gap(let lane, let from, let until):
        for (number, group) in groups.enumerated() where lanesOf[number].contains(lane) {
          for (local, post) in group.condensed.posts.enumerated()
          where model.posts[post].lane == lane {
            add(price, toClass: offsets[number] + local, from, until, in: &links)
          }
        }
      case .order(let post, let instant):
        add(price, to: post, .min, instant.saturatingAdd(1), in: &links)
        guard let before = model.posts[post].predecessor else { continue }
        let last = instant.saturatingAdd(-before.lag)
        add(-price, to: before.post, .min, last.saturatingAdd(1), in: &links)
      }
    }
    for number in links.indices { links[number].sumUp() }
    return links
  }

  private func add(
    _ price: Double, at instant: Int64, isCalm: Bool, to links: inout [LinkPrices]
  ) {
    for number in groups.indices {
      let slots = groups[number].condensed.slots
      let slot = slots.firstIndex(from: instant)
      guard slot < slots.count, slots[slot] == instant else { continue }
      links[number].add(price, at: slot, of: slots.count, isCalm: isCalm)
    }
  }

  private func add(
    _ price: Double, to post: Int, _ from: Int64, _ until: Int64, in links: inout [LinkPrices]
  ) {
    guard let number = classOfPost[post] else { return }
    add(price, toClass: number, from, until, in: &links)
  }

  private func add(
    _ price: Double, toClass number: Int, _ from: Int64, _ until: Int64,
    in links: inout [LinkPrices]
  ) {
    let group = groupOf[number]
    let slots = groups[group].condensed.slots
    let local = number - offsets[group]
    let first = slots.firstIndex(from: from)
    let past = slots.firstIndex(from: until)
    guard first < past else { return }
    links[group].add(price, toClass: local, first..<past, of: slots.count)
  }
}
