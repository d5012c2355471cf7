/**
 * Who asked and who answered, and what belongs to whom.
 */

import { el, svgEl } from './dom.js';
import { clip } from './painter.js';
import { heading, nothing, wide } from './pictures-parts.js';

/** The matrix of one call: a row for each asker, a column for each who answered. */
export function askedAndAnswered(page) {
  const { graph } = page.app;
  const calls = [...new Set(graph.floors.map((f) => f.doc))];
  if (!calls.length) return nothing('No questions and answers in these documents.');
  const mine = calls.filter((d) => graph.docs[d].company === page.company);
  const options = (mine.length ? mine : calls).map((d) => [String(d), graph.docs[d].title]);
  const doc = Number(page.remember('call', options, options[options.length - 1][0]));
  const floors = graph.floors.filter((f) => f.doc === doc);
  const answerers = [...new Set(floors.flatMap((f) => f.to))];
  const askers = [...new Set(floors.map((f) => f.by))];
  const firm = (i) => {
    const k = graph.linksOf[i].find((link) => graph.predicate(link).id === 'worksFor' && graph.links.s[link] === i);
    return k === undefined ? '' : graph.name(graph.links.t[k]);
  };
  const chip = (f) => el('button', { class: 'ask-chip', text: clip(graph.name(f.node), 90), onclick: () => page.app.pickNode(f.node) });
  const head = el(
    'tr',
    {},
    el('th', { scope: 'col', text: 'Asked by' }),
    ...answerers.map((a) =>
      el(
        'th',
        { scope: 'col' },
        el('button', { class: 'cell', text: graph.name(a), onclick: () => page.app.pickNode(a) }),
        el('div', { class: 'quiet', text: clip(graph.note(a), 40) }),
      ),
    ),
    el('th', { scope: 'col', text: 'No answer found' }),
  );
  const body = askers.map((asker) => {
    const own = floors.filter((f) => f.by === asker);
    return el(
      'tr',
      {},
      el(
        'th',
        { scope: 'row' },
        asker >= 0 ? el('button', { class: 'cell', text: graph.name(asker), onclick: () => page.app.pickNode(asker) }) : 'unidentified',
        el('div', { class: 'quiet', text: asker >= 0 ? firm(asker) : '' }),
      ),
      ...answerers.map((a) => el('td', {}, ...own.filter((f) => f.to.includes(a)).map(chip))),
      el('td', {}, ...own.filter((f) => !f.to.length).map(chip)),
    );
  });
  return [
    options.length > 1 ? el('div', { class: 'toolbar' }, page.pick('Call', 'call', options)) : null,
    heading(`Who asked and who answered: ${graph.docs[doc].title}`),
    el(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Questions and answers' },
      el('table', {}, el('thead', {}, head), el('tbody', {}, ...body)),
    ),
  ];
}

/** The tree of owners, subsidiaries, segments and products around a company. */
export function ownership(page) {
  const { graph } = page.app;
  const up = new Map([
    ['subsidiaryOf', 0],
    ['jointVentureOf', 0],
    ['partOf', 0],
    ['hasSegment', 1],
    ['shareholderOf', 1],
    ['acquires', 1],
    ['offersProduct', 1],
  ]);
  const children = new Map();
  const parents = new Map();
  for (let k = 0; k < graph.linkCount; k++) {
    const turn = up.get(graph.predicate(k).id);
    if (turn === undefined) continue;
    const [child, parent] = turn ? [graph.links.t[k], graph.links.s[k]] : [graph.links.s[k], graph.links.t[k]];
    children.set(parent, [...(children.get(parent) || []), { node: child, link: k }]);
    parents.set(child, parent);
  }
  let root = page.company;
  for (const seen = new Set(); parents.has(root) && !seen.has(root); root = parents.get(root)) seen.add(root);
  if (!children.has(root)) return nothing('No owner, subsidiary, segment or product is stated for this company.');
  const rows = [];
  const walk = (node, link, depth, seen) => {
    rows.push({ node, link, depth });
    if (seen.has(node) || depth > 6) return;
    for (const c of children.get(node) || []) walk(c.node, c.link, depth + 1, new Set([...seen, node]));
  };
  walk(root, -1, 0, new Set());
  return [heading(`What belongs to whom: ${graph.name(root)}`), wide(treeOf(page, rows.slice(0, 120)))];
}

function widest(graph, rows) {
  return Math.max(...rows.map(({ node, depth }) => depth * 38 + Math.min(48, graph.name(node).length) * 7.4 + 190));
}

function treeOf(page, rows) {
  const { graph, painter } = page.app;
  const step = 34;
  const [w, h] = [Math.max(560, widest(graph, rows)), rows.length * step + 8];
  const root = svgEl('svg', { class: 'picture', width: w, height: h, viewBox: `0 0 ${w} ${h}`, role: 'group', 'aria-label': 'Ownership tree' });
  const lastAt = [];
  rows.forEach(({ node, link, depth }, n) => {
    const [x, y] = [depth * 38 + 8, n * step + 6];
    lastAt[depth] = y;
    if (depth)
      root.append(
        svgEl('path', {
          d: `M${x - 24} ${lastAt[depth - 1] + 26}V${y + 13}H${x}`,
          fill: 'none',
          stroke: 'var(--wire)',
          'stroke-dasharray': graph.standing(link) === 'current' ? null : '5 4',
        }),
      );
    const [border, body, ink] = painter.colours[graph.kind[node]];
    const name = clip(graph.name(node), 48);
    const long = 24 + name.length * 7.4;
    const go = () => (link >= 0 ? page.app.pickLink(link) : page.app.pickNode(node));
    const group = svgEl(
      'g',
      { tabindex: 0, role: 'link', 'aria-label': name, onclick: go },
      svgEl('rect', { x, y, width: long, height: 26, rx: 7, fill: body, stroke: border }),
      svgEl('text', { x: x + 12, y: y + 17, text: name, style: { fill: ink } }),
    );
    group.addEventListener('keydown', (e) => e.key === 'Enter' && go());
    const words = link >= 0 ? graph.predicate(link).out + (graph.standing(link) === 'current' ? '' : ` (${graph.standing(link)})`) : '';
    root.append(group, svgEl('text', { class: 'soft', x: x + long + 10, y: y + 17, text: words }));
  });
  return root;
}
