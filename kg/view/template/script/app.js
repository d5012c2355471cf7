/**
 * The page: puts the parts together, and turns every pick, key and address into one state.
 */

/* global vis */
import { el, fill, byId, say, still, count } from './dom.js';
import { open, unfolded, Graph, sayPeriod, periodKey } from './data.js';
import { Store, fresh } from './state.js';
import { visible, hiddenNeighbours, shortest } from './filter.js';
import { withFacts, neighbourhood, interviews } from './place.js';
import { Painter } from './painter.js';
import { CanvasGraph } from './graph-canvas.js';
import { VisGraph } from './graph-vis.js';
import { Search } from './search.js';
import { Reader } from './reader.js';
import { Panel } from './panel.js';
import { Sidebar } from './sidebar.js';
import { SearchBox } from './searchbox.js';
import { Pictures } from './pictures.js';
import { Table } from './table.js';
import { ClassMap } from './classmap.js';
import { Documents } from './documents.js';
import { Exports } from './export.js';
import { listenKeys } from './keyboard.js';

const TABS = ['explore', 'pictures', 'documents', 'table', 'ontology'];
const READABLE_SCALE = 0.76; // below it the text of a fact would be smaller than nine pixels

export class App {
  /** @param {Graph} graph */
  constructor(graph) {
    this.graph = graph;
    this.level = openingLevel(graph);
    this.store = new Store(opened(graph, this.level), (before) => this._changed(before));
    this.reader = new Reader(graph, { mark: (p) => this.pickProof(p) });
    const on = {
      node: (i) => this.pickNode(i, true),
      link: (k) => this.pickLink(k),
      proof: (p) => this.pickProof(p),
      focus: (i) => this.focus(i),
      expand: (i) => this.expand(i),
      path: (a, b) => this.path(a, b),
      hide: (i) => this.hide(i),
    };
    this.panel = new Panel(byId('details'), graph, on);
    this.sidebar = new Sidebar(byId('sidebar'), graph, this.store);
    this.search = new Search(graph);
    this.searchBox = new SearchBox(this);
    this.pictures = new Pictures(byId('pictures'), this);
    this.table = new Table(byId('table'), this);
    this.documents = new Documents(byId('documents'), this);
    this.classMap = new ClassMap(byId('ontology'), this);
    this.exports = new Exports(this);
    this.trail = [];
    this.hovered = -1;
    this.drawn = false;
    this._theme(localTheme());
    this.painter = new Painter(graph);
    this._wire();
    listenKeys(this);
    this.store.state = this.store.fromHash(location.hash);
    this._changed(null);
  }

  get state() {
    return this.store.state;
  }

  /** The number of the picked node; -1 for none. */
  get picked() {
    return this.graph.place.get(this.state.node) ?? -1;
  }

  /** Picks a node; `move` brings it into view. */
  pickNode(i, move = false) {
    const id = this.graph.id(i);
    const change = { node: id, link: -1, proof: this.graph.proofsOfNode[i][0] ?? -1 };
    if (this.shown && !this.shown.nodes[i]) change.more = [...this.state.more, id];
    if (this.state.tab === 'ontology' || (this.state.tab === 'table' && move)) change.tab = 'explore';
    this.store.set(change);
    if (move && this.renderer && this.state.tab === 'explore') this._bringIn(i);
    say(`${this.graph.kindOf(i).label} ${this.graph.name(i)}, ${count(this.graph.linksOf[i].length, 'connection')}`);
  }

  pickLink(k) {
    this.store.set({ link: k, node: '', proof: this.graph.proofsOf(k)[0] ?? -1 });
    const { s, t } = this.graph.links;
    say(`${this.graph.name(s[k])} ${this.graph.predicate(k).out} ${this.graph.name(t[k])}`);
  }

