import Foundation
import SchedCore
import Testing

struct HTMLPageTests {
  private func page(_ blocks: [ViewBlock], title: String = "When to post") -> String {
    var bytes: [UInt8] = []
    HTMLPage.append(blocks, title: title, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What a reader of HTML that is not ours finds in a page.
  private struct Reading: Decodable {
    /// Tags that were not closed, or closed without being open.
    let faults: [String]
    let names: [String: Int]
    /// The levels of the headings, in order.
    let levels: [Int]
    /// What is fetched: addresses in attributes.
    let addresses: [String]
    let text: String
  }

  private func reading(_ page: String) throws -> Reading {
    let data = try python(
      """
      import json, sys
      from html.parser import HTMLParser
      VOID = {"meta", "link", "img", "br", "hr", "input"}
      EMPTY_SVG = {"rect", "line", "path", "circle"}
      class Reader(HTMLParser):
          def __init__(self):
              super().__init__(convert_charrefs=True)
              self.open, self.faults, self.names, self.levels = [], [], {}, []
              self.addresses, self.text = [], []
          def note(self, tag, attributes):
              self.names[tag] = self.names.get(tag, 0) + 1
              if tag[0] == "h" and tag[1:].isdigit(): self.levels.append(int(tag[1:]))
              self.addresses += [v for k, v in attributes if k in ("src", "href", "xlink:href")]
          def handle_starttag(self, tag, attributes):
              self.note(tag, attributes)
              if tag not in VOID: self.open.append(tag)
          def handle_startendtag(self, tag, attributes):
              self.note(tag, attributes)
              if tag not in EMPTY_SVG: self.faults.append("<%s/>" % tag)
          def handle_endtag(self, tag):
              if not self.open or self.open.pop() != tag: self.faults.append("</%s>" % tag)
          def handle_data(self, data): self.text.append(data)
      reader = Reader()
      reader.feed(json.load(open(sys.argv[1]))[0])
      reader.close()
      print(json.dumps(dict(faults=reader.faults + reader.open, names=reader.names,
                            levels=reader.levels, addresses=reader.addresses,
                            text="".join(reader.text))))
      """, on: [page])
    return try JSONDecoder().decode(Reading.self, from: data)
  }

  @Test(.python)
  func `a page of every kind of block is whole, runs nothing and fetches nothing`() throws {
    let reading = try reading(page(ViewSamples.all, title: ViewSamples.hostileTitles[0]))
    #expect(reading.faults == [])
    #expect(reading.addresses == [])
    for name in ["script", "link", "img", "b>"] { #expect(reading.names[name] == nil) }
    #expect(reading.names["table"] == 3)
    #expect(reading.names["caption"] == 3)
    #expect(reading.text.contains(ViewSamples.hostileTitles[0]))
  }

  @Test(.python)
  func `no level of headings is skipped`() throws {
    for blocks in [ViewSamples.all, [.calendar(ViewSamples.plan)]] {
      let levels = try reading(page(blocks)).levels
      #expect(levels.first == 1)
      #expect(levels.filter { $0 == 1 }.count == 1)
      for (level, next) in zip(levels, levels.dropFirst()) { #expect(next <= level + 1) }
    }
  }

  @Test
  func `what strangers wrote is escaped, and cannot turn the line around`() {
    let page = page([
      .paragraph("<b a=\"1\" c='2'>&"), .list([ViewSamples.hostileTitles[4]]),
      .heading(ViewSamples.hostileTitles[5]),
    ])
    #expect(page.contains("<p>&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;</p>"))
    #expect(page.contains("<li>desrever</li>"))
    #expect(page.contains("<h2>abc[31mdef</h2>"))
  }

  @Test
  func `a cell says when, the number, how many posts tell of it, and its interval`() {
    var cells = [HeatMap.Cell?](repeating: nil, count: 168)
    var cell = HeatMap.Cell(0.93)
    (cell.lower, cell.upper, cell.posts) = (0.82, 1.05, 41)
    cells[2 * 24 + 16] = cell
    cells[0] = HeatMap.Cell(1.2)
    let page = page([
      .heatMap(HeatMap(title: "reels", unit: "score", zone: "Europe/Berlin", cells: cells))
    ])
    #expect(page.contains("title=\"Wed 16:00: score 0.93, 41 posts, 0.82 to 1.05\">0.93<b>"))
    #expect(
      page.contains("title=\"Mon 00:00: score 1.2\">1.20<b>"))
    #expect(page.contains("<td class=\"unknown\" title=\"Sun 23:00: nothing known\">"))
    #expect(page.contains("<strong>Wed 16:00</strong> 0.93 <small>41 posts, 0.82 to 1.05"))
    #expect(page.contains("<span>least 0.93</span>"))
    #expect(page.contains("<span>most 1.2</span>"))
    #expect(page.contains("</strong> score, on the clock of Europe/Berlin</caption>"))
  }

  @Test
  func `a number of many digits is short in its cell, and whole in what the cell says`() {
    let page = page([.heatMap(ViewSamples.gappedWeek)])
    #expect(page.contains("title=\"Sat 20:00: median views 39,978\">40k</td>"))
    #expect(page.contains("title=\"Tue 08:00: median views 7,168\">7,168</td>"))
  }

  @Test
  func `an hour of few posts has its number, and no shade`() {
    var cells = [HeatMap.Cell?](repeating: HeatMap.Cell(2), count: 168)
    var cell = HeatMap.Cell(9)
    cell.posts = 1
    cells[0] = cell
    let map = HeatMap(title: "a", unit: "likes", zone: "UTC", cells: cells, fewestPosts: 3)
    let page = page([.heatMap(map)])
    #expect(page.contains("<td class=\"unknown\" title=\"Mon 00:00: likes 9, 1 post\">9</td>"))
    #expect(page.contains("<p>All hours are alike: likes 2.</p>"))
    #expect(page.contains("Without a shade: fewer than 3 posts."))
  }

  @Test
  func `a plan has a column for each day of its weeks, and tells what is not shown`() {
    let page = page([.calendar(ViewSamples.plan)])
    #expect(page.ranges(of: "<section class=\"week\">").count == 1)
    #expect(page.ranges(of: #/class="day[" ]/#).count == 7)
    #expect(page.ranges(of: "<time ").count == 54)
    #expect(page.contains("66 posts with a slot, 5 without. 12 later posts not shown here."))
    #expect(page.contains("And 3 more posts without a slot."))
    #expect(page.contains("<time datetime=\"2026-11-23T07:00:00Z\">07:00</time>"))
    #expect(
      page.contains(
        "<small><bdi>roastery</bdi>\u{A0}· <bdi>instagram_reels</bdi>\u{A0}· <bdi>overdue"))
  }

  @Test
  func `a course says its first and last number, and its bound`() {
    let page = page([.course(ViewSamples.course)])
    #expect(
      page.contains(
        "aria-label=\"delay, 95th percentile: from 5.71 min (2026-11-10) to "
          + "5.43 min (2026-11-21); bound 5 min\""))
  }

  @Test
  func `the same blocks give the same bytes, and no blocks a page`() {
    #expect(page(ViewSamples.all) == page(ViewSamples.all))
    #expect(page([]).contains("<h1>When to post</h1>\n</main>"))
  }

  @Test
  func `a plan of 100,000 posts is laid out`() {
    let page = page([.calendar(ViewSamples.plan(posts: 100_000))])
    #expect(page.utf8.count > 20_000_000)
  }

  /// Leaves the pages that `make test-browser` looks at in the folder that SCHED_PAGES names.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SCHED_PAGES"] != nil))
  func `pages are left for a browser`() throws {
    let folder = URL(filePath: try #require(ProcessInfo.processInfo.environment["SCHED_PAGES"]))
    var picture: [UInt8] = []
    SVGPicture.append(ViewSamples.all, title: ViewSamples.hostileTitles[0], to: &picture)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(picture).write(to: folder.appending(path: "sample.svg"))
    try Data(page(ViewSamples.all, title: ViewSamples.hostileTitles[0]).utf8)
      .write(to: folder.appending(path: "sample.html"))
  }
}
