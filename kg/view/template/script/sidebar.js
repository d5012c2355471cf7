/**
 * The filters: views, detail, types, relations, documents, periods, status, metrics, markets; each with its counts.
 */

import { el, fill } from './dom.js';
import { sayPeriod, periodKey } from './data.js';
import { VIEWS } from './state.js';

export class Sidebar {
  /**
   * @param {HTMLElement} host
   * @param {Graph} graph
   * @param {Store} store
   */
  constructor(host, graph, store) {
    this.host = host;
    this.graph = graph;
    this.store = store;
    this.total = this._totals();
    this.parts = {};
    this._build();
  }

  _totals() {
    const { graph } = this;
    const kinds = new Map();
    const predicates = new Map();
    for (let i = 0; i < graph.count; i++) bump(kinds, graph.kindOf(i).id);
    for (let k = 0; k < graph.linkCount; k++) bump(predicates, graph.predicate(k).id);
    const docs = new Map();
    for (const d of graph.proofs.doc) bump(docs, graph.docs[d].id);
    const [periods, statuses, metrics] = [new Map(), new Map(), new Map()];
    for (const i of graph.raw.obs.node) {
      bump(periods, graph.obs(i, 'period'));
      bump(statuses, graph.obs(i, 'status'));
      bump(metrics, graph.obs(i, 'metric'));
    }
    return { kinds, predicates, docs, periods, statuses, metrics };
  }

  _build() {
    const { graph, store } = this;
    const views = el('div', { class: 'chips', role: 'group', 'aria-label': 'Saved views' });
    for (const [id, view] of Object.entries(VIEWS)) {
      views.append(
        el('button', {
          class: 'chip-button',
          'data-view': id,
          text: view.label,
          onclick: () => store.set({ view: id, level: view.level || store.state.level, focus: '', path: [], more: [], node: '', link: -1, proof: -1 }),
        }),
      );
    }
    const detail = el('input', { type: 'range', min: 1, max: 3, step: 1, id: 'detail', 'aria-describedby': 'detail-words' });
    detail.addEventListener('input', () => store.set({ level: Number(detail.value) }));
    this.parts = { views, detail };
    const metricName = new Map(graph.raw.obs.node.map((i) => [graph.obs(i, 'metric'), graph.obs(i, 'name')]));
    const markets = [...Array(graph.count).keys()].filter((i) => graph.kindOf(i).id === 'market');
    markets.sort((a, b) => graph.linksOf[b].length - graph.linksOf[a].length || a - b);
    const periods = [...this.total.periods].filter(([p]) => p).sort((a, b) => periodKey(b[0]) - periodKey(a[0]));
    const metrics = [...this.total.metrics].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    fill(
      this.host,
      el('h2', { class: 'hidden', text: 'Filters' }),
      section('Views', true, views),
      section(
        'Detail',
        true,
        el('label', { class: 'hidden', for: 'detail', text: 'Detail' }),
        detail,
        el('div', { class: 'scale', id: 'detail-words' }, el('span', { text: 'actors' }), el('span', { text: '+ structure' }), el('span', { text: '+ facts' })),
      ),
      section(
        'Types',
        true,
        this._ticks(
          'kinds',
          graph.kinds.filter((k) => this.total.kinds.has(k.id)).map((k) => [k.id, k.plural, this.total.kinds.get(k.id)]),
        ),
      ),
      section(
        'Numbers',
        true,
        this._choice(
          'period',
          'Period',
          periods.map(([p, n]) => [p, `${sayPeriod(p)} (${n})`]),
        ),
        this._choice(
          'metric',
          'Metric',
          metrics.map(([m, n]) => [m, `${metricName.get(m)} (${n})`]),
        ),
        this._choice('status', 'Status', [
          ...[...this.total.statuses].sort().map(([s, n]) => [s, `${s} (${n})`]),
          ...(graph.doubtsOf.size ? [['doubted', `contradicted (${graph.doubtsOf.size})`]] : []),
        ]),
        this._choice(
          'market',
          'Market',
          markets.map((i) => [graph.id(i), `${graph.name(i)} (${graph.linksOf[i].length})`]),
        ),
      ),
      section(
        `Documents`,
        graph.docs.length <= 8,
        this._ticks(
          'docs',
          graph.docs.map((d) => [d.id, d.title, this.total.docs.get(d.id) || 0]),
        ),
      ),
      section(
        'Relations',
        false,
        this._ticks(
          'predicates',
          graph.words.filter((w) => this.total.predicates.has(w.id)).map((w) => [w.id, w.out, this.total.predicates.get(w.id)]),
        ),
      ),
    );
  }

