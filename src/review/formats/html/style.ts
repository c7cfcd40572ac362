// How the page looks. One sheet, which the page's policy of contents names by its hash; no attribute holds any style.
import { FILTER_RULES } from "./filters";
import { type Tone } from "./words";

interface Colours {
  readonly page: string;
  readonly surface: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly track: string;
  readonly focus: string;
  readonly tones: Readonly<Record<Tone, { readonly ink: string; readonly tint: string }>>;
}

/** Each ink is legible on each ground it stands on: its own tint, the page and the surface. */
export const THEMES: Readonly<Record<"light" | "dark", Colours>> = {
  light: {
    page: "#f4f5f8",
    surface: "#ffffff",
    ink: "#18202c",
    soft: "#525d6d",
    line: "#d9dee6",
    track: "#e6eaf0",
    focus: "#1251b5",
    tones: {
      danger: { ink: "#ad1529", tint: "#fdeaec" },
      caution: { ink: "#8a4700", tint: "#fff0d9" },
      update: { ink: "#1251b5", tint: "#e6eefc" },
      fine: { ink: "#17652f", tint: "#e3f4e8" },
      quiet: { ink: "#48525f", tint: "#e9edf2" },
    },
  },
  dark: {
    page: "#0f131a",
    surface: "#181e28",
    ink: "#e8ecf2",
    soft: "#a5b0c0",
    line: "#2d3645",
    track: "#283140",
    focus: "#8fbcff",
    tones: {
      danger: { ink: "#ff9ba5", tint: "#3d1a21" },
      caution: { ink: "#f5bd66", tint: "#38290f" },
      update: { ink: "#8fbcff", tint: "#172a49" },
      fine: { ink: "#83d69d", tint: "#132f1e" },
      quiet: { ink: "#b7c2d1", tint: "#262e3b" },
    },
  },
};

const variables = ({ tones, ...colours }: Colours): string =>
  [
    ...Object.entries(colours).map(([name, colour]) => `--${name}: ${colour};`),
    ...Object.entries(tones).map(([tone, { ink, tint }]) => `--${tone}: ${ink}; --${tone}-tint: ${tint};`),
  ].join(" ");

const tone = (name: string): string => `.tone-${name} { color: var(--${name}); background: var(--${name}-tint); }
.ink-${name} { color: var(--${name}); }
.edge-${name} { border-inline-start-color: var(--${name}); }`;

