/**
 * How nodes, links and labels look. Both renderers draw with it, in layout coordinates at the current scale.
 */

export const FONT = '"Inter","Segoe UI",system-ui,-apple-system,"Noto Sans","Helvetica Neue",Arial,sans-serif';
const READABLE = 9; // no text smaller than this many pixels is drawn
const SIZES = { lead: [19, 12, 700], entity: [14, 12, 600], fact: [12, 11, 500] };
const LABEL = 11.5;

export class Painter {
  /** @param {Graph} graph */
  constructor(graph) {
    this.graph = graph;
    this.points = graph.structure;
    this.shown = null;
    this.many = graph.reporting.size > 150;
    this.around = new Map(); // company -> nodes on its island, itself not counted
    for (const home of graph.raw.nodes.home) this.around.set(home, (this.around.get(home) ?? -1) + 1);
    this.quiet = true; // questions are tied to what they are about only where they are the subject
    this.look = { node: -1, link: -1, lit: null, hover: -1, path: new Set() };
    this.widths = new Map();
    this.boxes = [];
    this.rank = Array.from({ length: graph.count }, (_, i) => i).sort((a, b) => this._weight(b) - this._weight(a) || a - b);
    this.theme();
  }

  _weight(i) {
    const graph = this.graph;
    return (graph.reporting.has(i) ? 1e6 : 0) + (3 - graph.level(i)) * 1e4 + graph.linksOf[i].length;
  }

  /** Reads the colours of the page anew. */
  theme() {
    const css = getComputedStyle(document.documentElement);
    const of = (name) => css.getPropertyValue(name).trim();
    this.dark = of('--dark') === '1';
    this.colours = this.graph.kinds.map((k) => (this.dark ? k.dark : k.light));
    this.ink = of('--ink');
    this.paper = of('--canvas');
    this.wire = of('--wire');
    this.faint = of('--wire-faint');
    this.accent = of('--accent');
    this.up = of('--up');
    this.down = of('--down');
    this.upSoft = of('--up-soft');
    this.downSoft = of('--down-soft');
  }

  style(i) {
    if (this.graph.reporting.has(i)) return SIZES.lead;
    return this.graph.level(i) === 3 ? SIZES.fact : SIZES.entity;
  }

  /** Whether `i` is in the background because something else is picked. */
  dimmed(i) {
    return this.look.lit !== null && !this.look.lit.has(i);
  }

  /** Draws all links in `view` = {left, top, right, bottom} (layout coordinates). */
  links(ctx, view, scale) {
    const { graph, points, shown, look } = this;
    const batches = new Map();
    const { s, t } = graph.links;
    const many = shown.shownLinks > 4000;
    const crowded = shown.shownLinks > 400;
    const { home } = graph.raw.nodes;
    for (let k = 0; k < graph.linkCount; k++) {
      if (!shown.links[k]) continue;
      const a = s[k];
      const b = t[k];
      const x1 = points.x[a];
      const y1 = points.y[a];
      const x2 = points.x[b];
      const y2 = points.y[b];
      if (Math.max(x1, x2) < view.left || Math.min(x1, x2) > view.right) continue;
      if (Math.max(y1, y2) < view.top || Math.min(y1, y2) > view.bottom) continue;
      const lit = this.litLink(k);
      const word = graph.predicate(k).id;
      if (this.quiet && !lit && (word === 'mentions' || word === 'answered')) continue;
      const about = word === 'about' || this.own(k) || (crowded && home[a] !== home[b]);
      if (!lit && look.lit && !many) {
        push(batches, 'faint', x1, y1, x2, y2);
        continue;
      }
      const standing = graph.standing(k);
      push(batches, lit ? 'lit' : about ? 'faint' : standing === 'current' ? 'plain' : 'dashed', x1, y1, x2, y2, k);
    }
    for (const [style, lines] of batches) if (style !== 'lit') this._batch(ctx, style, lines, scale);
    if (batches.has('lit')) this._lit(ctx, batches.get('lit'), scale);
  }

  /** Whether a link joins a company with what stands around it: its place says as much as the line. */
  own(k) {
    const { s, t } = this.graph.links;
    const { home } = this.graph.raw.nodes;
    return (home[s[k]] === t[k] || home[t[k]] === s[k]) && this.graph.standing(k) === 'current';
  }