  /** Shows a proof in its text, and picks what it proves. */
  pickProof(p) {
    const { node, link } = this.graph.proofs;
    if (node[p] >= 0) this.store.set({ node: this.graph.id(node[p]), link: -1, proof: p });
    else if (this.state.node === this.graph.id(this.graph.links.s[link[p]]) || this.state.node === this.graph.id(this.graph.links.t[link[p]]))
      this.store.set({ proof: p });
    else this.store.set({ link: link[p], node: '', proof: p });
    document.body.classList.add('reading');
    this._source();
  }

  /** Shows a place of a text that is no statement (a search hit). */
  readAt(hit) {
    this.store.set({ proof: -1 }, true);
    document.body.classList.add('reading');
    byId('source').hidden = false;
    this.reader.show(byId('source'), hit.doc, hit);
  }

  clear() {
    if (this.state.node || this.state.link >= 0) this.store.set({ node: '', link: -1, proof: -1, path: [] });
    else if (this.state.focus) this.store.set({ focus: '' });
  }

  /** Shows only the neighbourhood of a node. */
  focus(i, hops = 1) {
    this.store.set({
      focus: this.graph.id(i),
      node: this.graph.id(i),
      hops,
      tab: 'explore',
      path: [],
      more: [],
      level: Math.max(this.state.level, this.graph.level(i)),
    });
  }

  /** Draws neighbours that are not drawn, at most thirty at a time. */
  expand(i) {
    const { next, left } = hiddenNeighbours(this.graph, this.shown, i);
    if (!next.length) return;
    this.store.set({ more: [...this.state.more, ...next.map((j) => this.graph.id(j))] });
    say(`${count(next.length, 'neighbour')} added${left ? `, ${left} more` : ''}`);
  }

  /** Lights the shortest path between two nodes. */
  path(a, b) {
    const path = shortest(this.graph, a, b);
    if (!path.length) {
      say(`No path between ${this.graph.name(a)} and ${this.graph.name(b)}`);
      return;
    }
    this.store.set({ path: path.map((i) => this.graph.id(i)), node: '', link: -1, proof: -1, focus: '' });
    this.renderer.fit(new Set(path));
    say(`Path: ${path.map((i) => this.graph.name(i)).join(', ')}`);
  }

  hide(i) {
    this.store.set({ hidden: [...this.state.hidden, this.graph.id(i)], node: '', link: -1, proof: -1 });
    say(`${this.graph.name(i)} hidden`);
  }

  undo() {
    say(this.store.undo() ? 'Undone' : 'Nothing to undo');
  }

  reset() {
    this.store.set({ ...fresh(this.level), tab: this.state.tab });
    this.renderer.fit();
  }

  /** Light, dark, or as the system has it. */
  nextTheme() {
    const now = document.documentElement.dataset.theme || 'auto';
    this._theme({ auto: 'dark', dark: 'light', light: 'auto' }[now]);
    this.painter.theme();
    this.renderer.paint(this._look());
    this._paintTab();
    say(`Theme: ${document.documentElement.dataset.theme || 'auto'}`);
  }

  _theme(theme) {
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }

  /** The texts have arrived: quotes can be shown and searched. */
  textsReady(texts) {
    this.graph.texts = texts;
    this._details();
    this._source();
    this._paintTab();
  }

