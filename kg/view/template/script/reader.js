/**
 * The source texts: whole, in their paragraphs, with every statement marked; a mark leads back to its node.
 */

import { el, fill, count } from './dom.js';

export class Reader {
  /**
   * @param {Graph} graph
   * @param {{mark: function(number), close: function(number)}} on called with a proof when its mark is picked
   */
  constructor(graph, on) {
    this.graph = graph;
    this.on = on;
  }

  /**
   * Shows a document with `now` (a proof, or {a, n} of a search hit) marked and scrolled to.
   * @param {HTMLElement} host
   */
  show(host, doc, now) {
    if (!this.graph.texts) return;
    const span = typeof now === 'number' ? (now >= 0 ? { a: this.graph.proofs.a[now], n: this.graph.proofs.n[now] } : null) : now;
    const key = `${doc}:${span ? `${span.a}+${span.n}` : ''}`;
    if (host.dataset.key === key) return;
    host.dataset.key = key;
    fill(host, this._head(doc, span), this._body(doc, span));
    const mark = host.querySelector('.now');
    const body = host.querySelector('.text');
    if (mark) body.scrollTop += mark.getBoundingClientRect().top - body.getBoundingClientRect().top - body.clientHeight / 3;
  }

  _head(doc, span) {
    const info = this.graph.docs[doc];
    const where = [info.publisher, info.date || info.period].filter(Boolean).join(' · ');
    const chars = span ? `characters ${span.a.toLocaleString('en')}–${(span.a + span.n).toLocaleString('en')}` : '';
    return el(
      'header',
      { class: 'source-head' },
      el('h3', { text: info.title }),
      el('p', { class: 'quiet', text: [where, chars].filter(Boolean).join(' · ') }),
    );
  }

  _body(doc, span) {
    const source = this.graph.texts[doc];
    const marks = this._marks(doc, span);
    const heads = new Map(source.turns.map(([, , speaker, a, b]) => [a, { speaker, b }]));
    const body = el('div', { class: 'text', tabindex: '0', role: 'region', 'aria-label': `Text of ${this.graph.docs[doc].title}` });
    let at = 0;
    for (const [a, b, kind] of source.passages) {
      if (a > at) this._paragraph(body, source, marks, at, a, 'gap', null);
      this._paragraph(body, source, marks, a, b, source.kinds[kind], heads.get(a));
      at = b;
    }
    if (at < source.text.length) this._paragraph(body, source, marks, at, source.text.length, 'gap', null);
    return body;
  }

  _paragraph(body, source, marks, a, b, kind, turn) {
    if (kind === 'gap' && !source.text.slice(a, b).trim()) {
      body.append(source.text.slice(a, b));
      return;
    }
    const ruler = /^[\s=*_-]{8,}$/.test(source.text.slice(a, b));
    const p = el('p', { class: `passage ${ruler ? 'ruler' : kind}` });
    if (turn && turn.speaker >= 0) p.style.setProperty('--who', this.graph.kindOf(turn.speaker).light[0]);
    let at = a;
    for (let m = first(marks, a); m < marks.length && marks[m].a < b; m++) {
      const mark = marks[m];
      const [from, to] = [Math.max(mark.a, a), Math.min(mark.b, b)];
      if (from >= to) continue;
      p.append(source.text.slice(at, from), this._mark(mark, source.text.slice(from, to)));
      at = to;
    }
    p.append(source.text.slice(at, b));
    body.append(p);
  }

  _mark(mark, text) {
    const proof = mark.proofs.reduce((best, p) => (this.graph.proofs.n[p] < this.graph.proofs.n[best] ? p : best), mark.proofs[0]);
    const title = mark.proofs.length ? count(mark.proofs.length, 'statement') : '';
    const node = el('mark', { class: mark.now ? 'now' : '', text, title: title || null });
    if (proof !== undefined) {
      node.setAttribute('role', 'link');
      node.tabIndex = -1;
      const go = () => this.on.mark(proof);
      node.addEventListener('click', go);
      node.addEventListener('keydown', (e) => e.key === 'Enter' && go());
    }
    return node;
  }

  /** The stretches of a text with the same proofs, in order; the shown span is always a stretch of its own. */
  _marks(doc, span) {
    const { doc: docs, a: starts, n, node } = this.graph.proofs;
    const spans = [];
    for (let p = 0; p < docs.length; p++) {
      const question = node[p] >= 0 && this.graph.kindOf(node[p]).id === 'question';
      if (docs[p] === doc && n[p] && !(question && n[p] > 400) && n[p] < 1200) spans.push({ a: starts[p], b: starts[p] + n[p], p });
    }
    if (span) spans.push({ a: span.a, b: span.a + span.n, p: -1 });
    const cuts = [...new Set(spans.flatMap((s) => [s.a, s.b]))].sort((x, y) => x - y);
    const at = new Map(cuts.map((c, i) => [c, i]));
    const out = cuts.slice(0, -1).map((c, i) => ({ a: c, b: cuts[i + 1], proofs: [], now: false }));
    for (const s of spans) {
      for (let i = at.get(s.a); i < at.get(s.b); i++) {
        if (s.p >= 0) out[i].proofs.push(s.p);
        else out[i].now = true;
      }
    }
    return out.filter((m) => m.now || m.proofs.length);
  }
}

/** The first mark that ends after `a`. */
function first(marks, a) {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if (marks[mid].b <= a) low = mid + 1;
    else high = mid;
  }
  return low;
}
