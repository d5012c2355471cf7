/**
 * The data of the page: columns, deflated and in base 85, opened with the browser's own inflater.
 */

/**
 * Opens a data block of the page.
 * @param {string} id the element that holds it
 * @returns {Promise<Object>}
 */
export async function open(id) {
  const bytes = decoded(document.getElementById(id).textContent.trim());
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return JSON.parse(await new Response(stream).text());
}

/** Columns that hold the difference from the row before. */
const STEPS = [
  ['links', 's'],
  ['proofs', 'node'],
  ['proofs', 'link'],
  ['obs', 'node'],
];
const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%.()*+-;,=>?@^_`{|}~';

/** Five signs hold four bytes; the last group may be short. */
function decoded(text) {
  const value = new Uint8Array(128);
  for (let n = 0; n < SIGNS.length; n++) value[SIGNS.charCodeAt(n)] = n;
  const groups = Math.ceil(text.length / 5);
  const view = new DataView(new ArrayBuffer(groups * 4));
  for (let g = 0; g < groups; g++) {
    let number = 0;
    for (let n = g * 5; n < g * 5 + 5; n++) number = number * 85 + (n < text.length ? value[text.charCodeAt(n)] : 84);
    view.setUint32(g * 4, number);
  }
  return new Uint8Array(view.buffer, 0, groups * 4 - (groups * 5 - text.length));
}

/** The graph with its indexes. Offsets are UTF-16 units into the document texts. */
export class Graph {
  /** @param {Object} raw the columns as written by the builder */
  constructor(raw) {
    this.raw = raw;
    for (const [part, column] of STEPS) raw[part][column] = sums(raw[part][column]);
    raw.proofs.at = raw.proofs.at.map((more, p) => raw.proofs.a[p] + more);
    this.title = raw.title;
    this.kinds = raw.kinds.map(([id, label, plural, level, shape, light, dark]) => ({ id, label, plural, level, shape, light, dark }));
    this.words = raw.words.map(([id, out, back]) => ({ id, out, back }));
    this.docs = raw.docs;
    this.count = raw.nodes.id.length;
    this.kind = raw.nodes.kind;
    this.links = raw.links;
    this.linkCount = raw.links.s.length;
    this.proofs = raw.proofs;
    this.floors = raw.floors;
    this.full = { x: running(raw.nodes.x), y: running(raw.nodes.y) };
    this.structure = { x: running(raw.nodes.x2), y: running(raw.nodes.y2) };
    this.place = new Map(raw.nodes.id.map((id, i) => [id, i]));
    this.texts = null;
    this._index();
  }

  _index() {
    this.linksOf = Array.from({ length: this.count }, () => []);
    for (let k = 0; k < this.linkCount; k++) {
      this.linksOf[this.links.s[k]].push(k);
      this.linksOf[this.links.t[k]].push(k);
    }
    this.proofsOfNode = Array.from({ length: this.count }, () => []);
    this.proofsOfLink = Array.from({ length: this.linkCount }, () => []);
    this.proofs.node.forEach((n, p) => {
      if (n >= 0) this.proofsOfNode[n].push(p);
      else this.proofsOfLink[this.proofs.link[p]].push(p);
    });
    this.obsOf = new Map(this.raw.obs.node.map((n, o) => [n, o]));
    this.floorOf = new Map(this.floors.map((f) => [f.node, f]));
    this.reporting = new Set(this.docs.map((d) => d.company).filter((c) => c >= 0));
    this.doubtsOf = new Map();
    for (const [node, other, words] of this.raw.doubts) this.doubtsOf.set(node, [...(this.doubtsOf.get(node) || []), { other, words }]);
    this.factsOf = Array.from({ length: this.count }, () => []);
    this.raw.nodes.owner.forEach((o, i) => {
      if (o >= 0 && this.level(i) === 3) this.factsOf[o].push(i);
    });
  }

  /** @returns {string} a pooled string, "" for none */
  str(n) {
    return n < 0 ? '' : this.raw.pool[n];
  }

  id(i) {
    return this.raw.nodes.id[i];
  }

  name(i) {
    return this.str(this.raw.nodes.name[i]);
  }

  note(i) {
    return this.str(this.raw.nodes.note[i]);
  }

  aliases(i) {
    return this.raw.nodes.alias[i] || [];
  }

  kindOf(i) {
    return this.kinds[this.kind[i]];
  }

  level(i) {
    return this.kinds[this.kind[i]].level;
  }

  /** The head lines of a label and its sub line. */
  lines(i) {
    const lines = this.raw.nodes.lines[i].map((n) => this.str(n));
    return { head: lines.slice(0, -1), sub: lines[lines.length - 1] };
  }

  width(i) {
    return this.raw.nodes.w[i];
  }

  height(i) {
    return this.raw.nodes.h[i];
  }

  /** A field of the observation behind a node: its text, or "". */
  obs(i, field) {
    const o = this.obsOf.get(i);
    return o === undefined ? '' : this.str(this.raw.obs[field][o]);
  }

  predicate(k) {
    return this.words[this.links.p[k]];
  }

  standing(k) {
    return this.str(this.links.st[k]);
  }

  /** Whether the bounds of an observation are those of a change. */
  changes(i) {
    return this.raw.obs.on_change[this.obsOf.get(i)] === 1;
  }

  /** All proofs of a node that is a fact, or of a link; a link to a fact has the proofs of the fact. */
  proofsOf(link) {
    if (this.proofsOfLink[link].length) return this.proofsOfLink[link];
    return this.proofsOfNode[this.links.s[link]];
  }

  /** The other end of a link. */
  other(link, i) {
    return this.links.s[link] === i ? this.links.t[link] : this.links.s[link];
  }

  /** The characters that prove a statement, exactly. */
  quote(p) {
    if (!this.texts) return '';
    const a = this.proofs.a[p];
    return this.texts[this.proofs.doc[p]].text.slice(a, a + this.proofs.n[p]);
  }

  /** The sentence-like surroundings of a proof: [before, quote, after], within its paragraph. */
  context(p, reach = 90) {
    const doc = this.texts && this.texts[this.proofs.doc[p]];
    if (!doc) return ['', '', ''];
    const a = this.proofs.a[p];
    const b = a + this.proofs.n[p];
    const from = Math.max(a - reach, doc.text.lastIndexOf('\n', a - 1) + 1);
    const end = doc.text.indexOf('\n', b);
    const to = Math.min(b + reach, end < 0 ? doc.text.length : end);
    let before = doc.text.slice(from, a);
    let after = doc.text.slice(b, to);
    if (from > 0 && doc.text[from - 1] !== '\n') before = '…' + before.replace(/^\S*\s?/, '');
    if (to < doc.text.length && doc.text[to] !== '\n') after = after.replace(/\s?\S*$/, '') + '…';
    return [before, doc.text.slice(a, b), after];
  }
}

/** The passages [start, end, kind] and turns [start, end, speaker, head start, head end] of a text, out of their steps. */
export function unfolded({ text, kinds, passages, turns }) {
  const out = { text, kinds, passages: [], turns: [] };
  let last = 0;
  for (let n = 0; n < passages.length; n += 3) {
    const start = last + passages[n];
    last = start + passages[n + 1];
    out.passages.push([start, last, passages[n + 2]]);
  }
  last = 0;
  for (let n = 0; n < turns.length; n += 5) {
    last += turns[n];
    const head = last + turns[n + 3];
    out.turns.push([last, last + turns[n + 1], turns[n + 2], head, head + turns[n + 4]]);
  }
  return out;
}

function sums(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

function running(deltas) {
  const out = new Float64Array(deltas.length);
  let sum = 0;
  for (let i = 0; i < deltas.length; i++) out[i] = sum += deltas[i];
  return out;
}

/** `2021-Q1` as `Q1 2021`. */
export function sayPeriod(period) {
  const match = /^(\d{4})-(Q[1-4]|H[12]|9M|FY)$/.exec(period);
  return match ? `${match[2]} ${match[1]}` : period;
}

/** A number that sorts periods by their end. */
export function periodKey(period) {
  const match = /^(\d{4})-(Q[1-4]|H[12]|9M|FY)$/.exec(period);
  const ends = { Q1: 31, Q2: 61, H1: 62, Q3: 91, '9M': 92, Q4: 121, H2: 122, FY: 123 };
  if (match) return Number(match[1]) * 1000 + ends[match[2]];
  const parts = period.split('-').map(Number);
  return parts[0] ? parts[0] * 1000 + (parts[1] || 12) * 10 : 0;
}
