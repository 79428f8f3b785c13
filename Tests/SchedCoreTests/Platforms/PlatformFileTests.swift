import SchedCore
import Testing

/// Users' platform files, laid over the built-in one.
struct PlatformFileTests {
  @Test
  func `one key is overridden and everything else stays`() throws {
    let builtIn = try PlatformCatalogue.builtIn()
    let changed = try catalogue("platforms: {instagram: {min_gap_hours: 6, quota: ~}}\n")
    #expect(changed.platforms.map(\.name) == builtIn.platforms.map(\.name))
    let instagram = changed.platforms[2]
    #expect(instagram.minGapHours == 6)
    #expect(try instagram.quotas().isEmpty)
    #expect(instagram.cadence == builtIn.platforms[2].cadence)
    // A content type's own gap is not the platform's.
    #expect(
      changed.minGapHours(try changed.resolve(platform: "instagram", contentType: nil)) == 12)
    for (a, b) in zip(builtIn.contentTypes, changed.contentTypes) {
      #expect(a.windows == b.windows)
    }
  }

  @Test
  func `what is like an overridden curve follows it`() throws {
    let changed = try catalogue(
      """
      platforms:
        x:
          content_types:
            x_post: {windows: {sat: {3-4: 1}}}
      """)
    let (post, thread) = (try type("x_post", changed), try type("x_thread", changed))
    #expect(post.windows == thread.windows)
    #expect(post.windows[5 * 24 + 3] == 1)
    // The whole table is replaced, Wednesday 9 included.
    #expect(post.windows[2 * 24 + 9] == 0.1)
  }

  @Test
  func `a new platform needs only windows for one content type`() throws {
    let added = try catalogue(
      """
      platforms:
        threads:
          aliases: [threads_net]
          content_types:
            threads_post: {windows: {mon-fri: {9-11: 0.8, 22-2: 0.4}}}
      """)
    let post = try type("threads_post", added)
    #expect(added.platforms.last?.name == "threads")
    #expect(try added.resolve(platform: "threads_net", contentType: nil) == 13)
    #expect(post.windows[9] == 0.8 && post.windows[8] == 0.1)
    // Past midnight the span belongs to the day on which it begins: Friday's ends on Saturday.
    #expect(
      post.windows[5 * 24 + 1] == 0.4 && post.windows[1] == 0.1 && post.windows[24 + 1] == 0.4)
    #expect(post.guardFactors[3] == 0.3 && post.guardFactors[9] == 1)
    #expect(post.trust == .low && post.priorCounts[0] == 5)
    #expect(added.minGapHours(13) == 0)
    #expect(try added.platforms[6].quotas().isEmpty)
  }

  @Test
  func `a new type may be like another that stands behind it`() throws {
    let added = try catalogue(
      """
      platforms:
        a: {content_types: {a_post: {like: b_post, windows: {sun: {23-24: 0.9}}}}}
        b: {content_types: {b_post: {like: twitter_post}}}
      """)
    #expect(try type("b_post", added).windows == type("x_post", added).windows)
    #expect(try type("a_post", added).windows[167] == 0.9)
    #expect(try type("a_post", added).windows[9] == type("x_post", added).windows[9])
  }

  @Test
  func `files are laid over each other in their order`() throws {
    let first = try catalogue("platforms: {x: {min_gap_hours: 3, notes: [one]}}\n")
    let second = try first.adding(try yaml("platforms: {x: {min_gap_hours: 4}}\n"))
    #expect(second.platforms[3].minGapHours == 4)
    #expect(second.platforms[3].notes == ["one"])
    #expect(try second.adding(nil).platforms[3].minGapHours == 4)
  }

  @Test
  func `a long chain of types is followed without recursion`() throws {
    var text = "platforms:\n  c:\n    content_types:\n      t0: {windows: {all: {1-2: 1}}}\n"
    for index in 1...20_000 { text += "      t\(index): {like: t\(index % 20_000 + 1)}\n" }
    let fault = #expect(throws: Message.self) { try catalogue(text) }
    #expect(fault?.withPlace == "f.yaml:5:18: like: leads back to \"t1\" itself")
    let chain = text.replacing("t20000: {like: t1}", with: "t20000: {like: t0}")
    #expect(try type("t1", catalogue(chain)).windows[1] == 1)
  }

  @Test(
    arguments: [
      (
        "platforms: {x: {min_gap_hour: 3}}",
        "1:17: min_gap_hour: unknown key (did you mean \"min_gap_hours\"?)"
      ),
      (
        "platfroms: {}", "1:1: platfroms: unknown key (did you mean \"platforms\"?)"
      ),
      (
        "platforms: {x: {content_types: {x_post: {window: {}}}}}",
        "1:42: window: unknown key (did you mean \"windows\"?)"
      ),
      (
        "platforms: {x: {min_gap_hours: abc}}",
        "1:32: min_gap_hours: \"abc\" is not a number (0 to 8760)"
      ),
      (
        "platforms: {x: {content_types: {x_post: {windows: {mon: {9-11: 1.5}}}}}}",
        "1:64: 9-11: 1.5 is out of range (0 to 1)"
      ),
      (
        "platforms: {x: {content_types: {x_post: {windows: {moon: {9-11: 1}}}}}}",
        "1:52: windows: \"moon\" is not a day (mon, tue, wed, thu, fri, sat, sun)"
      ),
      (
        "platforms: {x: {content_types: {x_post: {windows: {mon: {9-25: 1}}}}}}",
        "1:58: windows: \"9-25\" is not a span of hours (such as 15-17, from 0 to 24)"
      ),
      (
        "platforms: {x: {content_types: {x_post: {windows: {mon: {9: 1}}}}}}",
        "1:58: windows: \"9\" is not a span of hours (such as 15-17, from 0 to 24)"
      ),
      (
        "platforms: {x: {content_types: {x_post: {windows: {mon: 1}}}}}",
        "1:57: mon: a single value stands here (a mapping such as {key: value} is needed)"
      ),
      (
        "platforms: {x: {content_types: {x_post: {format: {all: {6-9: -2}}}}}}",
        "1:62: 6-9: -2 is out of range (-1 to 1)"
      ),
      (
        "platforms: {x: {quota: {kind: hourly, posts: 1}}}",
        "1:31: kind: unknown value \"hourly\" (known: day, fixed, rolling, sliding)"
      ),
      (
        "platforms: {x: {quota: {kind: day, posts: 1, per_hours: 3}}}",
        "1:46: per_hours: unknown key (known: kind, posts, zone)"
      ),
      (
        "platforms: {x: {quota: {kind: rolling, per_hours: 3}}}",
        "1:24: posts: this key is missing here"
      ),
      ("platforms: {new: {min_gap_hours: 1}}", "1:18: content_types: this key is missing here"),
      (
        "platforms: {new: {content_types: {}}}",
        "1:13: content_types: a platform needs at least one content type"
      ),
      (
        "platforms: {new: {content_types: {new_post: {}}}}",
        "1:35: new_post: a content type needs windows, or another that it is like"
      ),
      (
        "platforms: {new: {content_types: {p: {flatten: 0.5, windows: {}}}}}",
        "1:48: flatten: needs the key like beside it"
      ),
      (
        "platforms: {new: {content_types: {p: {like: x_pots}}}}",
        "1:45: like: unknown value \"x_pots\" (did you mean \"x_post\"?)"
      ),
      (
        "platforms: {x: {content_types: {x_post: {like: x_thread}}}}",
        "1:48: like: leads back to \"x_post\" itself"
      ),
      (
        "platforms: {twitter: {content_types: {p: {windows: {}}}}}",
        "1:13: twitter: names both twitter and x"
      ),
      (
        "platforms: {facebook: {aliases: [meta, x]}}", "1:40: x: names both x and facebook"
      ),
      (
        "platforms: {new: {content_types: {x_post: {windows: {}}}}}",
        "1:35: x_post: names both x_post of x and x_post of new"
      ),
      (
        "platforms: {x: {cadence: {brands: 5-2}}}",
        "1:35: brands: \"5-2\" is not a number of posts a week (such as 4 or 2-5)"
      ),
      (
        "platforms: {x: {trust: medum}}",
        "1:24: trust: unknown value \"medum\" (did you mean \"medium\"?)"
      ),
      (
        "platforms: {x: {half_life_hours: [3, 2]}}",
        "1:34: half_life_hours: a number, or the least and the most, such as [0.5, 2], are needed"
      ),
      ("[x]", "1:1: a list stands here (a mapping such as {key: value} is needed)"),
      (
        "trust_counts: {low: -1}", "1:21: low: -1 is out of range (0 to 1000000)"
      ),
    ])
  func `a fault is told with its place`(text: String, message: String) {
    let fault = #expect(throws: Message.self) { try catalogue(text) }
    #expect(fault?.withPlace == "f.yaml:" + message)
    #expect(fault?.status == .configuration)
  }

  @Test
  func `a damaged file is read or refused, and nothing worse`() throws {
    let builtIn = try PlatformCatalogue.builtIn()
    var random = SeededGenerator(seed: 7)
    for _ in 0..<150 {
      var bytes = BuiltInPlatforms.yaml
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[at] = Array("{}[]:,&*-?#|>'\"~!% \n9".utf8).randomElement(using: &random) ?? 0
        case 2: bytes.remove(at: at)
        default: bytes.removeSubrange(at...)
        }
        if bytes.isEmpty { break }
      }
      do {
        _ = try builtIn.adding(try YAMLParser.parse(bytes: bytes, file: "f.yaml"))
      } catch {
        #expect(error.status == .configuration, "\(error.withPlace)")
        #expect(error.place?.file == "f.yaml" && error.place?.line != nil, "\(error.withPlace)")
      }
    }
  }

  private func catalogue(_ text: String) throws -> PlatformCatalogue {
    try PlatformCatalogue.builtIn().adding(try yaml(text))
  }

  private func type(_ name: String, _ catalogue: PlatformCatalogue) throws -> ContentType {
    catalogue.contentTypes[try catalogue.resolve(platform: nil, contentType: name)]
  }
}
