/**
 * Numbers over time: marks by period and subject, reported and forecast told apart, and the same as a table.
 */

import { el, svgEl } from './dom.js';
import { sayPeriod, periodKey } from './data.js';
import { clip } from './painter.js';
import { heading, nothing, grid, wide, widthOf, lengthOf, compact, niceScale } from './pictures-parts.js';

const LINES = ['#1d4ed8', '#b45309', '#0f766e', '#be123c', '#6d28d9', '#15803d', '#a21caf', '#475569'];
const LINES_DARK = ['#8fb3ff', '#f0ad5c', '#4fd1c0', '#f77b98', '#b594f8', '#5fce86', '#e07be8', '#a3b3c9'];

/** A metric of a company and of its parts, by period. */
export function overTime(page) {
  const { graph } = page.app;
  const facts = page.facts().filter((i) => page.levelOf(i) && graph.obs(i, 'period'));
  if (!facts.length) return nothing('No number with a period is stated for this company.');
  const metrics = metricsOf(page, facts);
  const metric = page.remember('metric', metrics);
  const all = facts.filter((i) => metricKey(page, i) === metric);
  const lengths = lengthsOf(page, all);
  const length = page.remember('length', lengths);
  const mine = length === 'all' ? all : all.filter((i) => lengthOf(graph.obs(i, 'period')) === length);
  const [title] = metrics.find(([key]) => key === metric).slice(1);
  return [
    el('div', { class: 'toolbar' }, page.pick('Metric', 'metric', metrics), lengths.length > 2 ? page.pick('Periods', 'length', lengths) : null),
    heading(`${title} of ${graph.name(page.company)}`),
    wide(timeChart(page, mine)),
    legendOf(page, mine),
    tableOf(page, mine),
  ];
}

/** Metrics that have a level with a unit, most used first: [[key, label]]. */
function metricsOf(page, facts) {
  const { graph } = page.app;
  const seen = new Map();
  for (const i of facts) {
    const key = metricKey(page, i);
    if (!seen.has(key)) seen.set(key, { n: 0, periods: new Set() });
    seen.get(key).n += 1;
    seen.get(key).periods.add(graph.obs(i, 'period'));
  }
  const rank = ([key, s]) => s.n + 3 * s.periods.size + (key.startsWith('revenue|') ? 100 : 0);
  const sorted = [...seen].sort((a, b) => rank(b) - rank(a) || (a[0] < b[0] ? -1 : 1));
  return sorted.map(([key]) => {
    const i = facts.find((f) => metricKey(page, f) === key);
    return [key, `${graph.obs(i, 'name')}${graph.obs(i, 'share_of') ? ', share' : ''} (${graph.obs(i, 'unit') || 'count'})`];
  });
}

function metricKey(page, i) {
  const { graph } = page.app;
  return `${graph.obs(i, 'metric')}|${graph.obs(i, 'unit')}|${graph.obs(i, 'share_of')}`;
}

/** Quarters, years, …: what these numbers are for, most used first. */
function lengthsOf(page, facts) {
  const n = new Map();
  for (const i of facts) {
    const length = lengthOf(page.app.graph.obs(i, 'period'));
    n.set(length, (n.get(length) || 0) + 1);
  }
  const sorted = [...n].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return [...sorted.map(([id, many]) => [id, `${id} (${many})`]), ['all', `all (${facts.length})`]];
}

/** Marks by period and subject: dot = reported, diamond = non-IFRS or adjusted, hollow bar = guidance. */
function timeChart(page, facts) {
  const { graph } = page.app;
  const periods = [...new Set(facts.map((i) => graph.obs(i, 'period')))].sort((a, b) => periodKey(a) - periodKey(b));
  const levels = facts.map((i) => page.levelOf(i));
  const top = Math.max(0, ...levels.map((l) => l.high));
  const bottom = Math.min(0, ...levels.map((l) => l.low));
  const [w, h, left, base] = [widthOf(page), 330, 64, 280];
  const x = (p) => left + ((periods.indexOf(p) + 0.5) * (w - left - 210)) / periods.length;
  const scale = niceScale(bottom, top);
  const y = (v) => base - ((v - scale.low) / (scale.high - scale.low)) * (base - 24);
  const root = svgEl('svg', {
    class: 'picture',
    width: w,
    height: h,
    viewBox: `0 0 ${w} ${h}`,
    role: 'group',
    'aria-label': 'Chart: the table below holds the same numbers',
  });
  for (const tick of scale.ticks) {
    root.append(svgEl('line', { x1: left, x2: w - 200, y1: y(tick), y2: y(tick), stroke: 'var(--line)' }));
    root.append(svgEl('text', { class: 'soft', x: left - 10, y: y(tick) + 4, 'text-anchor': 'end', text: compact(tick) }));
  }
  for (const p of periods) root.append(svgEl('text', { class: 'soft', x: x(p), y: base + 22, 'text-anchor': 'middle', text: sayPeriod(p) }));
  const ends = subjectsOf(page, facts).map((subject, n) =>
    drawSeries(
      page,
      root,
      facts.filter((i) => graph.raw.nodes.owner[i] === subject),
      seriesColour(page, n),
      x,
      y,
      n,
    ),
  );
  seriesNames(page, root, ends, w - 190);
  return root;
}