  _wire() {
    byId('title').textContent = this.graph.title;
    const facts = this.graph.proofs.doc.length;
    byId('counts').textContent = `${count(this.graph.docs.length, 'document')} · ${count(this.graph.count, 'node')} · ${count(facts, 'statement')}`;
    for (const tab of TABS) byId(`tab-${tab}`).addEventListener('click', () => this.store.set({ tab }));
    byId('zoom-in').addEventListener('click', () => this.renderer.zoom(1.3));
    byId('zoom-out').addEventListener('click', () => this.renderer.zoom(1 / 1.3));
    byId('fit').addEventListener('click', () => this.renderer.fit());
    byId('start').addEventListener('click', () => document.body.classList.add('starting'));
    byId('undo').addEventListener('click', () => this.undo());
    byId('reset').addEventListener('click', () => this.reset());
    byId('theme').addEventListener('click', () => this.nextTheme());
    byId('help').addEventListener('click', () => byId('keys').showModal());
    byId('filters').addEventListener('click', () => this._drawer('filtering'));
    byId('close-source').addEventListener('click', () => this.closeSource());
    byId('beside').addEventListener('click', () => this.documents.add(this._docNow()));
    byId('close-panel').addEventListener('click', () => {
      document.body.classList.remove('reading', 'starting');
      this.clear();
    });
    addEventListener('hashchange', () => {
      if (location.hash.slice(1) === this.hash) return;
      this.store.state = this.store.fromHash(location.hash);
      this._changed(null);
    });
    addEventListener('beforeprint', () => this._paper(true));
    addEventListener('afterprint', () => this._paper(false));
    addEventListener('resize', () => {
      clearTimeout(this.sizing);
      this.sizing = setTimeout(() => this._paintTab(), 150);
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.painter.theme();
      this.renderer.paint(this._look());
    });
  }

  /** On paper the page is light, and nothing is dimmed out of sight. */
  _paper(printing) {
    const now = document.documentElement.dataset.theme || 'auto';
    if (printing) this.screen = now;
    this._theme(printing ? 'light' : this.screen);
    this.painter.theme();
    this.renderer.paint(this._look());
  }

  _drawer(name) {
    document.body.classList.toggle(name);
    byId('filters').setAttribute('aria-expanded', String(document.body.classList.contains('filtering')));
  }

  closeSource() {
    document.body.classList.remove('reading');
    this.store.set({ proof: -1 }, true);
  }

  /** Makes the renderer when the graph is first to be seen. */
  _renderer() {
    const on = { pick: (hit) => this._hit(hit), hover: (i) => this._hover(i), moved: () => (this.drawn = true), drop: (i, x, y) => this.pin(i, x, y) };
    const small = this.graph.count <= 2000 && this.graph.linkCount <= 5000 && typeof vis !== 'undefined';
    this.renderer = small ? new VisGraph(byId('graph'), this.painter, on) : new CanvasGraph(byId('graph'), this.painter, on);
  }

  _hit({ node, link, twice }) {
    if (node >= 0 && twice) this.expand(node);
    else if (node >= 0) this.pickNode(node);
    else if (link >= 0) this.pickLink(link);
    else if (!twice) this.clear();
  }

  _hover(i) {
    if (this.hovered === i) return;
    this.hovered = i;
    this.painter.look.hover = i;
    this.renderer.paint(this.painter.look);
    const tip = byId('tip');
    tip.hidden = i < 0;
    if (i >= 0)
      fill(tip, el('strong', { text: this.graph.name(i) }), el('span', { text: [this.graph.kindOf(i).label, this.graph.note(i)].filter(Boolean).join(' · ') }));
  }

  _bringIn(i) {
    const box = this.renderer.positions().get(i);
    const host = byId('graph');
    document.body.classList.remove('starting');
    if (window.innerWidth < 900) {
      const { x, y } = this.painter.points;
      this.renderer.look(x[i], y[i] + host.clientHeight / 3.4, 0.9);
      return;
    }
    if (
      !box ||
      box.x < 60 ||
      box.y < 60 ||
      box.x > host.clientWidth - 60 ||
      box.y > host.clientHeight - 90 ||
      this.painter.style(i)[0] * this.renderer.scale < 9
    )
      this.renderer.focus(i);
  }

