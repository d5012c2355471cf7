/**
 * Which nodes and links the state shows, and how many of each kind there are.
 */

import { VIEWS } from './state.js';

const FACET_KINDS = ['market', 'exchange'];
const LINK_LIMIT = 30;

/** The facts that pass the document, period, status and metric filters. */
function proofPasses(graph, state, p) {
  return !state.docs.includes(graph.docs[graph.proofs.doc[p]].id);
}

function factPasses(graph, state, i) {
  if (graph.level(i) < 3) return true;
  if (!graph.proofsOfNode[i].some((p) => proofPasses(graph, state, p))) return false;
  if (graph.kindOf(i).id === 'question') return !state.period && !state.status && !state.metric;
  if (state.period && graph.obs(i, 'period') !== state.period) return false;
  if (state.status && !(state.status === 'doubted' ? graph.doubtsOf.has(i) : graph.obs(i, 'status') === state.status)) return false;
  return !state.metric || graph.obs(i, 'metric') === state.metric;
}

/** Whether the kind of a node is switched on (level, view and type filter). */
function kindShows(graph, state, i) {
  const kind = graph.kindOf(i);
  const view = VIEWS[state.view] || VIEWS.all;
  if (kind.level > state.level || state.kinds.includes(kind.id)) return false;
  if (view.keep && !inInterview(graph, i)) return false;
  return !view.only || view.only.includes(kind.id) || graph.reporting.has(i);
}

/** Whether a node takes part in questions and answers: asks, answers, employs one who asks, or is the company asked. */
function inInterview(graph, i) {
  const asks = (j) => graph.linksOf[j].some((k) => ['asked', 'answered'].includes(graph.predicate(k).id));
  if (graph.reporting.has(i)) return graph.floors.some((f) => graph.docs[f.doc].company === i);
  return asks(i) || graph.linksOf[i].some((k) => graph.predicate(k).id === 'worksFor' && asks(graph.links.s[k]));
}

/**
 * What the state shows.
 * @returns {{nodes: Uint8Array, links: Uint8Array, shown: number, shownLinks: number, behind: Map<number, number>}}
 */
export function visible(graph, state) {
  const nodes = new Uint8Array(graph.count);
  const links = new Uint8Array(graph.linkCount);
  const near = state.focus && graph.place.has(state.focus) ? around(graph, state, graph.place.get(state.focus), state.hops) : null;
  const hidden = new Set(state.hidden);
  const more = new Set(state.more);
  const limited = limit(graph, state);
  for (let i = 0; i < graph.count; i++) {
    const wanted = near ? near.has(i) : kindShows(graph, state, i) && (!limited || limited.has(i));
    if ((wanted || more.has(graph.id(i))) && factPasses(graph, state, i) && !hidden.has(graph.id(i))) nodes[i] = 1;
  }
  for (const id of state.path) if (graph.place.has(id)) nodes[graph.place.get(id)] = 1;
  for (let k = 0; k < graph.linkCount; k++) links[k] = linkShows(graph, state, nodes, k) ? 1 : 0;
  if (!near) dropLonely(graph, state, nodes, links);
  const behind = new Map();
  let shown = 0;
  for (let i = 0; i < graph.count; i++) {
    if (!nodes[i]) continue;
    shown++;
    const rest = new Set(graph.linksOf[i].map((k) => graph.other(k, i)).filter((j) => !nodes[j] && graph.level(j) <= state.level));
    if (rest.size && (near || state.view === 'all')) behind.set(i, rest.size);
  }
  return { nodes, links, shown, shownLinks: links.reduce((a, b) => a + b, 0), behind, aggregated: limited !== null && !near };
}

/** Above this number of nodes the page opens on the reporting companies; the rest comes by expanding. */
function limit(graph, state) {
  if (graph.count <= graph.raw.limit || state.level > 1 || state.view !== 'all') return null;
  return graph.reporting;
}