/** The names of the series at the right, in the order of their last marks, none over another. */
function seriesNames(page, root, ends, left) {
  let last = 10;
  const names = ends.map((e) => e.name);
  for (const { name, kind, colour, y } of [...ends].sort((a, b) => a.y - b.y)) {
    last = Math.max(y, last + 17);
    root.append(
      svgEl('circle', { cx: left, cy: last - 4, r: 4, fill: colour }),
      svgEl('text', {
        x: left + 10,
        y: last,
        text: names.indexOf(name) === names.lastIndexOf(name) ? clip(name, 23) : `${clip(name, 13)} (${kind.toLowerCase()})`,
      }),
    );
  }
}

function subjectsOf(page, facts) {
  const { graph } = page.app;
  const n = (o) => facts.filter((i) => graph.raw.nodes.owner[i] === o).length;
  return [...new Set(facts.map((i) => graph.raw.nodes.owner[i]))]
    .sort((a, b) => (b === page.company) - (a === page.company) || n(b) - n(a) || a - b)
    .slice(0, 8);
}

function seriesColour(page, n) {
  return (page.app.painter.dark ? LINES_DARK : LINES)[n % LINES.length];
}

function drawSeries(page, root, facts, colour, x, y, n) {
  const { graph } = page.app;
  const shift = (n % 4) * 9 - 10;
  const order = [...facts].sort((a, b) => periodKey(graph.obs(a, 'period')) - periodKey(graph.obs(b, 'period')));
  const line = order.filter((i) => graph.obs(i, 'status') === 'reported' && graph.obs(i, 'period').includes('-Q') && !graph.obs(i, 'label'));
  const once = line.filter((i) => line.filter((j) => graph.obs(j, 'period') === graph.obs(i, 'period')).length === 1);
  const points = once.map((i) => `${x(graph.obs(i, 'period')) + shift} ${y(page.levelOf(i).high)}`);
  if (points.length > 1) root.append(svgEl('path', { d: `M${points.join('L')}`, fill: 'none', stroke: colour, 'stroke-width': 1.6, opacity: 0.55 }));
  for (const i of order) root.append(drawPoint(page, i, x(graph.obs(i, 'period')) + shift, y, colour));
  const last = order[order.length - 1];
  const owner = graph.raw.nodes.owner[last];
  return { name: graph.name(owner), kind: graph.kindOf(owner).label, colour, y: y(page.levelOf(last).high) };
}

function drawPoint(page, i, px, y, colour) {
  const { graph } = page.app;
  const { low, high } = page.levelOf(i);
  const reported = graph.obs(i, 'status') === 'reported';
  const adjusted = /non|adjusted|organic|constant/i.test(graph.obs(i, 'accounting'));
  const paint = { fill: reported ? colour : 'var(--paper)', stroke: colour, 'stroke-width': 2 };
  const group = page.mark(i);
  if (low !== high)
    group.append(svgEl('rect', { x: px - 6, y: y(high), width: 12, height: Math.max(4, y(low) - y(high)), rx: 4, ...paint, 'stroke-dasharray': '4 3' }));
  else if (adjusted) group.append(svgEl('rect', { x: px - 5, y: y(high) - 5, width: 10, height: 10, transform: `rotate(45 ${px} ${y(high)})`, ...paint }));
  else group.append(svgEl('circle', { cx: px, cy: y(high), r: 5.5, ...paint, 'stroke-dasharray': reported ? null : '3 2' }));
  return group;
}

function legendOf(page, facts) {
  const { graph } = page.app;
  const rows = [];
  const shape = (node, text) => rows.push(el('span', {}, svgEl('svg', { width: 16, height: 16, 'aria-hidden': 'true' }, node), text));
  shape(svgEl('circle', { cx: 8, cy: 8, r: 5, fill: 'var(--quiet)' }), 'reported');
  if (facts.some((i) => graph.obs(i, 'accounting')))
    shape(svgEl('rect', { x: 4, y: 4, width: 8, height: 8, transform: 'rotate(45 8 8)', fill: 'var(--quiet)' }), 'adjusted, organic or non-IFRS/GAAP');
  if (facts.some((i) => graph.obs(i, 'status') !== 'reported'))
    shape(svgEl('circle', { cx: 8, cy: 8, r: 5, fill: 'none', stroke: 'var(--quiet)', 'stroke-width': 2, 'stroke-dasharray': '3 2' }), 'guidance or target');
  return el('div', { class: 'legend' }, ...rows);
}

function tableOf(page, facts) {
  const { graph } = page.app;
  const rows = [...facts].sort((a, b) => periodKey(graph.obs(b, 'period')) - periodKey(graph.obs(a, 'period')) || a - b);
  return grid(
    ['Of', 'Metric', 'Period', 'Level', 'Change', 'Status'],
    rows.map((i) => [
      graph.name(graph.raw.nodes.owner[i]),
      graph.obs(i, 'label') || graph.obs(i, 'name'),
      sayPeriod(graph.obs(i, 'period')),
      page.button(i),
      graph.obs(i, 'moved'),
      [graph.obs(i, 'status'), graph.obs(i, 'accounting')].filter(Boolean).join(', '),
    ]),
  );
}