  _changed(before) {
    const { state, graph } = this;
    if (!this.renderer) this._renderer();
    this.shown = visible(graph, state);
    this.painter.few = graph.raw.obs.node.filter((i) => this.shown.nodes[i]).length <= 12;
    this.painter.quiet = state.view !== 'asked' && !state.focus;
    this.renderer.setVisible(this.shown, this._points());
    this.renderer.paint(this._look());
    byId('tip').hidden = true;
    this.hovered = -1;
    const area = ['view', 'level', 'focus', 'hops', 'docs', 'market', 'kinds', 'period', 'metric', 'status'];
    if (!before || area.some((key) => JSON.stringify(before[key]) !== JSON.stringify(state[key]))) this._fit(before !== null);
    if (before && before.node !== state.node && state.node) this._remember(before.node);
    this.sidebar.update(state, this.shown);
    this._status();
    this._details();
    this._source();
    this._tabs();
    this.hash = this.store.toHash();
    clearTimeout(this.soon);
    this.soon = setTimeout(() => history.replaceState(null, '', this.hash ? `#${this.hash}` : location.pathname + location.search), 120);
  }

  /** Keeps a node where it was dragged to, in this arrangement and in the address. */
  pin(i, x, y) {
    const base = this._arranged();
    const pin = `${this.graph.id(i)}~${this._arrangement}~`;
    const others = this.state.pins.filter((p) => !p.startsWith(pin));
    this.store.set({ pins: [...others, `${pin}${Math.round(x - base.x[i])}~${Math.round(y - base.y[i])}`] });
  }

  /** Where everything shown stands: arranged, then as it was dragged. */
  _points() {
    const base = this._arranged();
    if (!this.state.pins.length) return base;
    const points = { x: base.x.slice(), y: base.y.slice() };
    for (const pin of this.state.pins) {
      const [, id, where, dx, dy] = /^(.*)~(\w+)~(-?\d+)~(-?\d+)$/.exec(pin) || [];
      const i = this.graph.place.get(id);
      if (i === undefined || where !== this._arrangement) continue;
      points.x[i] += Number(dx);
      points.y[i] += Number(dy);
    }
    return points;
  }

  /** Which of the arrangements is shown: a neighbourhood, the questions, every fact, or the structure. */
  get _arrangement() {
    const { state } = this;
    if (this.graph.place.has(state.focus)) return 'near';
    if (state.view === 'asked' && state.level === 3) return 'asked';
    return state.level === 3 && !(state.period || state.metric || state.status) ? 'full' : 'structure';
  }

  _arranged() {
    const { graph, state, shown } = this;
    const name = this._arrangement;
    if (name === 'near') return neighbourhood(graph, graph.full, shown, graph.place.get(state.focus));
    if (name === 'asked') return interviews(graph, graph.structure, shown);
    if (name === 'full') return graph.full;
    return withFacts(graph, graph.structure, shown);
  }

  _fit(animate) {
    if (this.state.tab !== 'explore' && this.renderer.width < 50) return;
    const { width, height } = this.renderer;
    const box = this.painter.bounds();
    if (this.state.level < 3 || this.state.view === 'asked' || this.state.focus || !box || this.painter.frame(box, width, height).scale >= READABLE_SCALE) {
      this.renderer.fit(null, animate);
      return;
    }
    const lead = this.picked >= 0 && this.shown.nodes[this.picked] ? this.picked : this.painter.rank.find((i) => this.shown.nodes[i]);
    const { x, y } = this.painter.points;
    this.renderer.look(x[lead], y[lead] + (this.graph.reporting.has(lead) ? height / 3 : 0), 0.84, animate);
  }

  _remember(id) {
    if (id) this.trail.push(id);
    if (this.trail.length > 20) this.trail.shift();
  }

  /** The node picked before this one; -1 for none. */
  get previous() {
    return this.graph.place.get(this.trail[this.trail.length - 1]) ?? -1;
  }

  _look() {
    const { graph, state } = this;
    const look = { node: this.picked, link: state.link, lit: null, hover: -1, path: new Set() };
    if (look.node >= 0) look.lit = lit(graph, look.node);
    if (look.link >= 0 && look.link < graph.linkCount) look.lit = new Set([graph.links.s[look.link], graph.links.t[look.link]]);
    if (state.path.length) {
      const path = state.path.map((id) => graph.place.get(id)).filter((i) => i !== undefined);
      look.lit = new Set([...path, ...(look.lit || [])]);
      for (let n = 1; n < path.length; n++) for (const k of graph.linksOf[path[n]]) if (graph.other(k, path[n]) === path[n - 1]) look.path.add(k);
    }
    return look;
  }

