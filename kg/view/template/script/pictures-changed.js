/**
 * What changed between two calls of one company: numbers and people.
 */

import { el } from './dom.js';
import { sayPeriod, periodKey } from './data.js';
import { heading, nothing, grid, trim, lengthOf } from './pictures-parts.js';

/** Numbers and people of two documents of one company, side by side. */
export function betweenCalls(page) {
  const { graph } = page.app;
  const docs = [...graph.docs.keys()].filter((d) => graph.docs[d].company === page.company);
  if (docs.length < 2) return nothing('Two documents of one company are needed: build the graph with another call of this company.');
  const when = (d) => periodKey(graph.docs[d].period) || periodKey(graph.docs[d].date);
  docs.sort((a, b) => when(a) - when(b) || a - b);
  const options = docs.map((d) => [String(d), graph.docs[d].title]);
  const calls = docs.filter((d) => graph.docs[d].type === 'EarningsCall');
  const usual = calls.length > 1 ? calls : docs;
  const now = Number(page.remember('after', options, String(usual[usual.length - 1])));
  const was = Number(page.remember('before', options, String(usual[usual.length - 2])));
  const parts = [
    el('div', { class: 'toolbar' }, page.pick('From', 'before', options), page.pick('to', 'after', options)),
    heading(`What changed from ${graph.docs[was].title} to ${graph.docs[now].title}`),
  ];
  parts.push(...numbersBetween(page, was, now), ...peopleBetween(page, was, now));
  return parts;
}

/** The same metric of the same subject in both documents, then what only one of them states. */
function numbersBetween(page, was, now) {
  const { graph } = page.app;
  const facts = page.facts().filter((i) => page.levelOf(i) || graph.obs(i, 'moved'));
  const key = (i) =>
    [
      graph.raw.nodes.owner[i],
      graph.obs(i, 'metric'),
      graph.obs(i, 'label'),
      graph.obs(i, 'unit') || graph.obs(i, 'change_unit'),
      graph.obs(i, 'share_of'),
      graph.obs(i, 'accounting'),
      graph.obs(i, 'status') === 'reported' ? '' : 'ahead',
    ].join('|');
  const best = (d) => {
    const out = new Map();
    const own = (i) => (graph.obs(i, 'period') === graph.docs[d].period ? 1 : 0);
    for (const i of facts.filter((f) => graph.raw.nodes.docs[f].includes(d))) {
      const old = out.get(key(i));
      const said = (n) => graph.proofsOfNode[n].filter((p) => graph.proofs.doc[p] === d).length;
      if (old === undefined || own(i) - own(old) || said(i) - said(old))
        out.set(key(i), old === undefined || own(i) > own(old) || (own(i) === own(old) && said(i) > said(old)) ? i : old);
    }
    return out;
  };
  const [before, after] = [best(was), best(now)];
  const both = [...after.keys()].filter((k) => before.has(k));
  both.sort(
    (a, b) =>
      (graph.raw.nodes.owner[after.get(b)] === page.company) - (graph.raw.nodes.owner[after.get(a)] === page.company) ||
      a.endsWith('|ahead') - b.endsWith('|ahead') ||
      after.get(a) - after.get(b),
  );
  const row = (k) => {
    const [a, b] = [before.get(k), after.get(k)];
    return [graph.name(graph.raw.nodes.owner[b]), whatOf(page, b), withPeriod(page, a), withPeriod(page, b), differenceOf(page, a, b)];
  };
  const out = both.length
    ? [
        el('h3', { text: `Numbers in both (${both.length})` }),
        grid(['Of', 'Metric', graph.docs[was].title, graph.docs[now].title, 'Difference'], both.map(row)),
      ]
    : [el('p', { class: 'none-yet', text: 'No metric is stated in both documents.' })];
  const only = (a, b) => [...a.keys()].filter((k) => !b.has(k)).map((k) => a.get(k));
  for (const [words, rows] of [
    ['Only in the later', only(after, before)],
    ['Only in the earlier', only(before, after)],
  ]) {
    if (rows.length)
      out.push(
        el(
          'details',
          {},
          el('summary', { text: `${words} (${rows.length})` }),
          grid(
            ['Of', 'Metric', 'Stated'],
            rows.slice(0, 80).map((i) => [graph.name(graph.raw.nodes.owner[i]), whatOf(page, i), withPeriod(page, i)]),
          ),
        ),
      );
  }
  return out;
}

function whatOf(page, i) {
  const { graph } = page.app;
  const status = graph.obs(i, 'status');
  return [graph.obs(i, 'label') || graph.obs(i, 'name'), graph.obs(i, 'accounting'), status === 'reported' ? '' : status].filter(Boolean).join(', ');
}

function withPeriod(page, i) {
  const { graph } = page.app;
  const text = graph.obs(i, 'level') || graph.obs(i, 'moved');
  return el('span', {}, page.button(i, text), el('span', { class: 'quiet', text: sayPeriod(graph.obs(i, 'period')) }));
}

function differenceOf(page, a, b) {
  const [x, y] = [page.number(a, 'value'), page.number(b, 'value')];
  const unit = page.app.graph.obs(b, 'unit');
  if (Number.isNaN(x) || Number.isNaN(y)) return '';
  const { graph } = page.app;
  if (lengthOf(graph.obs(a, 'period')) !== lengthOf(graph.obs(b, 'period'))) return '';
  if (x === y) return 'the same';
  if (unit === 'percent') return `${y > x ? '▲' : '▼'} ${trim(Math.abs(y - x))} pp`;
  return x ? `${y > x ? '▲' : '▼'} ${trim((Math.abs(y - x) / Math.abs(x)) * 100)}%` : '';
}

function peopleBetween(page, was, now) {
  const { graph } = page.app;
  const people = (d) =>
    [...Array(graph.count).keys()].filter((i) => ['executive', 'analyst'].includes(graph.kindOf(i).id) && graph.raw.nodes.docs[i].includes(d));
  const [before, after] = [people(was), people(now)];
  const names = (list, other) =>
    list
      .filter((i) => !other.includes(i))
      .map((i) => el('button', { class: 'cell', text: `${graph.name(i)}, ${graph.kindOf(i).label.toLowerCase()}`, onclick: () => page.app.pickNode(i) }));
  const rows = [
    ['New', names(after, before)],
    [
      'In both',
      names(
        after.filter((i) => before.includes(i)),
        [],
      ),
    ],
    ['No longer', names(before, after)],
  ].filter(([, list]) => list.length);
  return rows.length
    ? [
        el('h3', { text: 'People' }),
        el('table', {}, el('tbody', {}, ...rows.map(([word, list]) => el('tr', {}, el('th', { scope: 'row', text: word }), el('td', {}, ...list))))),
      ]
    : [];
}
