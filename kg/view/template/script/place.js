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
    const [x, y] = nearestFree(room, base.x[from], base.y[from], w, h, Math.PI / 3);
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