  _status() {
    const { state, graph, shown } = this;
    const words = [`${shown.shown.toLocaleString('en')} of ${count(graph.count, 'node')}`, count(shown.shownLinks, 'relation')];
    const bar = byId('status');
    fill(bar, el('span', { text: words.join(' · ') }));
    byId('empty').hidden = shown.shown > 0;
    if (state.focus && graph.place.has(state.focus)) {
      const i = graph.place.get(state.focus);
      fill(
        bar,
        el('strong', { text: graph.name(i) }),
        el('button', { text: '−', 'aria-label': 'One hop less', onclick: () => this.store.set({ hops: Math.max(1, state.hops - 1) }) }),
        el('span', { text: count(state.hops, 'hop') }),
        el('button', { text: '+', 'aria-label': 'One hop more', onclick: () => this.store.set({ hops: Math.min(6, state.hops + 1) }) }),
        el('button', { text: 'Show all', onclick: () => this.store.set({ focus: '', more: [] }) }),
        el('span', { text: words[0] }),
      );
    }
    byId('undo').disabled = !this.store.past.length;
  }

  _details() {
    const { state, graph } = this;
    const i = this.picked;
    document.body.classList.toggle('picked', i >= 0 || state.link >= 0);
    const key = `${state.node}|${state.link}|${graph.texts ? 1 : 0}|${this.shown.behind.get(i) || 0}|${i < 0 ? state.path.join() : ''}`;
    if (key === this.detailsKey) return;
    this.detailsKey = key;
    byId('details').scrollTop = 0;
    if (i >= 0) this.panel.node(i, this.shown, this.previous);
    else if (state.link >= 0 && state.link < graph.linkCount) this.panel.link(state.link);
    else this.panel.welcome(suggestions(this));
  }

  _docNow() {
    const { proof } = this.state;
    return proof >= 0 ? this.graph.proofs.doc[proof] : 0;
  }

  _source() {
    const { proof } = this.state;
    const known = proof >= 0 && proof < this.graph.proofs.doc.length;
    byId('reading').hidden = this.state.tab === 'documents' || (!known && !document.body.classList.contains('reading'));
    if (known) this.reader.show(byId('source'), this.graph.proofs.doc[proof], proof);
  }

  _tabs() {
    const { tab } = this.state;
    for (const name of TABS) {
      byId(`tab-${name}`).setAttribute('aria-pressed', String(name === tab));
      byId(name).hidden = name !== tab;
    }
    byId('explore').hidden = tab !== 'explore';
    this._paintTab();
  }

  _paintTab() {
    const page = { pictures: this.pictures, table: this.table, documents: this.documents, ontology: this.classMap }[this.state.tab];
    if (page) page.show();
  }
}

/** The most that can be read at once: facts when their cards are large enough, else structure, else actors. */
function openingLevel(graph) {
  const host = byId('graph');
  let [w, h] = [0, 0];
  for (let i = 0; i < graph.count; i++) {
    w = Math.max(w, Math.abs(graph.full.x[i] - graph.full.x[0]) + graph.width(i) / 2);
    h = Math.max(h, Math.abs(graph.full.y[i] - graph.full.y[0]) + graph.height(i) / 2);
  }
  const room = Math.min(host.clientWidth / (w + 44), host.clientHeight / (h + 92));
  if (room >= READABLE_SCALE && graph.count <= 120) return 3;
  const structure = graph.kind.filter((k) => graph.kinds[k].level < 3).length;
  return structure <= 1500 && graph.count <= graph.raw.limit ? 2 : 1;
}

