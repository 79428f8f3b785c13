extension HTMLPage {
  /// Light colours are the rule, and what paper gets; dark ones are for screens that ask for them.
  static let style = """
    :root{color-scheme:light dark;\(Palette.light.properties)}
    @media screen and (prefers-color-scheme:dark){:root{\(Palette.dark.properties)}}
    \(general)\(tables)\(weekMaps)\(calendars)\(charts)\(narrow)\(wide)\(print)
    """

  private static let general = """
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 \(Palette.fonts);
    font-variant-numeric:tabular-nums;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
    main{max-width:72rem;margin:0 auto;padding:1.5rem 1rem 4rem}
    h1{font-size:1.6rem;line-height:1.25;margin:0 0 1.5rem;font-weight:650}
    h2{font-size:1.25rem;line-height:1.3;margin:3rem 0 1rem;padding-top:1.25rem;font-weight:650;
    border-top:1px solid var(--line)}
    h1+h2{border:0;margin-top:0;padding-top:0}
    h3{font-size:1rem;margin:2rem 0 .75rem;font-weight:600}
    p,ul{margin:.75rem 0;max-width:44rem}
    ul{padding-left:1.25rem}
    li{margin:.25rem 0}
    figure{margin:1.75rem 0}
    small{font-size:.8125rem;color:var(--faint)}
    :focus-visible{outline:2px solid var(--figure);outline-offset:2px}
    .unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;
    clip-path:inset(50%);white-space:nowrap}
    .label{font-size:.8125rem;font-weight:600;color:var(--faint);margin:0 0 .375rem}

    """

  private static let tables = """
    .frame{position:relative;overflow-x:auto;margin:1rem 0}
    .frame table{border-collapse:collapse;font-size:.875rem;min-width:min(100%,32rem)}
    .frame th,.frame td{padding:.4375rem .75rem;text-align:left;vertical-align:top;
    border-bottom:1px solid var(--line);font-weight:400;overflow-wrap:break-word}
    .frame thead th{font-weight:600;color:var(--faint);vertical-align:bottom}
    .frame th:first-child{padding-left:0;font-weight:600}
    .frame thead th:first-child{color:var(--faint)}
    .frame .number{text-align:right}
    .frame .number{white-space:nowrap}
    .frame td:last-child:not(.number){min-width:10rem;overflow-wrap:anywhere}

    """

  private static let weekMaps = """
    .week-map table{width:100%;table-layout:fixed;border-collapse:separate;border-spacing:2px;
    font-size:.6875rem;line-height:1}
    .week-map caption{text-align:left;font-size:1rem;line-height:1.4;padding-bottom:.625rem;
    color:var(--faint)}
    .week-map caption strong{color:var(--ink)}
    .week-map thead td{width:2.75rem}
    .week-map thead th{font-size:.8125rem;font-weight:600;padding:.25rem 0}
    .week-map tbody th{font-size:.75rem;font-weight:400;color:var(--faint);text-align:right;
    padding:0 .375rem 0 0}
    .week-map td{position:relative;height:1.5rem;padding:0;text-align:center;border-radius:3px;
    overflow-wrap:normal}
    .week-map .unknown{color:var(--faint)}
    .week-map tbody+tbody::before{content:"";display:block;height:3px}
    .best{outline:2px solid var(--mark);outline-offset:-1px;font-weight:700}
    .best b{position:absolute;top:-.4375rem;right:-.3125rem;z-index:1;width:1rem;height:1rem;
    border-radius:50%;background:var(--mark);color:var(--on-mark);font-size:.6875rem;
    line-height:1rem}
    .week-map figcaption{margin-top:1.25rem}
    .best-hours{list-style:none;counter-reset:rank;margin:0 0 1.25rem;padding:0}
    .best-hours li{counter-increment:rank;position:relative;padding-left:1.75rem;margin:.375rem 0}
    .best-hours li::before{content:counter(rank);position:absolute;left:0;top:.1875rem;
    width:1.125rem;height:1.125rem;border-radius:50%;background:var(--mark);color:var(--on-mark);
    font-size:.75rem;line-height:1.125rem;font-weight:700;text-align:center}
    .best-hours small{display:block}
    .legend{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem .625rem;margin:0;
    font-size:.875rem}
    .swatches{display:inline-flex;gap:2px}
    .swatches i{width:1.5rem;height:1rem;border-radius:3px}
    \(colors)

    """

  private static let colors = Palette.rules(
    shadeProperty: "background-color", inkProperty: "color", edgeProperty: "border-left-color")

  private static let calendars = """
    .days{display:grid;gap:.75rem}
    .day h3,.day h4,.day p{font-size:.875rem;font-weight:600;margin:0 0 .375rem}
    .empty{display:none}
    .day ol,.unplaced ul{list-style:none;margin:0;padding:0;max-width:none}
    .day li,.unplaced li{background:var(--card);
    border-left-style:solid;border-left-width:3px;border-radius:3px;
    padding:.375rem .5rem .4375rem;margin:0 0 .375rem;font-size:.875rem;line-height:1.35}
    .day time{font-weight:600}
    .score{float:right;padding-top:.1875rem;font-size:.75rem;line-height:1;color:var(--faint)}
    .title,.day small,.unplaced small,.reason{display:block}
    .unplaced ul{display:grid;gap:.375rem;
    grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr))}
    .unplaced li{margin:0}
    .unplaced .title{font-weight:600}

    """

  private static let charts = """
    .ranking figcaption{color:var(--faint);margin-bottom:.5rem}
    .ranking strong,.course strong{color:var(--ink)}
    .ranking ol{margin:0;padding:0;list-style:none;max-width:48rem}
    .ranking li{display:grid;grid-template-columns:1fr auto;gap:0 1rem;align-items:center;
    padding:.5rem 0;margin:0;border-bottom:1px solid var(--line);line-height:1.4}
    .ranking .bar{grid-column:1/-1;width:100%;height:18px;overflow:visible}
    .ranking small{grid-column:1/-1}
    .bar rect{fill:var(--figure);fill-opacity:.4}
    .bar line{stroke:var(--ink);stroke-width:1.5}
    .courses{display:grid;gap:.5rem 2.5rem;
    grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr))}
    .course{max-width:32rem;margin:.75rem 0}
    .course figcaption{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem}
    .course svg{display:block;width:100%;height:5rem;margin:.5rem 0;overflow:visible;
    border-bottom:1px solid var(--line)}
    .course path{fill:none;stroke:var(--figure);stroke-width:2;vector-effect:non-scaling-stroke;
    stroke-linecap:round;stroke-linejoin:round}
    .course .dot{stroke-width:6}
    .course path.bound{stroke:var(--mark);stroke-width:1.5;stroke-dasharray:2 4}
    .ends{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;margin:0;
    font-size:.8125rem;color:var(--faint)}
    .ends b{color:var(--ink)}
    .ends .bound{color:var(--mark);flex-basis:100%}

    """

  /// Where the columns of a table find no room, each cell has its column's title before it.
  private static let narrow = """
    @media screen and (max-width:40rem){
    .frame table,.frame tbody,.frame tr{display:block;min-width:0}
    .frame thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    .frame tr{padding:.5rem 0;border-bottom:1px solid var(--line)}
    .frame tbody th{display:block;padding:0 0 .125rem;border:0;text-align:left;
    overflow-wrap:anywhere;white-space:normal}
    .frame td,.frame td.number,.frame td:last-child:not(.number){display:grid;gap:0 .75rem;
    grid-template-columns:9rem 1fr;min-width:0;padding:.0625rem 0;border:0;text-align:left;
    white-space:normal;overflow-wrap:anywhere}
    .frame td::before{content:attr(data-column);content:attr(data-column) / "";color:var(--faint)}
    .frame td:empty{display:none}
    }

    """

  /// Where a week has room for seven columns.
  private static let wide = """
    @media (min-width:60rem),print{
    .days{grid-template-columns:repeat(7,minmax(0,1fr));gap:.5rem;align-items:start}
    .empty{display:block;color:var(--faint)}
    .day>:first-child{border-bottom:1px solid var(--line);padding-bottom:.375rem}
    .day li{font-size:.8125rem}
    .day small{font-size:.75rem}
    }
    @media (min-width:60rem){
    main{padding:2.5rem 2rem 4rem}
    .week-map{display:grid;grid-template-columns:minmax(0,40rem) minmax(14rem,1fr);gap:3rem}
    .week-map table{font-size:.75rem}
    .week-map figcaption{margin-top:2.25rem}
    .ranking li{grid-template-columns:11rem 3.5rem minmax(8rem,1fr) 13rem}
    .ranking .bar,.ranking small{grid-column:auto}
    .ranking .value{text-align:right}
    }

    """

  private static let print = """
    @media print{
    :root{color-scheme:light}
    *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
    body{font-size:.8125rem}
    main{max-width:none;padding:0}
    h1,h2,h3,h4,.label{break-after:avoid}
    .week-map,.ranking,.course,tr,.day li,.unplaced li,.best-hours{break-inside:avoid}
    .frame{overflow:visible}
    .week-map td{height:1.25rem}
    .days{gap:.25rem}
    .day li{font-size:.6875rem;padding:.25rem .3125rem}
    .day small,.score{font-size:.625rem}
    .day>:first-child{font-size:.75rem}
    }
    @page{margin:15mm}

    """
}