  litLink(k) {
    const { look, graph } = this;
    if (look.link === k || look.path.has(k)) return true;
    const at = look.node >= 0 ? look.node : look.hover;
    return at >= 0 && (graph.links.s[k] === at || graph.links.t[k] === at);
  }

  _batch(ctx, style, lines, scale) {
    ctx.save();
    ctx.strokeStyle = style === 'faint' ? this.faint : this.wire;
    ctx.lineWidth = (style === 'faint' ? 0.8 : 1.1) / Math.max(scale, 0.35);
    ctx.setLineDash(style === 'dashed' ? [6, 4] : []);
    ctx.beginPath();
    for (const [x1, y1, x2, y2] of lines) {
      ctx.moveTo(x1, y1);
      bend(ctx, x1, y1, x2, y2, style === 'faint' ? 0 : 0.08);
    }
    ctx.stroke();
    ctx.restore();
  }

  _lit(ctx, lines, scale) {
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = this.accent;
    ctx.lineWidth = 1.8 / Math.max(scale, 0.35);
    const few = lines.length <= 60;
    for (const [x1, y1, x2, y2, k] of lines) {
      ctx.setLineDash(this.graph.standing(k) === 'current' ? [] : [6, 4]);
      ctx.beginPath();
      ctx.moveTo(x1, y1);
      bend(ctx, x1, y1, x2, y2, 0.08);
      ctx.stroke();
      if (few) this._arrow(ctx, x1, y1, this.graph.links.t[k], scale);
    }
    ctx.restore();
  }

  _arrow(ctx, x1, y1, target, scale) {
    const { points, graph } = this;
    const x2 = points.x[target];
    const y2 = points.y[target];
    const w = graph.width(target) / 2 + 2;
    const h = graph.height(target) / 2 + 2;
    const [cx, cy] = middle(x1, y1, x2, y2, 0.08);
    const dx = cx - x2;
    const dy = cy - y2;
    const r = Math.min(w / Math.max(Math.abs(dx), 1e-6), h / Math.max(Math.abs(dy), 1e-6), 1);
    const angle = Math.atan2(-dy, -dx);
    const size = 7 / Math.max(scale, 0.5);
    ctx.setLineDash([]);
    ctx.beginPath();
    const ex = x2 + dx * r;
    const ey = y2 + dy * r;
    ctx.moveTo(ex, ey);
    ctx.lineTo(ex - size * Math.cos(angle - 0.42), ey - size * Math.sin(angle - 0.42));
    ctx.lineTo(ex - size * Math.cos(angle + 0.42), ey - size * Math.sin(angle + 0.42));
    ctx.fill();
  }

  /** Draws the box of a node, with its text when that is large enough to be read. */
  node(ctx, i, scale) {
    const { graph, points, look } = this;
    const kind = graph.kindOf(i);
    const [border, fill, text] = this.colours[graph.kind[i]];
    const w = graph.width(i);
    const h = graph.height(i);
    const x = points.x[i] - w / 2;
    const y = points.y[i] - h / 2;
    const picked = look.node === i;
    const lead = graph.reporting.has(i);
    const readable = this.style(i)[0] * scale >= READABLE;
    ctx.save();
    ctx.globalAlpha = this.dimmed(i) ? 0.22 : 1;
    ctx.fillStyle = lead ? border : fill;
    ctx.strokeStyle = picked || look.hover === i ? this.accent : border;
    ctx.lineWidth = (picked ? 3 : look.hover === i ? 2.2 : kind.level === 3 ? 1 : 1.4) / Math.max(scale, 0.45);
    ctx.setLineDash(kind.shape === 'dashed' ? [5, 3] : []);
    ctx.beginPath();
    if (!readable && this.dotted(i)) {
      const r = this.dot(i, scale) / scale;
      if (kind.shape === 'pill') ctx.arc(x + w / 2, y + h / 2, r, 0, 7);
      else ctx.roundRect(x + w / 2 - r, y + h / 2 - r, 2 * r, 2 * r, r * 0.45);
      ctx.fillStyle = border;
    } else if (!readable) {
      const tone = graph.raw.nodes.tone[i];
      ctx.roundRect(x, y, w, h, 5);
      if (tone) ctx.fillStyle = tone > 0 ? this.upSoft : this.downSoft;
    } else if (scale < 0.12) ctx.rect(x, y, w, h);
    else ctx.roundRect(x, y, w, h, kind.shape === 'pill' ? h / 2 : kind.level === 3 ? 5 : 8);
    ctx.fill();
    if (scale >= 0.12 || picked) ctx.stroke();
    ctx.fillStyle = lead ? (this.dark ? '#0b1220' : '#ffffff') : text;
    if (readable) this._text(ctx, i, x, y, w, scale);
    ctx.restore();
  }

