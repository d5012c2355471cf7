/**
 * Search over names, aliases, titles, numbers, periods and quotes; every word must be found.
 */

import { sayPeriod } from './data.js';

/** Lower case without accents; the same length is not needed here. */
export function folded(text) {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}

export class Search {
  /** @param {Graph} graph */
  constructor(graph) {
    this.graph = graph;
    this.rows = null;
  }

  /** Builds the index: one row a node, heads apart from the rest. */
  prepare() {
    const { graph } = this;
    this.withTexts = graph.texts !== null;
    this.rows = Array.from({ length: graph.count }, (_, i) => {
      const head = folded([graph.name(i), ...graph.aliases(i)].join(' \n '));
      return { i, head, tail: folded(this._tail(i)), weight: this._weight(i) };
    });
  }

  _weight(i) {
    const { graph } = this;
    const owner = graph.raw.nodes.owner[i];
    const fact = graph.obsOf.has(i)
      ? (graph.obs(i, 'status') === 'reported' ? 3 : 0) + (graph.obs(i, 'share_of') ? 0 : 3) + (graph.reporting.has(owner) ? 6 : 0)
      : 0;
    return (
      (graph.reporting.has(i) ? 40 : 0) + (3 - graph.level(i)) * 8 + fact + Math.min(8, Math.log2(1 + graph.linksOf[i].length + graph.proofsOfNode[i].length))
    );
  }

  _tail(i) {
    const { graph } = this;
    const parts = [graph.note(i), graph.kindOf(i).label];
    const owner = graph.raw.nodes.owner[i];
    if (owner >= 0) parts.push(graph.name(owner));
    if (graph.obsOf.has(i)) {
      for (const field of ['name', 'metric', 'value', 'change', 'period', 'accounting', 'status', 'unit']) parts.push(graph.obs(i, field));
      parts.push(sayPeriod(graph.obs(i, 'period')));
    }
    for (const k of graph.linksOf[i]) {
      if (graph.links.s[k] === i) for (const p of graph.proofsOfLink[k]) parts.push(graph.str(graph.proofs.detail[p]));
    }
    for (const p of graph.proofsOfNode[i]) parts.push(graph.quote(p));
    return parts.join(' \n ');
  }

  /**
   * The best `max` hits for a query.
   * @returns {Array<{i: number, score: number, quote: number}>} `quote`: the proof whose words were found, or -1
   */
  find(query, max = 40) {
    if (!this.rows || (this.graph.texts && !this.withTexts)) this.prepare();
    const words = folded(query).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const hits = [];
    for (const row of this.rows) {
      let score = row.weight;
      for (const word of words) {
        const got = rate(row.head, word, 60) || rate(row.tail, word, 12);
        if (!got) {
          score = -1;
          break;
        }
        score += got;
      }
      if (score >= 0) hits.push({ i: row.i, score: score - row.head.length / 50, quote: -1 });
    }
    hits.sort((a, b) => b.score - a.score || a.i - b.i);
    return hits.slice(0, max).map((hit) => ({ ...hit, quote: this._quoted(hit.i, words) }));
  }

  _quoted(i, words) {
    const { graph } = this;
    const proofs = graph.proofsOfNode[i];
    const found = proofs.find((p) => words.some((w) => folded(graph.quote(p)).includes(w)));
    return found ?? proofs[0] ?? -1;
  }

  /** Where the texts hold the query itself: [{doc, a, n}], at most `max`. */
  inTexts(query, max = 6) {
    const out = [];
    const wanted = query.trim().toLowerCase();
    if (!this.graph.texts || wanted.length < 4) return out;
    for (let d = 0; d < this.graph.texts.length && out.length < max; d++) {
      const text = this.graph.texts[d];
      text.lower ??= text.text.toLowerCase();
      if (text.lower.length !== text.text.length) continue;
      let at = text.lower.indexOf(wanted);
      for (let n = 0; at >= 0 && n < 2 && out.length < max; n++) {
        out.push({ doc: d, a: at, n: wanted.length });
        at = text.lower.indexOf(wanted, at + wanted.length);
      }
    }
    return out;
  }
}

/** How well `word` fits: at the start, at the start of a word, anywhere; 0 when it is not there. */
function rate(text, word, best) {
  const at = text.indexOf(word);
  if (at < 0) return 0;
  if (at === 0) return best;
  const starts = text.includes(` ${word}`) || text.includes(`\n${word}`);
  return starts ? best * 0.7 : best * 0.3;
}
