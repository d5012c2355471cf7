/**
 * The table twin of the graph: every shown statement as a row, for reading, for screen readers, and for sorting.
 */

import { el, fill, count } from './dom.js';
import { sayPeriod } from './data.js';

const PAGE = 100;

export class Table {
  /** @param {HTMLElement} host @param {App} app */
  constructor(host, app) {
    this.host = host;
    this.app = app;
    this.page = 0;
  }

  /** All shown statements: {link, proof, cells}, in the order of the links. */
  rows() {
    const { graph, shown } = this.app;
    const out = [];
    for (let k = 0; k < graph.linkCount; k++) {
      if (!shown.links[k]) continue;
      for (const p of graph.proofsOf(k)) out.push({ link: k, proof: p });
    }
    return out;
  }

  /** Subject, relation, object, level, change, period, status, document of a row. */
  cells({ link, proof }) {
    const { graph } = this.app;
    const { s, t } = graph.links;
    const fact = graph.obsOf.has(s[link]);
    const get = (field) => (fact ? graph.obs(s[link], field) : '');
    return {
      subject: fact ? graph.name(t[link]) : graph.name(s[link]),
      relation: fact ? get('label') || get('name') : graph.predicate(link).out,
      object: fact ? get('level') : graph.name(t[link]),
      change: get('moved'),
      period: sayPeriod(get('period')),
      status: (fact ? get('status') : graph.standing(link)) + (graph.doubtsOf.has(s[link]) ? ', contradicted' : ''),
      document: graph.docs[graph.proofs.doc[proof]].title,
    };
  }

  /** Draws the page of rows that is looked at. */
  show() {
    const { graph } = this.app;
    const rows = this.rows();
    const pages = Math.max(1, Math.ceil(rows.length / PAGE));
    this.page = Math.min(this.page, pages - 1);
    const part = rows.slice(this.page * PAGE, (this.page + 1) * PAGE);
    const heads = ['Subject', 'Relation or metric', 'Object or level', 'Change', 'Period', 'Status', 'Evidence'];
    fill(
      this.host,
      el('h2', { text: 'Statements' }),
      el('p', {
        class: 'quiet',
        text: `${count(rows.length, 'statement')} of the graph as it is filtered now. The detail slider at “+ facts” adds the numbers and questions.`,
      }),
      el(
        'div',
        { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Statements' },
        el(
          'table',
          {},
          el('caption', { class: 'hidden', text: 'All shown statements with their evidence' }),
          el('thead', {}, el('tr', {}, ...heads.map((h) => el('th', { scope: 'col', text: h })))),
          el('tbody', {}, ...part.map((row) => this._row(graph, row))),
        ),
      ),
      pages > 1 ? this._pager(pages) : null,
    );
  }

  _row(graph, row) {
    const cells = this.cells(row);
    const { s, t } = graph.links;
    const fact = graph.obsOf.has(s[row.link]);
    const go = (i) => () => this.app.pickNode(i);
    return el(
      'tr',
      {},
      el('td', {}, el('button', { class: 'cell', text: cells.subject, onclick: go(fact ? t[row.link] : s[row.link]) })),
      el('td', { text: cells.relation }),
      el('td', {}, el('button', { class: 'cell', text: cells.object || '·', onclick: go(fact ? s[row.link] : t[row.link]) })),
      el('td', { class: 'number', text: cells.change }),
      el('td', { class: 'number', text: cells.period }),
      el('td', { text: cells.status }),
      el(
        'td',
        {},
        el('button', { class: 'cell', text: short(graph.quote(row.proof)) || 'evidence', title: cells.document, onclick: () => this.app.pickProof(row.proof) }),
      ),
    );
  }

  _pager(pages) {
    const go = (page) => () => {
      this.page = page;
      this.show();
      this.host.scrollTop = 0;
    };
    return el(
      'p',
      { class: 'toolbar' },
      el('button', { text: 'Previous', disabled: this.page === 0, onclick: go(this.page - 1) }),
      el('span', { text: `Page ${this.page + 1} of ${pages}` }),
      el('button', { text: 'Next', disabled: this.page === pages - 1, onclick: go(this.page + 1) }),
    );
  }
}

function short(text) {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > 90 ? `${flat.slice(0, 88)}…` : flat;
}
