/// The style of every page: plain, wide enough for a projector, and fit for paper.
enum PageStyle {
  static let css = """
    :root { --ink: #1a1d21; --soft: #55606b; --line: #dde2e6; --paper: #ffffff; --tint: #f4f7f9;
      --accent: #00558a; --good: #00694d; --bad: #a84300; --open: #7a5200; }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth;
      font-size: clamp(16px, 1.25vw, 32px); }
    body { margin: 0; color: var(--ink); background: var(--paper);
      font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial,
      sans-serif; overflow-wrap: break-word; }
    a { color: var(--accent); }
    header { background: var(--tint); border-bottom: 1px solid var(--line); padding: 2rem 0 1.2rem; }
    .wide { max-width: 70rem; margin: 0 auto; padding: 0 1.5rem; }
    h1 { font-size: 2.1rem; line-height: 1.15; margin: 0 0 .4rem; letter-spacing: -.01em; }
    h2 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 .6rem; letter-spacing: -.005em; }
    h3 { font-size: 1.05rem; margin: 1.4rem 0 .4rem; }
    h4 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
    p, ul { max-width: 72ch; margin: 0 0 .9rem; }
    ul { padding-left: 1.3rem; }
    .about { font-size: 1.15rem; color: var(--soft); margin-bottom: .5rem; }
    .stamp { color: var(--soft); font-size: .92rem; margin: 0; }
    nav { border-bottom: 1px solid var(--line); background: var(--paper); position: sticky; top: 0;
      z-index: 1; }
    nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; max-width: none;
      margin: 0; padding: .55rem 0; font-size: .93rem; }
    nav a { text-decoration: none; }
    nav a:hover, nav a:focus { text-decoration: underline; }
    section { padding: 2rem 0 1rem; border-bottom: 1px solid var(--line); scroll-margin-top: 3rem; }
    section:last-of-type { border-bottom: 0; }
    .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18.75rem, 100%), 1fr)); gap: 1rem;
      margin: 0 0 1rem; padding: 0; list-style: none; max-width: none; }
    .cards li { border: 1px solid var(--line); border-top: 4px solid var(--accent);
      border-radius: 4px; padding: .9rem 1.1rem; background: var(--paper); break-inside: avoid; }
    .cards strong { display: block; font-size: 2rem; line-height: 1.2; letter-spacing: -.01em;
      font-variant-numeric: tabular-nums; }
    .cards .good { border-top-color: var(--good); }
    .cards .bad { border-top-color: var(--bad); }
    .cards .open { border-top-color: #b9c1c8; }
    .cards .name { color: var(--soft); font-size: .95rem; display: block; }
    .warnings { border-left: 4px solid var(--open); padding: .1rem 0 .1rem 1rem; }
    .verdict { font-weight: 600; }
    .verdict.inside, .verdict.good { color: var(--good); }
    .verdict.outside, .verdict.bad { color: var(--bad); }
    .verdict.unclear, .verdict.open { color: var(--open); }
    figure { margin: 1.2rem 0 1.6rem; break-inside: avoid; }
    .drawing svg { display: block; width: calc(var(--w) * .08rem); max-width: 100%; height: auto; }
    .drawing.scroll svg { min-width: calc(var(--w) * .85px); }
    .narrow-drawing { display: none; }
    .scroll { overflow-x: auto; background: linear-gradient(to right, #fff 40%, #fff0) 0 0,
      linear-gradient(to left, #fff 40%, #fff0) 100% 0,
      linear-gradient(to right, #7a8794, #fff0) 0 0, linear-gradient(to left, #7a8794, #fff0) 100% 0;
      background-repeat: no-repeat; background-size: 3rem 100%, 3rem 100%, .6rem 100%, .6rem 100%;
      background-attachment: local, local, scroll, scroll; }
    details { margin-top: .3rem; font-size: .93rem; }
    summary { cursor: pointer; color: var(--accent); }
    table { border-collapse: collapse; font-size: .93rem; margin: .6rem 0 1rem;
      font-variant-numeric: tabular-nums; }
    caption { text-align: left; color: var(--soft); padding-bottom: .3rem; }
    th, td { text-align: left; padding: .32rem .9rem .32rem 0; border-bottom: 1px solid var(--line);
      vertical-align: top; }
    th { font-weight: 600; }
    .n { text-align: right; white-space: nowrap; }
    .evidence td:last-child { min-width: 13rem; }
    .facts th { font-weight: 400; color: var(--soft); white-space: nowrap; }
    .facts th.long { white-space: normal; overflow-wrap: break-word; min-width: 15rem;
      max-width: min(36rem, 58vw); }
    .facts td { overflow-wrap: anywhere; min-width: 8em; }
    code { font: .9em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
    footer { color: var(--soft); font-size: .9rem; padding: 1.2rem 0 2.5rem; }
    .story { width: 100%; max-width: 62rem; table-layout: fixed; }
    .story td, .story th { overflow-wrap: break-word; padding-right: .8rem; }
    .story td p { margin: 0 0 .25rem; }
    .story .time th { border-bottom: 0; padding-bottom: 0; color: var(--soft); font-weight: 400; }
    .story .parts th { color: var(--accent); font-weight: 600; }
    .better::before { content: "\\2713\\00a0"; } .worse::before { content: "\\2717\\00a0"; }
    .better { color: var(--good); } .worse { color: var(--bad); }
    .options th:first-child, .options td:first-child { min-width: 11em; }
    td strong, .amount { white-space: nowrap; }
    .options td { white-space: nowrap; } .options th { white-space: normal; }
    .options td:first-child { white-space: normal; }
    @media screen and (max-width: 640px) {
      body { font-size: 16px; }
      .wide-drawing { display: none; }
      .narrow-drawing { display: block; }
      .narrow-drawing svg { width: 100%; max-width: 27rem; }
      table:not(.facts) th[scope=row], .options td:first-child { position: sticky; left: 0;
        background: var(--paper); max-width: 9em; white-space: normal; }
      .options th:first-child, .options td:first-child { min-width: 6em; }
      .wide { padding: 0 1rem; }
      h1 { font-size: 1.6rem; }
      nav { position: static; }
      .cards { grid-template-columns: 1fr; }
      .evidence td:last-child { min-width: 20rem; }
      .facts th, .facts th.long { white-space: normal; min-width: 0; }
    }
    @media print {
      @page { size: A4; margin: 16mm 15mm; }
      html { font-size: 10.5pt; }
      body { font-size: 10pt; line-height: 1.4; }
      nav, details:not([open]) { display: none; }
      h1 { font-size: 1.7rem; }
      h2 { font-size: 1.25rem; }
      header { background: none; padding: 0 0 .6rem; }
      .wide { max-width: none; padding: 0; }
      section { padding: .8rem 0 .2rem; }
      h2, h3 { break-after: avoid-page; }
      p:has(+ .scroll) { break-after: avoid-page; }
      p { break-inside: avoid; }
      section > figure:first-of-type { break-before: avoid-page; }
      section > .whole ~ figure { break-before: auto; }
      table { font-size: 8.5pt; margin: .3rem 0 .6rem; }
      th, td { padding: .15rem .7rem .15rem 0; }
      footer { display: none; }
      .cards { grid-template-columns: 1fr 1fr 1fr; gap: .4rem; }
      .cards li { padding: .4rem .6rem; font-size: 8.5pt; line-height: 1.3; }
      .cards strong { font-size: 1.25rem; }
      .cards .name { font-size: 8.5pt; }
      .whole { display: grid; grid-template-columns: 100%; break-inside: avoid-page; }
      .facts, .options { break-inside: avoid-page; }
      figure { margin: .5rem 0 .8rem; }
      .drawing svg { width: calc(var(--w) * .64pt); max-width: 100%; max-height: 225mm; }
      .drawing.scroll svg { min-width: 0; }
      .scroll { overflow: visible; background: none; }
      tr { break-inside: avoid; }
      h4, .story .time { break-after: avoid-page; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }
    """
}