  _ticks(field, rows) {
    const list = el('ul', { class: 'ticks', 'data-field': field });
    for (const [id, label, total] of rows) {
      const box = el('input', { type: 'checkbox', 'data-id': id });
      box.addEventListener('change', () => {
        const now = this.store.state[field].filter((k) => k !== id);
        this.store.set({ [field]: box.checked ? now : [...now, id] });
      });
      const swatch = field === 'kinds' ? el('i', { class: 'swatch', 'data-kind': id }) : null;
      const only = el('button', { class: 'only', text: 'only', 'aria-label': `only ${label}`, onclick: () => this._only(field, id, rows) });
      list.append(
        el(
          'li',
          {},
          el('label', {}, box, swatch, el('span', { class: 'name', text: label, title: label })),
          only,
          el('span', { class: 'n', 'data-total': total, text: total }),
        ),
      );
    }
    return list;
  }

  _only(field, id, rows) {
    const others = rows.map(([key]) => key).filter((key) => key !== id);
    const now = this.store.state[field];
    const already = others.every((key) => now.includes(key));
    this.store.set({ [field]: already ? [] : others });
  }

  _choice(field, label, options) {
    if (!options.length) return null;
    const select = el(
      'select',
      { 'data-choice': field },
      el('option', { value: '', text: 'all' }),
      ...options.map(([value, text]) => el('option', { value, text })),
    );
    select.addEventListener('change', () =>
      this.store.set({ [field]: select.value, level: field === 'market' ? this.store.state.level : select.value ? 3 : this.store.state.level }),
    );
    const choice = el('label', { class: 'choice' }, el('span', { text: label }), select);
    return field === 'period' ? el('div', { class: 'stepped' }, choice, ...this._steps(select)) : choice;
  }

  /** Buttons to the period before and after the chosen one; from "all", to the period of the latest document. */
  _steps(select) {
    const step = (by) => () => {
      const latest = [...select.options].findIndex((o) => o.value && this.graph.docs.some((d) => d.period === o.value));
      const next = select.selectedIndex ? select.selectedIndex + by : Math.max(1, latest);
      if (next < 1 || next >= select.options.length) return;
      select.selectedIndex = next;
      select.dispatchEvent(new Event('change'));
    };
    return [
      el('button', { text: '‹', 'aria-label': 'The period before', onclick: step(1) }),
      el('button', { text: '›', 'aria-label': 'The period after', onclick: step(-1) }),
    ];
  }

  /** Brings ticks, choices and counts in line with the state. */
  update(state, shown) {
    const { graph } = this;
    for (const button of this.parts.views.children) button.setAttribute('aria-pressed', String(button.dataset.view === state.view));
    this.parts.detail.value = state.level;
    const kinds = new Map();
    for (let i = 0; i < graph.count; i++) if (shown.nodes[i]) bump(kinds, graph.kindOf(i).id);
    const predicates = new Map();
    for (let k = 0; k < graph.linkCount; k++) if (shown.links[k]) bump(predicates, graph.predicate(k).id);
    for (const list of this.host.querySelectorAll('.ticks')) {
      const { field } = list.dataset;
      const now = { kinds, predicates }[field];
      for (const box of list.querySelectorAll('input')) {
        box.checked = !state[field].includes(box.dataset.id);
        const n = box.closest('li').querySelector('.n');
        if (now) n.textContent = `${now.get(box.dataset.id) || 0}/${n.dataset.total}`;
      }
    }
    for (const select of this.host.querySelectorAll('[data-choice]')) select.value = state[select.dataset.choice];
  }
}

function section(title, open, ...children) {
  return el('details', { class: 'section', open }, el('summary', { text: title }), ...children);
}

function bump(map, key) {
  map.set(key, (map.get(key) || 0) + 1);
}
