/**
 * The panel of what is picked: its fields, and its statements with the characters that prove them.
 */

import { el, fill, count } from './dom.js';
import { sayPeriod, periodKey } from './data.js';

const SHOWN = 6;

export class Panel {
  /**
   * @param {HTMLElement} host
   * @param {Graph} graph
   * @param {Object} on what the buttons do: node, proof, focus, expand, path, hide, beside, suggest
   */
  constructor(host, graph, on) {
    this.host = host;
    this.graph = graph;
    this.on = on;
  }

  /** What is shown when nothing is picked: where to begin. */
  welcome(suggestions) {
    const { graph } = this;
    const top = [...Array(graph.count).keys()].filter((i) => graph.level(i) < 3);
    top.sort((a, b) => graph.linksOf[b].length - graph.linksOf[a].length || a - b);
    fill(
      this.host,
      el('h2', { text: 'Start here' }),
      el('p', { class: 'lead', text: 'Every number and every line opens the sentence it was read from. Pick a node, or begin with a question:' }),
      el(
        'div',
        { class: 'asks' },
        ...suggestions.map((s) => el('button', { class: 'ask', onclick: s.go }, el('strong', { text: s.title }), el('span', { text: s.text }))),
      ),
      el('h3', { text: 'Most connected' }),
      el('ul', { class: 'plain' }, ...top.slice(0, 8).map((i) => el('li', {}, this._nodeButton(i, `${graph.kindOf(i).label} · ${graph.linksOf[i].length}`)))),
    );
  }

  /** The panel of a node. */
  node(i, shown, from) {
    const { graph } = this;
    const rest = new Set(graph.linksOf[i].map((k) => graph.other(k, i)).filter((j) => !shown.nodes[j])).size;
    fill(
      this.host,
      this._chip(graph.kindOf(i)),
      el('h2', { text: graph.name(i), tabindex: '-1' }),
      this._fields(i),
      this._doubts(i),
      el(
        'div',
        { class: 'actions' },
        el('button', { text: 'Focus', title: 'Show only its neighbourhood (F)', onclick: () => this.on.focus(i) }),
        rest
          ? el('button', { text: `Expand +${Math.min(rest, 30)}`, title: 'Show neighbours that are not drawn (E)', onclick: () => this.on.expand(i) })
          : null,
        from >= 0 && from !== i
          ? el('button', { text: `Path from ${graph.name(from)}`, title: 'Shortest path (P)', onclick: () => this.on.path(from, i) })
          : null,
        el('button', { text: 'Hide', title: 'Take it out of the picture (X)', onclick: () => this.on.hide(i) }),
      ),
      ...this._statements(i),
    );
  }

  /** The panel of a link. */
  link(k) {
    const { graph } = this;
    const [a, b] = [graph.links.s[k], graph.links.t[k]];
    const word = graph.predicate(k);
    fill(
      this.host,
      el('span', { class: 'chip', text: 'Relation' }),
      el('h2', { tabindex: '-1' }, `${graph.name(a)} `, el('em', { text: word.out }), ` ${graph.name(b)}`),
      el('dl', { class: 'fields' }, ...field('Standing', graph.standing(k)), ...field('Stated', count(graph.proofsOf(k).length, 'time'))),
      el('div', { class: 'actions' }, this._nodeButton(a, graph.kindOf(a).label), this._nodeButton(b, graph.kindOf(b).label)),
      el('h3', { text: 'Evidence' }),
      ...graph.proofsOf(k).map((p) => this.proof(p)),
    );
  }

  /** One statement: its words in their sentence, and where they stand. */
  proof(p, label = '') {
    const { graph } = this;
    const { doc, by, rule, sure, detail } = graph.proofs;
    const [before, quote, after] = graph.context(p);
    const who = by[p] >= 0 ? `${graph.name(by[p])} · ` : '';
    const extra = graph.str(detail[p]);
    return el(
      'button',
      { class: 'proof', 'data-proof': p, onclick: () => this.on.proof(p) },
      label || extra ? el('strong', { text: label || extra }) : null,
      el('span', { class: 'quote' }, before, el('b', { text: quote }), after),
      el('span', { class: 'quiet', text: `${who}${graph.docs[doc[p]].title}` }),
      el('span', { class: 'quiet', text: `rule ${graph.str(rule[p])} · confidence ${graph.str(sure[p])}` }),
    );
  }

  _chip(kind) {
    return el('span', { class: 'chip', 'data-kind': kind.id, text: kind.label });
  }

  _nodeButton(i, note) {
    return el(
      'button',
      { class: 'node', 'data-kind': this.graph.kindOf(i).id, onclick: () => this.on.node(i) },
      el('strong', { text: this.graph.name(i) }),
      el('span', { text: note }),
    );
  }

  _fields(i) {
    const { graph } = this;
    const rows = [];
    const aliases = graph.aliases(i);
    if (aliases.length) rows.push(...field('Also', aliases.slice(0, 8).join(', ') + (aliases.length > 8 ? ` and ${aliases.length - 8} more` : '')));
    if (graph.obsOf.has(i)) rows.push(...this._observation(i));
    else if (graph.note(i)) rows.push(...field('Title', graph.note(i)));
    const docs = graph.raw.nodes.docs[i];
    rows.push(
      ...field(
        docs.length === 1 ? 'Document' : 'Documents',
        docs
          .slice(0, 4)
          .map((d) => graph.docs[d].title)
          .join('; ') + (docs.length > 4 ? ` and ${docs.length - 4} more` : ''),
      ),
    );
    return el('dl', { class: 'fields' }, ...rows);
  }

