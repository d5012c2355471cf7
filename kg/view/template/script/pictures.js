/**
 * Pictures beside the graph, drawn by hand as SVG and tables: every mark opens its sentence.
 */

import { el, fill, svgEl } from './dom.js';
import { choose } from './pictures-parts.js';
import { overTime } from './pictures-time.js';
import { splitOf, guidanceOf } from './pictures-split.js';
import { askedAndAnswered, ownership } from './pictures-who.js';
import { betweenCalls } from './pictures-changed.js';

/** Each picture with its name and what draws it. */
const KINDS = {
  metric: ['Over time', overTime],
  split: ['Split', splitOf],
  guidance: ['Guidance and outcome', guidanceOf],
  asked: ['Who asked, who answered', askedAndAnswered],
  owners: ['Ownership', ownership],
  changed: ['Between two calls', betweenCalls],
};

export class Pictures {
  /** @param {HTMLElement} host @param {App} app */
  constructor(host, app) {
    this.host = host;
    this.app = app;
    this.choice = {};
  }

  /** Draws the picture that the state asks for. */
  show() {
    const { state } = this.app;
    const kind = KINDS[state.picture] ? state.picture : 'metric';
    const tabs = el('div', { class: 'chips', role: 'group', 'aria-label': 'Pictures' });
    for (const [id, [label]] of Object.entries(KINDS))
      tabs.append(el('button', { class: 'chip-button', 'aria-pressed': String(id === kind), text: label, onclick: () => this.app.store.set({ picture: id }) }));
    const body = el('div', { class: 'picture-body' });
    fill(this.host, el('h2', { class: 'hidden', text: 'Pictures' }), el('div', { class: 'toolbar' }, tabs, this._companies()), body);
    const [, draw] = KINDS[kind];
    fill(body, ...draw(this));
  }

  /** The company that the pictures are about. */
  get company() {
    const { graph, state } = this.app;
    const wanted = graph.place.get(state.company);
    if (wanted !== undefined) return wanted;
    const score = (c) => graph.factsOf[c].length;
    return [...graph.reporting].sort((a, b) => score(b) - score(a) || a - b)[0] ?? graph.raw.nodes.owner.find((o) => o >= 0) ?? -1;
  }

  _companies() {
    const { graph, store } = this.app;
    const all = [...graph.reporting].sort((a, b) => (graph.name(a) < graph.name(b) ? -1 : 1));
    if (all.length < 2) return null;
    return choose(
      'Company',
      all.map((c) => [graph.id(c), graph.name(c)]),
      graph.id(this.company),
      (id) => store.set({ company: id }),
    );
  }

  /** Observations of the company and of what stands on its island: [node]. */
  facts() {
    const { graph } = this.app;
    const { home, owner } = graph.raw.nodes;
    return graph.raw.obs.node.filter((i) => home[i] === this.company || owner[i] === this.company);
  }

  /** A numeric field of an observation; NaN when it has none. */
  number(i, field) {
    const text = this.app.graph.obs(i, field);
    return text === '' ? NaN : Number(text);
  }

  /** The choice made for `field`, when it is still offered; else `fallback`, else the first. */
  remember(field, options, fallback) {
    if (!options.some(([id]) => id === this.choice[field])) this.choice[field] = fallback ?? options[0]?.[0];
    return this.choice[field];
  }

  /** A choice that is remembered and redraws the picture. */
  pick(label, field, options) {
    return choose(label, options, this.choice[field], (id) => {
      this.choice[field] = id;
      this.show();
    });
  }

  /** The level of an observation as {low, high}; null when only a change is stated. */
  levelOf(i) {
    const value = this.number(i, 'value');
    if (!Number.isNaN(value)) return { low: value, high: value };
    if (this.app.graph.changes(i)) return null;
    const [low, high] = [this.number(i, 'low'), this.number(i, 'high')];
    if (Number.isNaN(low) && Number.isNaN(high)) return null;
    return { low: Number.isNaN(low) ? high : low, high: Number.isNaN(high) ? low : high };
  }

  /** A group that opens the evidence of an observation. */
  mark(i) {
    const { graph } = this.app;
    const title = [graph.name(graph.raw.nodes.owner[i]), graph.name(i), graph.note(i)].join(', ');
    const go = () => this.app.pickNode(i);
    const group = svgEl('g', { tabindex: 0, role: 'link', 'aria-label': title, onclick: go }, svgEl('title', { text: title }));
    group.addEventListener('keydown', (e) => e.key === 'Enter' && go());
    return group;
  }

  /** An observation as a button that opens its evidence. */
  button(i, text = '') {
    const { graph } = this.app;
    return el('button', { class: 'cell', text: text || graph.obs(i, 'level') || graph.obs(i, 'moved') || '·', onclick: () => this.app.pickNode(i) });
  }
}
