/**
 * Search over names, aliases, titles, numbers, periods and quotes; every word must be found.
 */

import { sayPeriod, periodKey } from './data.js';

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
    const periods = [...new Set(graph.raw.obs.node.map((i) => graph.obs(i, 'period')))].sort((a, b) => periodKey(a) - periodKey(b));
    this.recency = new Map(periods.map((p, n) => [p, (3 * n) / periods.length]));
    this.rows = Array.from({ length: graph.count }, (_, i) => {
      const names = [graph.name(i), ...graph.aliases(i)].map(folded);
      return { i, names, head: names.join(' \n '), tail: ` ${folded(this._tail(i))}`, weight: this._weight(i) };
    });
  }

  _weight(i) {
    const { graph } = this;
    const owner = graph.raw.nodes.owner[i];
    const said = Math.log2(1 + graph.linksOf[i].length + graph.proofsOfNode[i].length);
    if (!graph.obsOf.has(i)) return (graph.reporting.has(i) ? 40 : 0) + (3 - graph.level(i)) * 8 + Math.min(8, said);
    const whole = graph.obs(i, 'share_of') ? 0 : 3;
    return (
      this.recency.get(graph.obs(i, 'period')) +
      (graph.obs(i, 'status') === 'reported' ? 8 : 0) +
      whole +
      (graph.obs(i, 'level') ? 2 : 0) +
      (graph.reporting.has(owner) ? 6 : 0) +
      Math.min(2, said / 2)
    );
  }

  _tail(i) {
    const { graph } = this;
    const initials = (graph.note(i).match(/(?<![\w.])[A-Z]/g) || []).join('');
    const parts = [graph.note(i), initials, graph.kindOf(i).label];
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
   * The best `max` hits for a query: what is called just so first, then names that begin so, then what says so.
   * @returns {Array<{i: number, score: number, quote: number}>} `quote`: the proof whose words were found, or -1
   */
  find(query, max = 40) {
    if (!this.rows || (this.graph.texts && !this.withTexts)) this.prepare();
    const words = folded(query).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const whole = words.join(' ');
    const hits = [];
    for (const row of this.rows) {
      const score = rateAll(row, words);
      if (score < 0) continue;
      const named = this.graph.obsOf.has(row.i) ? 0 : row.names.includes(whole) ? 200 : row.names.some((n) => n.startsWith(whole)) ? 30 : 0;
      hits.push({ i: row.i, score: score + named + row.weight - row.head.length / 50, quote: -1 });
    }
    hits.sort((a, b) => b.score - a.score || a.i - b.i);
    return hits.slice(0, max).map((hit) => ({ ...hit, quote: this._quoted(hit.i, words) }));
  }

  /**
   * What a query that finds nothing finds without one of its words.
   * @returns {{without: string, hits: Array}} no hits when every way fails
   */
  nearest(query, max = 40) {
    const words = query.trim().split(/\s+/);
    let best = { without: '', hits: [] };
    if (words.length < 2) return best;
    words.forEach((without, n) => {
      const hits = this.find(words.filter((_, m) => m !== n).join(' '), max);
      if (hits.length && (!best.hits.length || hits[0].score > best.hits[0].score)) best = { without, hits };
    });
    return best;
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

/** How well a row fits all the words; -1 when it lacks one. */
function rateAll(row, words) {
  let sum = 0;
  for (const word of words) {
    const got = rate(row.head, word, 60) || rate(row.tail, word, 12);
    if (!got) return -1;
    sum += got;
  }
  return sum;
}

/** How well `word` fits: at the start, at the start of a word, anywhere; 0 when it is not there. */
function rate(text, word, best) {
  const at = text.indexOf(word);
  if (at < 0) return 0;
  if (at === 0) return best;
  const starts = text.includes(` ${word}`) || text.includes(`\n${word}`);
  return starts ? best * 0.7 : best * 0.3;
}