  /** What speaks against a number: it is shown, never settled. */
  _doubts(i) {
    const all = this.graph.doubtsOf.get(i);
    if (!all) return null;
    const said = (words) => words.replace(/\d{5,}/g, digits);
    const row = ({ other, words }) =>
      el('li', { text: other < 0 ? said(words) : '' }, other < 0 ? null : el('button', { class: 'cell', text: words, onclick: () => this.on.node(other) }));
    return el('div', { class: 'doubts' }, el('h3', { text: 'Contradicted' }), el('ul', {}, ...all.map(row)));
  }

  _observation(i) {
    const { graph } = this;
    const get = (name) => graph.obs(i, name);
    const range = get('low') || get('high') ? `${digits(get('low')) || '…'} to ${digits(get('high')) || '…'}` : '';
    const owner = graph.raw.nodes.owner[i];
    return [
      ...field('Of', owner >= 0 ? graph.name(owner) : ''),
      ...field('Metric', get('name') + (get('label') ? ` (“${get('label')}”)` : '')),
      ...field('Level', get('level')),
      ...field('Value', [get('bound'), digits(get('value')) || range, get('unit')].filter(Boolean).join(' ')),
      ...field('Change', [get('change'), get('change_unit'), get('basis')].filter(Boolean).join(' ')),
      ...field('Before', [digits(get('prior')), sayPeriod(get('prior_period'))].filter(Boolean).join(', ')),
      ...field('Period', sayPeriod(get('period')) || 'not stated'),
      ...field('Status', get('status')),
      ...field('Share of', get('share_of')),
      ...field('Accounting', get('accounting')),
      ...field('Converted', get('conv')),
    ];
  }

  _statements(i) {
    const { graph } = this;
    const parts = [];
    if (graph.proofsOfNode[i].length) parts.push(el('h3', { text: 'Evidence' }), ...graph.proofsOfNode[i].map((p) => this.proof(p)));
    const facts = graph.factsOf[i].filter((f) => graph.obsOf.has(f));
    const groups = new Map();
    for (const k of graph.linksOf[i]) {
      if (graph.predicate(k).id === 'about') continue;
      const out = graph.links.s[k] === i;
      const key = out ? graph.predicate(k).out : graph.predicate(k).back;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(k);
    }
    for (const [word, links] of groups) parts.push(...this._group(i, word, links));
    if (facts.length) parts.push(el('h3', { text: `Numbers (${facts.length})` }), this._numbers(facts));
    return parts;
  }

  _group(i, word, links) {
    const { graph } = this;
    const cards = links.map((k) => {
      const j = graph.other(k, i);
      const standing = graph.standing(k);
      const proofs = graph.proofsOfLink[k];
      return el(
        'div',
        { class: 'relation' },
        this._nodeButton(j, [graph.kindOf(j).label, standing === 'current' ? '' : standing].filter(Boolean).join(' · ')),
        ...proofs.slice(0, 2).map((p) => this.proof(p)),
        proofs.length > 2 ? el('button', { class: 'more', text: `${proofs.length - 2} more sources`, onclick: () => this.on.link(k) }) : null,
      );
    });
    return [el('h3', { text: `${word} (${links.length})` }), ...folding(cards)];
  }

  /** The numbers of an entity as a table, by metric and period. */
  _numbers(facts) {
    const { graph } = this;
    const rows = [...facts].sort(
      (a, b) => compare(graph.obs(a, 'name'), graph.obs(b, 'name')) || periodKey(graph.obs(b, 'period')) - periodKey(graph.obs(a, 'period')) || a - b,
    );
    let last = '';
    return el(
      'table',
      { class: 'numbers' },
      el('thead', {}, el('tr', {}, ...['Metric', 'Level', 'Change', 'Period'].map((t) => el('th', { scope: 'col', text: t })))),
      el(
        'tbody',
        {},
        ...rows.map((f) => {
          const metric = graph.obs(f, 'label') || graph.obs(f, 'name');
          const same = metric === last;
          last = metric;
          const status = graph.obs(f, 'status');
          const tone = graph.raw.nodes.tone[f];
          const words = [sayPeriod(graph.obs(f, 'period')), status === 'reported' ? '' : status, graph.obs(f, 'accounting')].filter(Boolean);
          return el(
            'tr',
            {},
            el('td', { class: same ? 'same' : '', text: metric }),
            el('td', {}, el('button', { class: 'cell', onclick: () => this.on.node(f), text: graph.obs(f, 'level') || graph.obs(f, 'moved') || '·' })),
            el('td', { class: tone > 0 ? 'up' : tone < 0 ? 'down' : '', text: graph.obs(f, 'level') ? graph.obs(f, 'moved') : '' }),
            el('td', { text: words.join(' · ') }),
          );
        }),
      ),
    );
  }
}

/** The first cards, and a button for the rest. */
function folding(cards) {
  if (cards.length <= SHOWN + 2) return cards;
  const rest = cards.slice(SHOWN);
  const button = el('button', { class: 'more', text: `Show ${rest.length} more` });
  button.addEventListener('click', () => button.replaceWith(...rest));
  return [...cards.slice(0, SHOWN), button];
}

function field(name, value) {
  return value ? [el('dt', { text: name }), el('dd', { text: value })] : [];
}

/** A plain number in groups of three digits. */
function digits(number) {
  return number.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
