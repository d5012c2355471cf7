/**
 * How a number is split among segments and customers, and what was forecast against what came.
 */

import { el, svgEl } from './dom.js';
import { sayPeriod, periodKey } from './data.js';
import { clip } from './painter.js';
import { heading, nothing, grid, wide, widthOf } from './pictures-parts.js';

/** One number of all parts of a company, as bars. */
export function splitOf(page) {
  const { graph } = page.app;
  const parts = page
    .facts()
    .filter((i) => !Number.isNaN(page.number(i, 'value')) && graph.raw.nodes.owner[i] !== page.company && graph.obs(i, 'status') === 'reported');
  if (!parts.length) return nothing('No numbers are stated for segments, products or customer groups of this company.');
  const key = (i) => `${graph.obs(i, 'metric')}|${graph.obs(i, 'unit')}|${graph.obs(i, 'share_of')}|${graph.obs(i, 'period')}`;
  const groups = new Map();
  for (const i of parts) groups.set(key(i), [...(groups.get(key(i)) || []), i]);
  const rank = ([id, rows]) => rows.length * 10 + (id.startsWith('revenue|') ? 25 : 0) + periodKey(graph.obs(rows[0], 'period')) / 1e6;
  const sorted = [...groups].sort((a, b) => rank(b) - rank(a) || (a[0] < b[0] ? -1 : 1));
  const options = sorted.map(([id, rows]) => [
    id,
    `${graph.obs(rows[0], 'name')} (${graph.obs(rows[0], 'unit') || 'count'})${graph.obs(rows[0], 'share_of') ? ', share' : ''}, ${sayPeriod(graph.obs(rows[0], 'period')) || 'no period'}: ${rows.length}`,
  ]);
  const rows = groups.get(page.remember('split', options));
  rows.sort((a, b) => page.number(b, 'value') - page.number(a, 'value') || a - b);
  return [
    el('div', { class: 'toolbar' }, page.pick('Numbers', 'split', options)),
    heading(options.find(([id]) => id === page.choice.split)[1].replace(/: \d+$/, '')),
    wide(barsOf(page, rows)),
  ];
}

function barsOf(page, rows) {
  const { graph } = page.app;
  const top = Math.max(...rows.map((i) => Math.abs(page.number(i, 'value'))), 1e-9);
  const w = widthOf(page);
  const left = w < 760 ? 170 : 240;
  const h = rows.length * 36 + 8;
  const root = svgEl('svg', { class: 'picture', width: w, height: h, viewBox: `0 0 ${w} ${h}`, role: 'group', 'aria-label': 'Bars' });
  rows.forEach((i, n) => {
    const y = n * 36 + 4;
    const long = Math.max(3, (Math.abs(page.number(i, 'value')) / top) * (w - left - 210));
    const owner = graph.raw.nodes.owner[i];
    const mark = page.mark(i);
    mark.append(
      svgEl('rect', { x: 0, y, width: w, height: 32, fill: 'transparent' }),
      svgEl('text', { x: left - 12, y: y + 20, 'text-anchor': 'end', text: clip(graph.name(owner), left < 200 ? 22 : 34) }),
      svgEl('rect', { x: left, y: y + 4, width: long, height: 24, rx: 4, fill: page.app.painter.colours[graph.kind[owner]][0] }),
      svgEl(
        'text',
        { x: left + 12 + long, y: y + 20, 'font-weight': 600, text: graph.obs(i, 'level') },
        svgEl('tspan', { dx: 10, class: 'soft', 'font-weight': 400, text: graph.obs(i, 'moved') }),
      ),
    );
    root.append(mark);
  });
  return root;
}

/** Forecasts beside what was reported for the same period. */
export function guidanceOf(page) {
  const { graph } = page.app;
  const facts = page.facts();
  const ahead = facts.filter((i) => graph.obs(i, 'status') !== 'reported');
  if (!ahead.length) return nothing('No guidance, target or consensus is stated for this company.');
  const pairs = ahead.map((i) => [i, outcomeOf(page, i, facts)]);
  const known = ([, outcome]) => (outcome === undefined ? 1 : 0);
  pairs.sort((a, b) => known(a) - known(b) || periodKey(graph.obs(b[0], 'period')) - periodKey(graph.obs(a[0], 'period')) || a[0] - b[0]);
  const rows = pairs.map(([i, outcome]) => [
    graph.name(graph.raw.nodes.owner[i]),
    graph.obs(i, 'label') || graph.obs(i, 'name'),
    sayPeriod(graph.obs(i, 'period')) || 'not stated',
    graph.obs(i, 'status'),
    page.button(i),
    outcome === undefined ? '' : page.button(outcome),
    verdictOn(page, i, outcome),
  ]);
  return [
    heading(`What ${graph.name(page.company)} said would come, and what came`),
    grid(['Of', 'Metric', 'For', 'Kind', 'Said before', 'Outcome', ''], rows),
  ];
}

/** What was reported for the metric, period and subject of a forecast; undefined when these documents do not say. */
function outcomeOf(page, i, facts) {
  const { graph } = page.app;
  const { owner } = graph.raw.nodes;
  const same = (j) => ['metric', 'period', 'unit', 'share_of'].every((f) => graph.obs(j, f) === graph.obs(i, f)) && owner[j] === owner[i];
  return graph.obs(i, 'period') ? facts.find((j) => graph.obs(j, 'status') === 'reported' && same(j) && page.levelOf(j)) : undefined;
}

function verdictOn(page, i, outcome) {
  if (outcome === undefined) return 'open';
  const [said, got] = [page.levelOf(i), page.levelOf(outcome)];
  if (!said || !got) return '';
  if (got.high < said.low) return 'below';
  if (got.low > said.high) return 'above';
  return 'within';
}
