/**
 * The search field: a combobox whose hits open the node, the number or the place in the text.
 */

import { el, fill, byId, say, count } from './dom.js';

export class SearchBox {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.input = byId('search');
    this.list = byId('hits');
    this.at = -1;
    this.rows = [];
    this.input.addEventListener('input', () => this.run());
    this.input.addEventListener('focus', () => this.input.value && this.run());
    this.input.addEventListener('keydown', (e) => this._key(e));
    document.addEventListener('pointerdown', (e) => {
      if (!e.target.closest('#finder')) this.close();
    });
  }

  /** Searches for what is written in the field. */
  run() {
    const query = this.input.value;
    const { search } = this.app;
    const start = performance.now();
    let hits = query.trim() ? search.find(query, 24) : [];
    const places = query.trim() ? search.inTexts(query) : [];
    const near = query.trim() && !hits.length && !places.length ? search.nearest(query, 24) : null;
    if (near) hits = near.hits;
    this.took = performance.now() - start;
    this.rows = [
      ...hits.map((hit) => ({ go: () => this.app.pickNode(hit.i, true), node: this._hit(hit) })),
      ...places.map((hit) => ({ go: () => this.app.readAt(hit), node: this._place(hit) })),
    ];
    this.rows.forEach((row, n) => {
      row.node.id = `hit-${n}`;
      row.node.addEventListener('click', () => this._pick(n));
    });
    const nothing = near && [el('div', { class: 'none', text: this._none(near) })];
    fill(
      this.list,
      nothing || [],
      this.rows.map((r) => r.node),
    );
    this.list.hidden = !query.trim();
    this.input.setAttribute('aria-expanded', String(this.rows.length > 0));
    this._mark(this.rows.length ? 0 : -1);
    say(query.trim() ? count(this.rows.length, 'hit') : '');
  }

  _none({ without, hits }) {
    const { graph } = this.app;
    if (hits.length) return `Nothing has all these words. Without “${without}”:`;
    return `Nothing in ${count(graph.count, 'node')} and ${count(graph.docs.length, 'document')} has these words.`;
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }

  _hit({ i, quote }) {
    const { graph } = this.app;
    const owner = graph.raw.nodes.owner[i];
    const sub = [graph.kindOf(i).label, owner >= 0 ? graph.name(owner) : '', graph.note(i)].filter(Boolean).join(' · ');
    return el(
      'div',
      { class: 'hit', role: 'option' },
      el('i', { class: 'swatch', 'data-kind': graph.kindOf(i).id }),
      el(
        'span',
        { class: 'hit-words' },
        el('strong', { text: graph.name(i) }),
        el('span', { text: sub }),
        quote >= 0 ? el('span', { class: 'hit-quote', text: `“${graph.quote(quote).slice(0, 160)}”` }) : null,
      ),
    );
  }

  _place({ doc, a, n }) {
    const { graph } = this.app;
    const { text } = graph.texts[doc];
    return el(
      'div',
      { class: 'hit', role: 'option' },
      el('i', { class: 'swatch text-hit' }),
      el(
        'span',
        { class: 'hit-words' },
        el('strong', { text: `In the text of ${graph.docs[doc].title}` }),
        el('span', { class: 'hit-quote', text: `…${text.slice(Math.max(0, a - 50), a + n + 70).replace(/\s+/g, ' ')}…` }),
      ),
    );
  }

  _key(e) {
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault();
      const step = e.key === 'ArrowDown' ? 1 : -1;
      if (this.rows.length) this._mark((this.at + step + this.rows.length) % this.rows.length);
    } else if (e.key === 'Enter' && this.at >= 0) this._pick(this.at);
    else if (e.key === 'Escape') {
      this.close();
      byId('graph').focus();
    } else return;
    e.stopPropagation();
  }

  _mark(n) {
    this.at = n;
    this.rows.forEach((row, i) => row.node.setAttribute('aria-selected', String(i === n)));
    if (n >= 0) {
      this.input.setAttribute('aria-activedescendant', `hit-${n}`);
      this.rows[n].node.scrollIntoView({ block: 'nearest' });
    }
  }

  _pick(n) {
    const { go } = this.rows[n];
    this.close();
    byId('graph').focus();
    go();
  }
}