function linkShows(graph, state, nodes, k) {
  if (!nodes[graph.links.s[k]] || !nodes[graph.links.t[k]]) return false;
  const id = graph.predicate(k).id;
  const view = VIEWS[state.view] || VIEWS.all;
  if (state.predicates.includes(id) || (view.without && view.without.includes(id)) || (view.keep && !view.keep.includes(id) && !state.focus)) return false;
  return !state.docs.length || graph.proofsOf(k).some((p) => proofPasses(graph, state, p));
}

/** A filter by document, market or relation leaves nodes without any link: they go, unless they are what is asked for. */
function dropLonely(graph, state, nodes, links) {
  if (!state.docs.length && !state.predicates.length && !state.market && !state.metric && !state.period && !state.status) return;
  const keep = new Uint8Array(graph.count);
  for (let k = 0; k < graph.linkCount; k++) if (links[k]) keep[graph.links.s[k]] = keep[graph.links.t[k]] = 1;
  const open = new Set(graph.docs.filter((d) => !state.docs.includes(d.id)).map((d) => d.company));
  const there = state.market && graph.place.has(state.market) ? around(graph, state, graph.place.get(state.market), 1, true) : null;
  for (let i = 0; i < graph.count; i++) {
    if (!nodes[i] || state.more.includes(graph.id(i))) continue;
    if (!keep[i] && !open.has(i)) nodes[i] = 0;
    if (there && !there.has(i) && !there.has(graph.raw.nodes.home[i])) nodes[i] = 0;
  }
  for (let k = 0; k < graph.linkCount; k++) if (!nodes[graph.links.s[k]] || !nodes[graph.links.t[k]]) links[k] = 0;
}

/** All nodes within `hops` of `start`; markets and exchanges are reached but not walked through. */
export function around(graph, state, start, hops, all = false) {
  const own = state.level === 3 || graph.level(start) === 3 || graph.linksOf[start].filter((k) => graph.level(graph.other(k, start)) === 3).length <= 24;
  const seen = new Set([start]);
  let edge = [start];
  for (let hop = 0; hop < hops; hop++) {
    const next = [];
    for (const i of edge) {
      if (i !== start && FACET_KINDS.includes(graph.kindOf(i).id)) continue;
      for (const k of graph.linksOf[i]) {
        const j = graph.other(k, i);
        if (seen.has(j) || (!all && state.predicates.includes(graph.predicate(k).id))) continue;
        if (!all && (state.kinds.includes(graph.kindOf(j).id) || (graph.level(j) === 3 && state.level < 3 && (i !== start || !own)))) continue;
        seen.add(j);
        next.push(j);
      }
    }
    edge = next;
  }
  return seen;
}

/** The neighbours of a node that are not shown: at most `max`, best linked first, and how many are left. */
export function hiddenNeighbours(graph, shown, i, max = LINK_LIMIT) {
  const all = [...new Set(graph.linksOf[i].map((k) => graph.other(k, i)))].filter((j) => !shown.nodes[j]);
  all.sort((a, b) => graph.level(a) - graph.level(b) || graph.linksOf[b].length - graph.linksOf[a].length || a - b);
  return { next: all.slice(0, max), left: Math.max(0, all.length - max) };
}

/** The shortest path between two nodes as node numbers, markets and exchanges left out; [] when there is none. */
export function shortest(graph, from, to) {
  const back = new Map([[from, -1]]);
  const queue = [from];
  for (let at = 0; at < queue.length && !back.has(to); at++) {
    const i = queue[at];
    if (i !== from && FACET_KINDS.includes(graph.kindOf(i).id)) continue;
    for (const k of graph.linksOf[i]) {
      const j = graph.other(k, i);
      if (!back.has(j)) {
        back.set(j, i);
        queue.push(j);
      }
    }
  }
  if (!back.has(to)) return [];
  const path = [];
  for (let i = to; i >= 0; i = back.get(i)) path.unshift(i);
  return path;
}