  /** Whether a node too small for its text is a dot with a label beside it: all but the many facts of a full picture. */
  dotted(i) {
    return this.few || this.graph.level(i) < 3;
  }

  /** The radius, in pixels, of a node too small for a box. */
  dot(i, scale) {
    return Math.max(1.4, (this.graph.reporting.has(i) && !this.many ? 7.5 : 4.6) * Math.min(1, 0.45 + scale));
  }

  _text(ctx, i, x, y, w, scale) {
    const [size, small, weight] = this.style(i);
    const { head, sub } = this.graph.lines(i);
    const tone = this.graph.raw.nodes.tone[i];
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    const withSub = sub && small * scale >= READABLE;
    const high = head.length * size * 1.28 + (withSub ? small * 1.3 : 0);
    let at = y + (this.graph.height(i) - high) / 2 + size * 0.66;
    ctx.font = `${weight} ${size}px ${FONT}`;
    for (const line of head) {
      ctx.fillText(line, x + w / 2, at, w - 8);
      at += size * 1.28;
    }
    if (withSub) {
      ctx.font = `400 ${small}px ${FONT}`;
      if (tone) ctx.fillStyle = tone > 0 ? this.up : this.down;
      else if (this.graph.level(i) !== 3) ctx.globalAlpha *= 0.85;
      ctx.fillText(sub, x + w / 2, at - size * 0.64 + small * 0.62, w - 8);
    }
  }

  /**
   * Labels of a fixed size for boxes too small to hold theirs, the weightiest first, none over another.
   * `at` turns layout coordinates into pixels; the context counts pixels.
   */
  labels(ctx, at, scale, width, height) {
    this.boxes = [];
    const taken = new Taken(width, height);
    this.taken = taken;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    ctx.lineJoin = 'round';
    const { picked, todo } = this._places(taken, at, scale, width, height);
    for (const [i, px, py] of picked) this._label(ctx, taken, i, px, py, scale);
    let left = 160;
    for (const [i, px, py] of todo) {
      if (left <= 0) break;
      if (this._label(ctx, taken, i, px, py, scale)) left--;
    }
  }

  /** Takes the room of all boxes and dots in the window; returns what wants a label, in order. */
  _places(taken, at, scale, width, height) {
    const { graph, shown, look, points } = this;
    const picked = [];
    const todo = [];
    for (const i of this.rank) {
      if (!shown.nodes[i]) continue;
      const [px, py] = at(points.x[i], points.y[i]);
      const w = graph.width(i) * scale;
      const h = graph.height(i) * scale;
      if (px + w < 0 || py + h < 0 || px - w > width || py - h > height) continue;
      const readable = this.style(i)[0] * scale >= READABLE;
      const isPicked = look.node === i || look.hover === i;
      if (readable) taken.take([px - w / 2, py - h / 2, w, h]);
      else if (this.dotted(i)) {
        const r = this.dot(i, scale);
        if (todo.length < 1500) taken.take([px - r, py - r, 2 * r, 2 * r], !graph.reporting.has(i) || this.many);
        if (!isPicked && !this.dimmed(i)) todo.push([i, px, py]);
      } else if (scale > 0.25 && todo.length < 400) taken.take([px - w / 2, py - h / 2, w, h]);
      if (!readable && isPicked) picked.push([i, px, py]);
    }
    return { picked, todo };
  }

