/**
 * Room for what the builder's two pictures do not hold: a fact shown beside its owner, and the neighbourhood of one node.
 * The same nodes always get the same places.
 */

const STEP = 14;
const GAP = 8;
const MOST = 400;

/** Boxes by cell, to find out quickly whether a place is free. */
class Room {
  constructor() {
    this.cells = new Map();
  }

  _cells(x, y, w, h, see) {
    for (let cx = Math.floor((x - w / 2) / 200); cx <= Math.floor((x + w / 2) / 200); cx++) {
      for (let cy = Math.floor((y - h / 2) / 100); cy <= Math.floor((y + h / 2) / 100); cy++) if (see(`${cx},${cy}`)) return true;
    }
    return false;
  }

  free(x, y, w, h) {
    const hits = (b) => Math.abs(b.x - x) * 2 < b.w + w && Math.abs(b.y - y) * 2 < b.h + h;
    return !this._cells(x, y, w, h, (key) => (this.cells.get(key) || []).some(hits));
  }

  take(x, y, w, h) {
    this._cells(x, y, w, h, (key) => {
      this.cells.set(key, [...(this.cells.get(key) || []), { x, y, w, h }]);
      return false;
    });
  }
}

/** The free place for a box that is nearest to (x0, y0), looked for first in the direction `angle`. */
function nearestFree(room, x0, y0, w, h, angle) {
  for (let r = 0; r < 6000; r += STEP) {
    const turns = Math.max(1, Math.min(48, Math.round(r / 16)));
    for (let n = 0; n < turns; n++) {
      const a = angle + ((n % 2 ? -1 : 1) * Math.ceil(n / 2) * 2 * Math.PI) / turns;
      const x = Math.round(x0 + r * Math.cos(a) * 1.5);
      const y = Math.round(y0 + r * Math.sin(a));
      if (room.free(x, y, w, h)) return [x, y];
    }
  }
  return [x0, y0];
}

/**
 * The structure picture with some facts in it, each in the free place nearest to its owner.
 * @returns {{x: Float64Array, y: Float64Array}}
 */
export function withFacts(graph, base, shown) {
  const facts = [];
  const room = new Room();
  for (let i = 0; i < graph.count; i++) {
    if (!shown.nodes[i]) continue;
    if (graph.level(i) === 3) facts.push(i);
    else room.take(base.x[i], base.y[i], graph.width(i) + GAP, graph.height(i) + GAP);
  }
  if (!facts.length || facts.length > MOST) return base;
  const points = { x: base.x.slice(), y: base.y.slice() };
  for (const i of facts) {
    const owner = graph.raw.nodes.owner[i];
    const from = owner >= 0 && shown.nodes[owner] ? owner : i;
    const [w, h] = [graph.width(i) + GAP, graph.height(i) + GAP];
    const [x, y] = nearestFree(room, base.x[from], base.y[from], w, h, graph.floorOf.has(i) ? 0 : Math.PI / 3);
    points.x[i] = x;
    points.y[i] = y;
    room.take(x, y, w, h);
  }
  return points;
}

/**
 * The neighbourhood of `centre`, drawn close around it; everything keeps the direction it has in the large picture.
 * @returns {{x: Float64Array, y: Float64Array}}
 */
