/**
 * The ontology as it is used here: a box for each class, a line for each relation with how often it is stated.
 */

import { el, fill, svgEl } from './dom.js';
import { wide, widthOf } from './pictures-parts.js';

const PLACES = {
  person: [0.1, 0.09],
  executive: [0.34, 0.07],
  question: [0.63, 0.07],
  analyst: [0.9, 0.12],
  broker: [0.9, 0.33],
  company: [0.5, 0.45],
  body: [0.1, 0.3],
  market: [0.1, 0.52],
  exchange: [0.1, 0.74],
  segment: [0.33, 0.74],
  customers: [0.52, 0.82],
  product: [0.7, 0.74],
  observation: [0.9, 0.56],
  guidance: [0.9, 0.84],
};

export class ClassMap {
  /** @param {HTMLElement} host @param {App} app */
  constructor(host, app) {
    this.host = host;
    this.app = app;
  }

  /** Draws the page once; again only for another width or theme. */
  show() {
    const drawn = `${widthOf(this)}|${this.app.painter.dark}`;
    if (this.drawn === drawn) return;
    this.drawn = drawn;
    const { graph } = this.app;
    const nodes = new Map();
    for (let i = 0; i < graph.count; i++) nodes.set(graph.kind[i], (nodes.get(graph.kind[i]) || 0) + 1);
    const uses = new Map();
    for (let k = 0; k < graph.linkCount; k++) {
      const key = [graph.kind[graph.links.s[k]], graph.links.p[k], graph.kind[graph.links.t[k]]].join();
      uses.set(key, (uses.get(key) || 0) + 1);
    }
    const rows = [...uses].map(([key, n]) => [...key.split(',').map(Number), n]).sort((a, b) => b[3] - a[3]);
    fill(
      this.host,
      el('h2', { text: 'Classes and relations' }),
      el('p', {
        class: 'quiet',
        text: 'Roles are relations, not classes: executive, analyst and broker are derived from what a document says of a person or a company. A thick line is stated often.',
      }),
      wide(this._map(nodes, rows)),
      this._list(rows),
      ...this._classes(),
    );
  }

  _map(nodes, rows) {
    const { graph } = this.app;
    const [w, h] = [widthOf(this), 540];
    const at = (kind) => {
      const [x, y] = PLACES[graph.kinds[kind].id];
      return [x * w, y * h];
    };
    const root = svgEl('svg', { class: 'picture', width: w, height: h, viewBox: `0 0 ${w} ${h}`, role: 'img', 'aria-label': 'Class map' });
    const pairs = new Map();
    for (const [s, p, t, n] of rows) {
      if (s === t) continue;
      const key = `${s},${t}`;
      if (!pairs.has(key)) pairs.set(key, { s, t, n: 0, words: [] });
      pairs.get(key).n += n;
      pairs.get(key).words.push(graph.words[p].out);
    }
    for (const { s, t, n, words } of pairs.values()) {
      const [[x1, y1], [x2, y2]] = [at(s), at(t)];
      root.append(
        svgEl(
          'path',
          {
            d: `M${x1} ${y1}Q${(x1 + x2) / 2 - (y2 - y1) * 0.08} ${(y1 + y2) / 2 + (x2 - x1) * 0.08} ${x2} ${y2}`,
            fill: 'none',
            stroke: 'var(--wire)',
            'stroke-width': 1 + Math.min(5, Math.log2(n) / 2),
          },
          svgEl('title', { text: `${words.join(', ')}: ${n}` }),
        ),
      );
    }
    for (const [kind, n] of nodes) {
      const [x, y] = at(kind);
      const { label } = graph.kinds[kind];
      const [border, body, ink] = this.app.painter.colours[kind];
      root.append(
        svgEl('rect', { x: x - 66, y: y - 23, width: 132, height: 46, rx: 9, fill: body, stroke: border, 'stroke-width': 1.5 }),
        svgEl('text', { x, y: y - 2, 'text-anchor': 'middle', 'font-weight': 600, text: label, style: { fill: ink } }),
        svgEl('text', { x, y: y + 14, 'text-anchor': 'middle', text: n.toLocaleString('en'), style: { fill: ink } }),
      );
    }
    return root;
  }

  _list(rows) {
    const { graph } = this.app;
    return el(
      'table',
      {},
      el('thead', {}, el('tr', {}, ...['From', 'Relation', 'To', 'Here'].map((t) => el('th', { scope: 'col', text: t })))),
      el(
        'tbody',
        {},
        ...rows.map(([s, p, t, n]) =>
          el(
            'tr',
            {},
            el('td', { text: graph.kinds[s].label }),
            el('td', {}, el('code', { text: graph.words[p].id })),
            el('td', { text: graph.kinds[t].label }),
            el('td', { class: 'number', text: n.toLocaleString('en') }),
          ),
        ),
      ),
    );
  }

  /** Every class of the ontology as a card: what it is, what it is a kind of, and what can be said of it. */
  _classes() {
    const { classes, properties } = this.app.graph.raw.ontology;
    const known = new Set(classes.map(([name]) => name));
    const link = (name) =>
      known.has(name) ? el('a', { href: `#class-${name}`, text: name, onclick: (e) => showCard(e, name) }) : el('code', { text: name || 'varies' });
    const row = ([name, , definition, , range]) =>
      el('li', { title: definition }, el('code', { text: name }), ' → ', ...(range.length ? range : ['']).map(link));
    const card = ([name, label, definition, broader]) => {
      const own = properties.filter((p) => p[3].includes(name));
      return el(
        'section',
        { class: 'card', id: `class-${name}`, tabindex: '-1' },
        el('h3', { text: label }),
        el('p', { class: 'quiet' }, el('code', { text: `kg:${name}` }), ...(broader.length ? [' is a kind of ', ...broader.map(link)] : [])),
        el('p', { text: definition }),
        own.length ? el('ul', {}, ...own.map(row)) : null,
      );
    };
    const loose = properties.filter((p) => !p[3].length);
    return [
      el('h2', { class: 'later', text: `The ontology: ${classes.length} classes, ${properties.length} properties` }),
      el('div', { class: 'cards' }, ...classes.map(card)),
      loose.length ? el('section', { class: 'card' }, el('h3', { text: 'Of anything' }), el('ul', {}, ...loose.map(row))) : null,
    ].filter(Boolean);
  }
}

/** Brings the card of a class into view; the address stays that of the view. */
function showCard(event, name) {
  event.preventDefault();
  const card = document.getElementById(`class-${name}`);
  card.scrollIntoView({ block: 'start' });
  card.focus();
}