  _label(ctx, taken, i, px, py, scale) {
    const lead = this.graph.reporting.has(i);
    const picked = this.look.node === i || this.look.hover === i;
    const size = lead ? 13 : LABEL;
    ctx.font = `${lead ? 700 : 500} ${size}px ${FONT}`;
    const behind = this.shown.aggregated && lead ? ` · ${this.around.get(i)}` : '';
    const text = clip(this.graph.name(i), picked ? 60 : 30) + behind;
    const key = (lead ? '!' : '') + text;
    if (!this.widths.has(key)) this.widths.set(key, ctx.measureText(text).width);
    const w = this.widths.get(key) + 4;
    const h = size * 1.3;
    const r = this.dot(i, scale) + 3;
    const spots = [
      [px + r, py - h / 2],
      [px - w / 2, py + r],
      [px - w / 2, py - r - h],
      [px - r - w, py - h / 2],
    ];
    const where = picked
      ? spots[0]
      : (spots.find(([x, y]) => taken.free([x, y, w, h])) ?? (lead ? spots.find(([x, y]) => taken.free([x, y, w, h], true)) : null));
    if (where) {
      const [x, y] = where;
      const box = [x, y, w, h];
      taken.take(box);
      this.boxes.push({ node: i, box });
      ctx.lineWidth = 3.5;
      ctx.strokeStyle = this.paper;
      ctx.fillStyle = this.dark ? this.colours[this.graph.kind[i]][0] : this.colours[this.graph.kind[i]][2];
      ctx.strokeText(text, x + 2, y + h / 2);
      ctx.fillText(text, x + 2, y + h / 2);
      return true;
    }
    return false;
  }

  /** The relation words of picked links, beside the middle of each; pixels. */
  words(ctx, at) {
    const { graph, shown, look, points } = this;
    if (look.node < 0 && look.link < 0 && !look.path.size) return;
    const { taken } = this;
    let left = 24;
    ctx.font = `500 11px ${FONT}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    for (let k = 0; k < graph.linkCount && left > 0; k++) {
      if (!shown.links[k] || !this.litLink(k) || graph.predicate(k).id === 'about') continue;
      const [a, b] = [graph.links.s[k], graph.links.t[k]];
      const [cx, cy] = middle(points.x[a], points.y[a], points.x[b], points.y[b], 0.04);
      const [px, py] = at(cx, cy);
      const standing = graph.standing(k);
      const text = graph.predicate(k).out + (standing === 'current' ? '' : ` (${standing})`);
      const w = ctx.measureText(text).width + 8;
      const box = [px - w / 2, py - 8, w, 16];
      if (!taken.free(box)) continue;
      taken.take(box);
      left--;
      ctx.fillStyle = this.paper;
      ctx.globalAlpha = 0.9;
      ctx.beginPath();
      ctx.roundRect(...box, 4);
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.fillStyle = this.accent;
      ctx.fillText(text, px, py);
    }
  }

  /** "+n" at the corner of nodes that have more behind them; pixels. */
  badges(ctx, at, scale) {
    if (scale < 0.45) return;
    ctx.font = `600 10px ${FONT}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    for (const [i, n] of this.shown.behind) {
      if (this.graph.level(i) === 3 || this.dimmed(i)) continue;
      const [px, py] = at(this.points.x[i] + this.graph.width(i) / 2 - 4, this.points.y[i] - this.graph.height(i) / 2);
      const text = `+${n > 999 ? '999' : n}`;
      const w = ctx.measureText(text).width + 8;
      ctx.fillStyle = this.paper;
      ctx.strokeStyle = this.colours[this.graph.kind[i]][0];
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.roundRect(px - w / 2, py - 7.5, w, 15, 7.5);
      ctx.fill();
      ctx.stroke();
      ctx.fillStyle = this.ink;
      ctx.fillText(text, px, py + 0.5);
    }
  }

  /** The node at a place in layout coordinates; facts lie over structure. */
  hitNode(x, y, slack) {
    const { graph, points, shown } = this;
    let best = -1;
    let near = Infinity;
    for (let i = 0; i < graph.count; i++) {
      if (!shown.nodes[i]) continue;
      const dx = Math.abs(points.x[i] - x) - graph.width(i) / 2;
      const dy = Math.abs(points.y[i] - y) - graph.height(i) / 2;
      const d = Math.max(dx, dy);
      if (d <= slack && d < near) {
        near = d;
        best = i;
      }
    }
    return best;
  }