export function neighbourhood(graph, base, shown, centre) {
  const nodes = [];
  for (let i = 0; i < graph.count; i++) if (shown.nodes[i] && i !== centre) nodes.push(i);
  if (nodes.length > MOST) return base;
  const near = new Set(graph.linksOf[centre].map((k) => graph.other(k, centre)));
  nodes.sort((a, b) => near.has(b) - near.has(a) || graph.kind[a] - graph.kind[b] || a - b);
  const points = { x: base.x.slice(), y: base.y.slice() };
  const room = new Room();
  const put = (i, x, y) => {
    points.x[i] = x;
    points.y[i] = y;
    room.take(x, y, graph.width(i) + GAP * 2, graph.height(i) + GAP * 2);
  };
  put(centre, 0, 0);
  room.take(0, 0, graph.width(centre) + 90, graph.height(centre) + 70);
  for (const i of nodes) {
    const anchor = near.has(i) ? centre : (graph.linksOf[i].map((k) => graph.other(k, i)).find((j) => near.has(j) && shown.nodes[j]) ?? centre);
    const angle = Math.atan2(base.y[i] - base.y[centre], base.x[i] - base.x[centre]);
    const [x0, y0] = anchor === centre ? [0, 0] : [points.x[anchor], points.y[anchor]];
    put(i, ...nearestFree(room, x0, y0, graph.width(i) + GAP * 2, graph.height(i) + GAP * 2, angle));
  }
  return points;
}

/**
 * Who asked what, company by company: who answered, the questions in the order of the calls, who asked, and for whom.
 * @returns {{x: Float64Array, y: Float64Array}}
 */
export function interviews(graph, base, shown) {
  const points = { x: base.x.slice(), y: base.y.slice() };
  const calls = new Map();
  for (const floor of graph.floors) {
    const key = graph.docs[floor.doc].company;
    if (shown.nodes[floor.node]) calls.set(key, [...(calls.get(key) || []), floor]);
  }
  const done = new Set();
  const blocks = [...calls].map(([company, floors]) => interview(graph, shown, company, floors, done));
  for (const i of graph.kind.keys()) if (shown.nodes[i] && !done.has(i)) blocks.push({ w: 190, h: 60, places: [[i, 95, 30]] });
  const wide = Math.max(760, Math.sqrt(blocks.reduce((sum, b) => sum + b.w * b.h, 0)) * 1.1);
  let [x, y, row] = [0, 0, 0];
  for (const block of blocks) {
    if (x && x + block.w > wide) [x, y, row] = [0, y + row + 40, 0];
    for (const [i, px, py] of block.places) [points.x[i], points.y[i]] = [x + px, y + py];
    x += block.w + 40;
    row = Math.max(row, block.h);
  }
  return points;
}

/** One company's questions as a block of four columns. */
function interview(graph, shown, company, floors, done) {
  const places = [];
  const put = (i, x, y) => {
    if (i >= 0 && shown.nodes[i] && !done.has(i)) places.push([i, x, y]);
    done.add(i);
  };
  const mid = new Map();
  let y = 0;
  for (const floor of floors) {
    const h = graph.height(floor.node);
    put(floor.node, 320, y + h / 2);
    for (const i of [floor.by, ...floor.to]) mid.set(i, [...(mid.get(i) || []), y + h / 2]);
    y += h + 12;
  }
  const mean = (i) => mid.get(i).reduce((a, b) => a + b, 0) / mid.get(i).length;
  const column = (nodes, x) => {
    let last = -1e9;
    for (const i of [...nodes].sort((a, b) => mean(a) - mean(b) || a - b)) {
      last = Math.max(mean(i), last + graph.height(i) + 14);
      put(i, x, last);
      mid.set(i, [last]);
    }
    return last;
  };
  const fresh = (list) => [...new Set(list)].filter((i) => i >= 0 && !done.has(i) && shown.nodes[i]);
  const asks = fresh(floors.map((f) => f.by));
  const low = Math.max(y, column(asks, 540), column(fresh(floors.flatMap((f) => f.to)), 95));
  const firms = asks.flatMap((i) =>
    graph.linksOf[i].filter((k) => graph.predicate(k).id === 'worksFor' && graph.links.s[k] === i).map((k) => [graph.links.t[k], i]),
  );
  for (const [firm, asker] of firms) if (!mid.has(firm)) mid.set(firm, mid.get(asker));
  const lowest = Math.max(low, column(fresh(firms.map(([firm]) => firm)), 740));
  put(company, 320, -44);
  return { w: 840, h: lowest + 80, places: places.map(([i, px, py]) => [i, px, py + 64]) };
}
