/**
 * The canvas renderer, for graphs of any size: pan, zoom, pinch, pick. Draws only when something changed.
 */

import { still } from './dom.js';

export class CanvasGraph {
  /**
   * @param {HTMLElement} host
   * @param {Painter} painter
   * @param {{pick: function(Object), hover: function(number), moved: function(), drop: function(number, number, number)}} on
   */
  constructor(host, painter, on) {
    this.host = host;
    this.painter = painter;
    this.on = on;
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    this.frame = 0;
    this.canvas = document.createElement('canvas');
    this.canvas.setAttribute('aria-hidden', 'true');
    host.append(this.canvas);
    this.touches = new Map();
    this._listen();
    new ResizeObserver(() => this._resize()).observe(host);
    this._resize();
  }

  /** Shows exactly the nodes and links of `shown`, at `points`. */
  setVisible(shown, points) {
    this.painter.shown = shown;
    this.painter.points = points;
    this._ask();
  }

  /** Draws with another look: what is picked, lit, hovered. */
  paint(look) {
    this.painter.look = look;
    this._ask();
  }

  /** Brings a node to the middle, near enough to be read. */
  focus(i) {
    const { points } = this.painter;
    this._glide(points.x[i], points.y[i], Math.max(this.scale, 0.9));
  }

  /** The boxes of all shown nodes in pixels of the host: Map node -> {x, y, w, h}. */
  positions() {
    const out = new Map();
    const { graph, points, shown } = this.painter;
    for (let i = 0; i < graph.count; i++) {
      if (!shown.nodes[i]) continue;
      const [x, y] = this.toScreen(points.x[i], points.y[i]);
      out.set(i, { x, y, w: graph.width(i) * this.scale, h: graph.height(i) * this.scale });
    }
    return out;
  }

  /** What lies at a pixel of the host: {node} or {link}, -1 for none. */
  hit(px, py) {
    const [x, y] = this.toLayout(px, py);
    const node = this.painter.hitNode(x, y, 4 / this.scale);
    return { node, link: node >= 0 ? -1 : this.painter.hitLink(x, y, 6 / this.scale) };
  }

  /** Shows everything (or the nodes of `only`), never larger than life. */
  fit(only = null, animate = true) {
    const box = this.painter.bounds(only);
    if (!box || !this.width) return;
    const { x, y, scale } = this.painter.frame(box, this.width, this.height);
    if (animate) this._glide(x, y, scale);
    else Object.assign(this, { x, y, scale }) && this._ask();
  }

  /** Shows a place in layout coordinates, at a scale. */
  look(x, y, scale, animate = true) {
    if (animate) this._glide(x, y, scale);
    else Object.assign(this, { x, y, scale }) && this._ask();
  }

  /** Zooms by a factor about the middle of the host. */
  zoom(factor) {
    this._glide(this.x, this.y, clampScale(this.scale * factor));
  }

  /** Moves the window by pixels. */
  pan(dx, dy) {
    this.x += dx / this.scale;
    this.y += dy / this.scale;
    this._ask();
  }

  toScreen(x, y) {
    return [(x - this.x) * this.scale + this.width / 2, (y - this.y) * this.scale + this.height / 2];
  }

  toLayout(px, py) {
    return [(px - this.width / 2) / this.scale + this.x, (py - this.height / 2) / this.scale + this.y];
  }

  /** The drawn picture as a PNG data address, twice as fine. */
  png() {
    const [w, h, ratio] = [this.width, this.height, 2];
    const canvas = document.createElement('canvas');
    canvas.width = w * ratio;
    canvas.height = h * ratio;
    const ctx = canvas.getContext('2d');
    ctx.fillStyle = this.painter.paper;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    this._draw(ctx, ratio);
    return canvas.toDataURL('image/png');
  }

  _ask() {
    if (!this.frame) this.frame = requestAnimationFrame(() => this._frame());
  }