  /** The link within `slack` of a place in layout coordinates; -1 for none. */
  hitLink(x, y, slack) {
    const { graph, points, shown } = this;
    for (let k = 0; k < graph.linkCount; k++) {
      if (!shown.links[k] || graph.predicate(k).id === 'about') continue;
      const [a, b] = [graph.links.s[k], graph.links.t[k]];
      const [x1, y1, x2, y2] = [points.x[a], points.y[a], points.x[b], points.y[b]];
      if (x < Math.min(x1, x2) - 60 || x > Math.max(x1, x2) + 60 || y < Math.min(y1, y2) - 60 || y > Math.max(y1, y2) + 60) continue;
      if (farFromCurve(x, y, x1, y1, x2, y2) <= slack) return k;
    }
    return -1;
  }

  /** The window that shows `box` whole, above the bar at the bottom, never larger than life. */
  frame(box, width, height) {
    const [side, top, bottom] = [22, 18, height > 500 ? 74 : 96];
    const scale = Math.min((width - 2 * side) / (box.right - box.left), (height - top - bottom) / (box.bottom - box.top), 1.15);
    return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + (bottom - top) / 2 / scale, scale };
  }

  /** The rectangle around all shown nodes, in layout coordinates; null when nothing is shown. */
  bounds(only = null) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < this.graph.count; i++) {
      if (!this.shown.nodes[i] || (only && !only.has(i))) continue;
      left = Math.min(left, this.points.x[i] - this.graph.width(i) / 2);
      right = Math.max(right, this.points.x[i] + this.graph.width(i) / 2);
      top = Math.min(top, this.points.y[i] - this.graph.height(i) / 2);
      bottom = Math.max(bottom, this.points.y[i] + this.graph.height(i) / 2);
    }
    return left === Infinity ? null : { left, top, right, bottom };
  }
}

/** Places on the screen that are taken; asks are answered from a coarse grid. */
class Taken {
  constructor(width, height) {
    this.cells = new Map();
    this.width = width;
    this.height = height;
  }

  _each([x, y, w, h], see) {
    for (let cx = Math.floor(x / 64); cx <= Math.floor((x + w) / 64); cx++) {
      for (let cy = Math.floor(y / 32); cy <= Math.floor((y + h) / 32); cy++) if (see(cx * 4096 + cy)) return true;
    }
    return false;
  }

  /** Whether nothing stands at `box`; `over` lets it cover what is soft (dots). */
  free(box, over = false) {
    const [x, y, w, h] = box;
    if (x < 2 || y < 2 || x + w > this.width - 2 || y + h > this.height - 2) return false;
    return !this._each(box, (key) =>
      (this.cells.get(key) || []).some((b) => !(over && b.soft) && x < b.x + b.w && b.x < x + w && y < b.y + b.h && b.y < y + h),
    );
  }

  take([x, y, w, h], soft = false) {
    const box = { x, y, w, h, soft };
    this._each([x, y, w, h], (key) => {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
      return false;
    });
  }
}

function push(batches, style, ...line) {
  if (!batches.has(style)) batches.set(style, []);
  batches.get(style).push(line);
}

function bend(ctx, x1, y1, x2, y2, amount) {
  if (!amount) ctx.lineTo(x2, y2);
  else ctx.quadraticCurveTo((x1 + x2) / 2 - (y2 - y1) * amount, (y1 + y2) / 2 + (x2 - x1) * amount, x2, y2);
}

function middle(x1, y1, x2, y2, amount) {
  return [(x1 + x2) / 2 - (y2 - y1) * amount, (y1 + y2) / 2 + (x2 - x1) * amount];
}

function farFromCurve(x, y, x1, y1, x2, y2) {
  const [cx, cy] = middle(x1, y1, x2, y2, 0.08);
  let far = Infinity;
  for (let n = 0; n <= 24; n++) {
    const t = n / 24;
    const px = (1 - t) * (1 - t) * x1 + 2 * t * (1 - t) * cx + t * t * x2;
    const py = (1 - t) * (1 - t) * y1 + 2 * t * (1 - t) * cy + t * t * y2;
    far = Math.min(far, Math.hypot(px - x, py - y) - Math.hypot(x2 - x1, y2 - y1) / 60);
  }
  return far;
}

/** `text` cut to at most `n` characters, with an ellipsis. */
export function clip(text, n) {
  const signs = Array.from(text);
  return signs.length <= n
    ? text
    : `${signs
        .slice(0, n - 1)
        .join('')
        .trimEnd()}…`;
}
