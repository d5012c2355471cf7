/**
 * Everything by keyboard: walking from node to node, and one key for each action.
 */

import { byId } from './dom.js';

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Listens for keys on the whole page; keys typed into a field stay there. */
export function listenKeys(app) {
  const actions = {
    '/': () => byId('search').focus(),
    Escape: () => app.clear(),
    Enter: () => byId('details').querySelector('.proof, .cell, .node')?.focus(),
    f: () => app.picked >= 0 && app.focus(app.picked),
    e: () => app.picked >= 0 && app.expand(app.picked),
    x: () => app.picked >= 0 && app.hide(app.picked),
    p: () => app.picked >= 0 && app.previous >= 0 && app.path(app.previous, app.picked),
    u: () => app.undo(),
    r: () => app.reset(),
    d: () => app.nextTheme(),
    g: () => app.store.set({ tab: 'explore' }),
    i: () => app.store.set({ tab: 'pictures' }),
    t: () => app.store.set({ tab: 'table' }),
    o: () => app.store.set({ tab: 'ontology' }),
    s: () => app.store.set({ tab: 'documents' }),
    1: () => app.store.set({ level: 1 }),
    2: () => app.store.set({ level: 2 }),
    3: () => app.store.set({ level: 3 }),
    0: () => app.renderer.fit(),
    '+': () => app.renderer.zoom(1.3),
    '=': () => app.renderer.zoom(1.3),
    '-': () => app.renderer.zoom(1 / 1.3),
    '?': () => byId('keys').showModal(),
  };
  document.addEventListener('keydown', (e) => {
    if (byId('keys').open || e.target.closest('input, select, textarea')) return;
    if ((e.ctrlKey || e.metaKey) && e.key === 'z') {
      e.preventDefault();
      app.undo();
      return;
    }
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (ARROWS[e.key] && e.target.id === 'graph') {
      e.preventDefault();
      if (e.shiftKey) app.renderer.pan(...ARROWS[e.key].map((n) => n * 80));
      else walk(app, ARROWS[e.key]);
      return;
    }
    if (e.key === 'Enter' && e.target.id !== 'graph') return;
    const action = actions[e.key];
    if (!action) return;
    e.preventDefault();
    action();
  });
}

/** To the nearest linked node in a direction; to the nearest of all when none is linked there. */
export function walk(app, [dx, dy]) {
  const { graph, shown } = app;
  const { points } = app.painter;
  const from = app.picked;
  if (from < 0) {
    const first = app.painter.rank.find((i) => shown.nodes[i]);
    if (first !== undefined) app.pickNode(first, true);
    return;
  }
  const rate = (j) => {
    const x = points.x[j] - points.x[from];
    const y = points.y[j] - points.y[from];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    return along > 4 && along > aside * 0.4 ? along + 2 * aside : Infinity;
  };
  const linked = graph.linksOf[from].filter((k) => shown.links[k]).map((k) => graph.other(k, from));
  let best = nearest(linked, rate);
  if (best < 0)
    best = nearest(
      [...Array(graph.count).keys()].filter((j) => shown.nodes[j] && j !== from),
      rate,
    );
  if (best >= 0) app.pickNode(best, true);
}

function nearest(nodes, rate) {
  let [best, low] = [-1, Infinity];
  for (const j of nodes) {
    const far = rate(j);
    if (far < low) [best, low] = [j, far];
  }
  return best;
}
