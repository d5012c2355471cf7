/**
 * What the user sees, as one plain value: it can be undone, written into the address and read back.
 */

export const VIEWS = {
  all: { label: 'Everything', hide: [], level: 0 },
  asked: { label: 'Who asked what', only: ['executive', 'analyst', 'broker', 'question', 'person'], level: 3, keep: ['asked', 'answered', 'worksFor'] },
  numbers: { label: 'Segments and numbers', only: ['company', 'segment', 'customers', 'product', 'observation', 'guidance'], level: 3 },
  owners: { label: 'Ownership and partners', only: ['company', 'body', 'exchange', 'product', 'broker'], level: 2, without: ['worksFor'] },
  people: { label: 'People', only: ['company', 'executive', 'person', 'analyst', 'broker'], level: 1 },
};

/** @returns {Object} the state of a page just opened */
export function fresh(level) {
  return {
    tab: 'explore',
    view: 'all',
    level,
    kinds: [],
    predicates: [],
    docs: [],
    period: '',
    status: '',
    metric: '',
    market: '',
    node: '',
    link: -1,
    proof: -1,
    focus: '',
    hops: 1,
    path: [],
    more: [],
    hidden: [],
    pins: [],
    picture: '',
    company: '',
  };
}

/** Holds the state; every change is a step that can be undone. */
export class Store {
  constructor(state, changed) {
    this.base = JSON.stringify(state);
    this.state = state;
    this.changed = changed;
    this.past = [];
  }

  /** Applies `change` (a partial state) and tells the page. `quiet` steps are not undone one by one. */
  set(change, quiet = false) {
    const before = JSON.stringify(this.state);
    const next = { ...this.state, ...change };
    if (JSON.stringify(next) === before) return;
    if (!quiet) this.past.push(before);
    if (this.past.length > 200) this.past.shift();
    this.state = next;
    this.changed(JSON.parse(before));
  }

  undo() {
    if (!this.past.length) return false;
    const before = this.state;
    this.state = JSON.parse(this.past.pop());
    this.changed(before);
    return true;
  }

  /** The part that differs from a page just opened, for the address. */
  toHash(extra = {}) {
    const base = JSON.parse(this.base);
    const out = new URLSearchParams();
    for (const [key, value] of Object.entries(this.state)) {
      if (JSON.stringify(value) !== JSON.stringify(base[key])) out.set(key, Array.isArray(value) ? value.map(encodeURIComponent).join(',') : value);
    }
    for (const [key, value] of Object.entries(extra)) if (value) out.set(key, value);
    return out.toString();
  }

  /** The state that an address describes; unknown keys are ignored. */
  fromHash(hash) {
    const out = JSON.parse(this.base);
    for (const [key, value] of new URLSearchParams(hash.replace(/^#/, ''))) {
      if (!(key in out)) continue;
      if (Array.isArray(out[key])) {
        const list = value ? value.split(',').map(decode) : [];
        out[key] = key === 'path' || key === 'more' || key === 'hidden' ? list : list;
      } else out[key] = typeof out[key] === 'number' ? Number(value) || 0 : value;
    }
    return out;
  }
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