/** A node with its neighbours, and with who asked and answered the questions among them. */
function lit(graph, i) {
  const near = graph.linksOf[i].map((k) => graph.other(k, i));
  const floors = near.map((j) => graph.floorOf.get(j)).filter(Boolean);
  return new Set([i, ...near, ...floors.flatMap((f) => [f.by, ...f.to])]);
}

/** The state of a page just opened: everything, or the neighbourhood that the builder was asked for. */
function opened(graph, level) {
  const { focus, hops } = graph.raw.opening;
  return { ...fresh(level), ...(focus ? { focus, hops, node: focus } : {}) };
}

function localTheme() {
  const theme = new URLSearchParams(location.hash.slice(1)).get('theme');
  return theme === 'dark' || theme === 'light' ? theme : 'auto';
}

/** Three questions that this very graph can answer, as first steps. */
function suggestions(app) {
  const { graph, store } = app;
  const out = [];
  const revenue = graph.raw.obs.node.filter(
    (i) =>
      graph.obs(i, 'metric') === 'revenue' &&
      graph.obs(i, 'status') === 'reported' &&
      graph.obs(i, 'value') &&
      graph.obs(i, 'unit') !== 'percent' &&
      graph.reporting.has(graph.raw.nodes.owner[i]),
  );
  const docsOf = (i) => graph.raw.nodes.docs[graph.raw.nodes.owner[i]].length;
  revenue.sort(
    (a, b) =>
      docsOf(b) - docsOf(a) ||
      periodKey(graph.obs(b, 'period')) - periodKey(graph.obs(a, 'period')) ||
      graph.proofsOfNode[b].length - graph.proofsOfNode[a].length ||
      a - b,
  );
  if (revenue.length) {
    const i = revenue[0];
    const owner = graph.name(graph.raw.nodes.owner[i]);
    out.push({
      title: `What was the revenue of ${owner}${graph.obs(i, 'period') ? ` in ${sayPeriod(graph.obs(i, 'period'))}` : ''}?`,
      text: 'Opens the number and the sentence that says it',
      go: () => app.pickNode(i, true),
    });
  }
  const asked = new Map();
  graph.links.p.forEach((p, k) => {
    const i = graph.links.t[k];
    const worth = { segment: 100, product: 10, customers: 1 }[graph.kindOf(i).id];
    if (worth && graph.words[p].id === 'mentions') asked.set(i, (asked.get(i) || worth) + 1);
  });
  if (asked.size) {
    const [i] = [...asked].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
    out.push({ title: `Who asked about ${graph.name(i)}?`, text: 'Shows the questions, who asked and who answered', go: () => app.focus(i, 2) });
  } else if (graph.floors.length)
    out.push({ title: 'Who asked, and who answered?', text: 'The matrix of questions', go: () => store.set({ tab: 'pictures', picture: 'asked' }) });
  const calls = new Map();
  for (const d of graph.docs) if (d.company >= 0 && d.type === 'EarningsCall') calls.set(d.company, (calls.get(d.company) || 0) + 1);
  const twice = [...calls].find(([, n]) => n > 1);
  if (twice)
    out.push({
      title: `What changed at ${graph.name(twice[0])} since the last call?`,
      text: 'Numbers, people and topics side by side',
      go: () => store.set({ tab: 'pictures', picture: 'changed', company: graph.id(twice[0]) }),
    });
  out.push({
    title: 'Read the numbers over time',
    text: 'Every metric by period, company and segment',
    go: () => store.set({ tab: 'pictures', picture: 'metric' }),
  });
  return out;
}

/** Opens the page: the graph first, its texts right after. */
export async function start() {
  const raw = await open('graph-data');
  const app = new App(new Graph(raw));
  window.finkg = app;
  document.body.dataset.ready = 'graph';
  await new Promise((go) => (still() ? go() : requestAnimationFrame(go)));
  app.textsReady((await open('text-data')).texts.map(unfolded));
  document.body.dataset.ready = 'texts';
}
