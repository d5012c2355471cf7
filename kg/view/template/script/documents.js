/**
 * The texts page: up to three documents side by side, each with its marks.
 */

import { el, fill } from './dom.js';

const ABREAST = 3;

export class Documents {
  /** @param {HTMLElement} host @param {App} app */
  constructor(host, app) {
    this.host = host;
    this.app = app;
    this.open = [];
  }

  /** Opens a document beside those that are open. */
  add(doc) {
    if (!this.open.includes(doc)) this.open = [...this.open.slice(-(ABREAST - 1)), doc];
    this.app.store.set({ tab: 'documents' });
    this.show();
  }

  /** Shows the open documents, the one with the picked statement scrolled to it. */
  show() {
    const { graph } = this.app;
    if (!graph.texts) return;
    const { proof } = this.app.state;
    const at = proof >= 0 ? graph.proofs.doc[proof] : -1;
    if (!this.open.length) this.open = at >= 0 ? [at] : [...graph.docs.keys()].slice(0, window.innerWidth < 900 ? 1 : 2);
    if (at >= 0 && !this.open.includes(at)) this.open = [...this.open.slice(0, -1), at];
    const select = el(
      'select',
      {},
      el('option', { value: '', text: 'choose a document' }),
      ...graph.docs.map((d, n) => el('option', { value: n, text: d.title, disabled: this.open.includes(n) })),
    );
    select.addEventListener('change', () => select.value !== '' && this.add(Number(select.value)));
    const sheets = el('div', { class: 'sheets' });
    fill(this.host, el('div', { class: 'toolbar' }, el('h2', { text: 'Texts' }), el('label', {}, 'Open beside', select)), sheets);
    for (const doc of this.open) {
      const sheet = el('section', { class: 'sheet', 'aria-label': graph.docs[doc].title });
      sheets.append(sheet);
      this.app.reader.show(sheet, doc, doc === at ? proof : -1);
      if (this.open.length > 1)
        sheet.prepend(el('button', { class: 'close', text: '×', 'aria-label': `Close ${graph.docs[doc].title}`, onclick: () => this._close(doc) }));
    }
  }

  _close(doc) {
    this.open = this.open.filter((d) => d !== doc);
    this.show();
  }
}