export const STYLE = `
:root { color-scheme: light dark; ${variables(THEMES.light)} }
@media (prefers-color-scheme: dark) { :root { ${variables(THEMES.dark)} } }

*, ::before, ::after { box-sizing: border-box; }
html { scroll-padding-block-start: 8rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 2rem 1.25rem 3rem; max-width: 76rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
code { font-family: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.9em; }
h1, h2, h3, h4, p, ul, ol, dl, dd, figure, fieldset { margin: 0; padding: 0; }
ul { list-style: none; }
h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.25rem); line-height: 1.2; letter-spacing: -0.015em; text-wrap: balance; }
h2 { font-size: 1.1rem; line-height: 1.3; }
h3 { font-size: 1rem; line-height: 1.4; }
h4, caption { font-size: 0.8rem; font-weight: 700; color: var(--soft); letter-spacing: 0.04em; text-transform: uppercase; }
h4 { margin-block: 1rem 0.4rem; }
table { margin-block-start: 1rem; }
.scroll table { margin: 0; }
a { color: var(--update); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.heard { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; inset-inline-start: -100vw; background: var(--surface); padding: 0.5rem 1rem; z-index: 2; }
.skip:focus { inset-inline-start: 1rem; inset-block-start: 0.5rem; }
i { display: inline-block; font-style: normal; min-inline-size: 1em; margin-inline-end: 0.3em; text-align: center; font-weight: 700; }
.quiet, .origin, .more, .whereabouts, .moment { color: var(--soft); font-size: 0.875rem; }
.more { font-style: italic; }

.banner { margin-block-end: 1.25rem; }
.banner h1 { margin-block-start: 0.3rem; }
.origin > span:not(:last-child)::after, .whereabouts > span:not(:last-child)::after { content: " \\00b7"; color: var(--soft); }
.badges { display: flex; flex-wrap: wrap; gap: 0.4rem; }
.banner .badges:not(:empty) { margin-block: 0.6rem 0.4rem; }
.badge, .tag {
  display: inline-block; border-radius: 0.8rem; padding: 0.1rem 0.6rem 0.1rem 0.4rem; font-size: 0.8rem; font-weight: 600;
  border: 1px solid currentColor;
}
.tag { padding: 0 0.5rem 0 0.3rem; font-size: 0.75rem; }
li > .tag { padding-inline: 0.5rem; color: var(--quiet); background: var(--quiet-tint); }

.alert {
  background: var(--danger-tint); border: 1px solid var(--danger); border-inline-start-width: 6px; border-radius: 10px;
  padding: 0.9rem 1.1rem; margin-block-end: 1rem;
}
.alert h2 { color: var(--danger); }
.alert a, .alert .rule { color: var(--danger); }
.alert li, .block > ul > li { padding-block: 0.25rem; }
.alert li + li { border-block-start: 1px solid color-mix(in srgb, var(--danger) 25%, transparent); }
.alert .more { color: var(--ink); }

.panel, .card, .block { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.1rem; }
.beside { display: grid; gap: 0.8rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); align-content: start; }
.panel h2 { font-size: 0.8rem; color: var(--soft); letter-spacing: 0.04em; text-transform: uppercase; }
.big { font-size: 1.9rem; font-weight: 700; line-height: 1.25; letter-spacing: -0.01em; margin-block: 0.1rem 0.3rem; }
.big small { font-size: 1rem; font-weight: 500; letter-spacing: 0; color: var(--soft); }

.bars { display: grid; gap: 0.35rem; }
.bar { display: grid; grid-template-columns: 3.6rem 1fr; align-items: baseline; }
.bar dt { color: var(--soft); font-size: 0.875rem; }
.bar svg { display: block; inline-size: 100%; block-size: 8px; border-radius: 4px; background: var(--track); }
.is-before rect { fill: var(--soft); }
.is-after rect { fill: var(--update); }
.is-used rect { fill: var(--caution); }
.is-used svg { block-size: 4px; }
.bars + p { margin-block-start: 0.4rem; }
.panel .ink-caution { font-size: 0.875rem; }

.chart { margin-block-start: 0.8rem; }
.chart figcaption { font-size: 0.875rem; color: var(--soft); margin-block-end: 0.3rem; }
.chart li { display: grid; grid-template-columns: 6.2rem 1fr; align-items: center; gap: 0.4rem; padding-block: 0.15rem; font-size: 0.875rem; position: relative; }
.chart svg { display: block; inline-size: 100%; block-size: 22px; border-radius: 4px; background: var(--track); }
.at-create { fill: var(--fine); }
.at-update { fill: var(--update); }
.at-toggle { fill: var(--caution); }
.at-remove, .at-delete-all { fill: var(--danger); }
.axis { display: flex; justify-content: space-between; padding-inline-start: 6.6rem; font-size: 0.75rem; color: var(--soft); }

.filters {
  border: 0; min-inline-size: 0; display: flex; flex-wrap: wrap; gap: 0.45rem; align-items: center; padding-block: 0.7rem;
  margin-block-end: 0.4rem; background: var(--page);
}
.choice { position: relative; }
.choice input { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; margin: 0; opacity: 0; cursor: pointer; }
.choice label {
  display: flex; align-items: baseline; gap: 0.35rem; border: 1px solid currentColor; border-radius: 10px; padding: 0.3rem 0.8rem 0.3rem 0.5rem;
  background: var(--surface); font-size: 0.9rem; line-height: 1.35;
}
.choice b { font-size: 1.25rem; }
.choice i { margin: 0; }
.choice input:hover + label { box-shadow: 0 0 0 1px currentColor; }
.choice input:checked + label { background: var(--ink); border-color: var(--ink); color: var(--surface); }
.choice input:checked + label i { font-size: 0; }
.choice input:checked + label i::before { content: "\\2713"; font-size: 0.9rem; }
.choice input:focus-visible + label { outline: 3px solid var(--focus); outline-offset: 2px; }
.filters > .quiet { margin-inline-start: 0.4rem; }
${FILTER_RULES}

.layout { display: grid; gap: 0.8rem 1.25rem; grid-template-columns: minmax(0, 1fr); }
.layout > * { min-inline-size: 0; }
.plan { margin-block-end: 2rem; }
.plan > .card:first-of-type { margin-block-start: 0; }
.plan > h2 { margin-block: 0.4rem; }
.card { border-inline-start-width: 6px; border-inline-start-style: solid; margin-block: 0.8rem; }
.card > header { display: grid; grid-template-columns: 1fr auto; column-gap: 1rem; row-gap: 0.25rem; }
.card > header > * { grid-column: 1 / -1; }
.card > header > .badges { grid-column: 1; grid-row: 1; }
.card > header > .delta { grid-column: 2; grid-row: 1; }
.card h3 code { font-size: 1rem; }
.delta { font-weight: 700; text-align: end; }
.delta span { font-weight: 400; font-size: 0.875rem; color: var(--soft); }
.words { margin-block-start: 0.3rem; }
.words li, .operations li { padding-block: 0.1rem; }
.card > details { margin-block-start: 0.6rem; border-block-start: 1px solid var(--line); padding-block-start: 0.5rem; }
summary { cursor: pointer; font-size: 0.9rem; color: var(--update); inline-size: fit-content; padding-block: 0.15rem; }
.columns { display: grid; grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr); column-gap: 2rem; }
.columns.are-even { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
.notes { display: grid; gap: 0.5rem; margin-block-start: 0.7rem; }
.note { border-inline-start: 3px solid; padding-inline-start: 0.7rem; }
.operations { padding-inline-start: 1.4rem; }
.call { font-weight: 600; }
.facts { display: flex; flex-wrap: wrap; gap: 0.2rem 1.5rem; margin-block-start: 1rem; font-size: 0.875rem; }
.facts div { display: flex; gap: 0.4rem; }
.facts dt { color: var(--soft); white-space: nowrap; }

table { border-collapse: collapse; inline-size: 100%; font-size: 0.9rem; }
caption { text-align: start; }
th, td { text-align: start; vertical-align: top; padding: 0.4rem 0.6rem; border-block-start: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; border-block-start: 0; }
.settings { table-layout: fixed; }
.settings th:first-child { inline-size: 26%; padding-inline-start: 0; }
.settings tbody th .tag { display: block; inline-size: fit-content; }
td li { padding-block: 0.05rem; }
ins, del { display: block; border-radius: 4px; padding: 0 0.35rem 0 0.15rem; inline-size: fit-content; max-inline-size: 100%; }
ins { color: var(--fine); background: var(--fine-tint); text-decoration: none; font-weight: 600; }
del { color: var(--danger); background: var(--danger-tint); text-decoration: line-through; }
del i { text-decoration: none; }
.absent { color: var(--soft); font-style: italic; }
.plain thead th { white-space: nowrap; }
.plain tbody th, .plain td:not(.number) { min-inline-size: 9rem; }
.number { text-align: end; white-space: nowrap; }
.scroll { overflow-x: auto; }
.block { margin-block: 0.8rem; }
.block > :is(h2, h3) { margin-block-end: 0.5rem; }
.calls { margin-block: 0.8rem; }
.calls .scroll { max-block-size: 30rem; overflow-y: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; }
${Object.keys(THEMES.light.tones).map(tone).join("\n")}
footer { color: var(--soft); font-size: 0.875rem; margin-block-start: 2rem; }

@media (min-width: 64rem) {
  .layout { grid-template-columns: minmax(0, 1fr) 18.5rem; }
  .layout > .plans { grid-column: 1; grid-row: 1; }
  .layout > .beside { grid-column: 2; grid-row: 1; grid-template-columns: minmax(0, 1fr); }
}
@media (min-width: 64rem) and (min-height: 50rem) {
  .filters { position: sticky; inset-block-start: 0; z-index: 1; }
  .beside { position: sticky; inset-block-start: 8rem; align-self: start; }
}
@media (max-width: 47.99rem) {
  body { padding: 1rem 0.75rem 2rem; }
  html { scroll-padding-block-start: 1rem; }
  .columns, .columns.are-even { grid-template-columns: minmax(0, 1fr); }
  .panel, .card, .block, .alert { padding: 0.8rem; }
  .settings { font-size: 0.85rem; }
  .settings :is(th, td) { padding-inline: 0.25rem; }
  .settings th:first-child { inline-size: 32%; }
}
@media screen { .are-many .card { content-visibility: auto; contain-intrinsic-size: auto 9rem; } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media (forced-colors: active) {
  .bar rect, .chart rect { fill: CanvasText; }
  .bar svg, .chart svg { border: 1px solid CanvasText; }
  .choice input:checked + label { forced-color-adjust: none; background: Highlight; color: HighlightText; }
}
@media print {
  :root { color-scheme: light; ${variables(THEMES.light)} }
  body { max-width: none; padding: 0; background: none; font-size: 10pt; }
  .skip, .choice:not(:has(:checked)) { display: none; }
  .filters { position: static; }
  .card, .panel, .alert { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .calls .scroll { max-block-size: none; }
  * { print-color-adjust: exact; }
}
`;