  _frame() {
    this.frame = 0;
    if (this.glide) this._step();
    const ratio = window.devicePixelRatio || 1;
    const ctx = this.canvas.getContext('2d');
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, this.canvas.width, this.canvas.height);
    if (this.painter.shown) this._draw(ctx, ratio);
    this.on.moved();
  }

  _draw(ctx, ratio) {
    const { painter, scale } = this;
    const [left, top] = this.toLayout(0, 0);
    const [right, bottom] = this.toLayout(this.width, this.height);
    ctx.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * (this.width / 2 - this.x * scale), ratio * (this.height / 2 - this.y * scale));
    painter.links(ctx, { left, top, right, bottom }, scale);
    const { graph, points, shown } = painter;
    for (let i = 0; i < graph.count; i++) {
      if (!shown.nodes[i]) continue;
      const w = graph.width(i);
      if (points.x[i] + w < left || points.x[i] - w > right || points.y[i] + w < top || points.y[i] - w > bottom) continue;
      painter.node(ctx, i, scale);
    }
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const at = (x, y) => this.toScreen(x, y);
    painter.labels(ctx, at, scale, this.width, this.height);
    painter.words(ctx, at);
    painter.badges(ctx, at, scale);
  }

  _glide(x, y, scale) {
    if (still()) {
      Object.assign(this, { x, y, scale });
      this._ask();
      return;
    }
    this.glide = { from: [this.x, this.y, Math.log(this.scale)], to: [x, y, Math.log(scale)], start: performance.now() };
    this._ask();
  }

  _step() {
    const { from, to, start } = this.glide;
    const t = Math.min(1, (performance.now() - start) / 260);
    const e = 1 - (1 - t) ** 3;
    this.x = from[0] + (to[0] - from[0]) * e;
    this.y = from[1] + (to[1] - from[1]) * e;
    this.scale = Math.exp(from[2] + (to[2] - from[2]) * e);
    if (t >= 1) this.glide = null;
    else this._ask();
  }

  _resize() {
    const ratio = window.devicePixelRatio || 1;
    this.width = this.host.clientWidth;
    this.height = this.host.clientHeight;
    this.canvas.width = Math.round(this.width * ratio);
    this.canvas.height = Math.round(this.height * ratio);
    this._ask();
  }

  _listen() {
    const { canvas } = this;
    canvas.addEventListener('pointerdown', (e) => this._down(e));
    canvas.addEventListener('pointermove', (e) => this._move(e));
    canvas.addEventListener('pointerup', (e) => this._up(e));
    canvas.addEventListener('pointercancel', (e) => this.touches.delete(e.pointerId));
    canvas.addEventListener('pointerleave', () => this.on.hover(-1));
    canvas.addEventListener('dblclick', (e) => this.on.pick({ ...this.hit(e.offsetX, e.offsetY), twice: true }));
    canvas.addEventListener('wheel', (e) => this._wheel(e), { passive: false });
  }

  _down(e) {
    this.canvas.setPointerCapture(e.pointerId);
    this.touches.set(e.pointerId, { x: e.offsetX, y: e.offsetY });
    this.moved = 0;
    this.glide = null;
    this.held = this.touches.size === 1 ? this.hit(e.offsetX, e.offsetY).node : -1;
  }

  _move(e) {
    const was = this.touches.get(e.pointerId);
    if (!was) {
      const hit = this.hit(e.offsetX, e.offsetY);
      this.canvas.style.cursor = hit.node >= 0 || hit.link >= 0 ? 'pointer' : 'grab';
      this.on.hover(hit.node);
      return;
    }
    const now = { x: e.offsetX, y: e.offsetY };
    this.moved += Math.hypot(now.x - was.x, now.y - was.y);
    if (this.touches.size === 1 && this.held >= 0) this._drag(now.x - was.x, now.y - was.y);
    else if (this.touches.size === 1) this.pan(was.x - now.x, was.y - now.y);
    else this._pinch(e.pointerId, was, now);
    this.touches.set(e.pointerId, now);
  }

  /** Moves the node that is held, once the finger has moved further than a click does. */
  _drag(dx, dy) {
    if (this.moved < 6) return;
    const { painter } = this;
    if (!this.dragged) painter.points = { x: painter.points.x.slice(), y: painter.points.y.slice() };
    this.dragged = true;
    painter.points.x[this.held] += dx / this.scale;
    painter.points.y[this.held] += dy / this.scale;
    this._ask();
  }

  _pinch(id, was, now) {
    const other = [...this.touches].find(([key]) => key !== id)[1];
    const before = Math.hypot(was.x - other.x, was.y - other.y) || 1;
    const after = Math.hypot(now.x - other.x, now.y - other.y) || 1;
    this._zoomAt(after / before, (now.x + other.x) / 2, (now.y + other.y) / 2);
    this.pan((was.x - now.x) / 2, (was.y - now.y) / 2);
  }

  _up(e) {
    const single = this.touches.size === 1;
    this.touches.delete(e.pointerId);
    const { points } = this.painter;
    if (this.dragged) this.on.drop(this.held, points.x[this.held], points.y[this.held]);
    this.dragged = false;
    if (single && this.moved < 6) this.on.pick(this.hit(e.offsetX, e.offsetY));
  }

  _wheel(e) {
    e.preventDefault();
    this.glide = null;
    this._zoomAt(Math.exp(-e.deltaY * (e.ctrlKey ? 0.01 : 0.0016)), e.offsetX, e.offsetY);
  }

  _zoomAt(factor, px, py) {
    const [x, y] = this.toLayout(px, py);
    this.scale = clampScale(this.scale * factor);
    this.x = x - (px - this.width / 2) / this.scale;
    this.y = y - (py - this.height / 2) / this.scale;
    this._ask();
  }
}

function clampScale(scale) {
  return Math.min(4, Math.max(0.01, scale));
}
