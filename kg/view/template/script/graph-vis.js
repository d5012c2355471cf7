/**
 * The vis-network renderer, behind the same six methods as the canvas renderer: vis keeps the window on the graph
 * (pan, zoom, pinch, dragging nodes), the painter draws. Physics is never switched on.
 */

/* global vis */
import { still } from './dom.js';

export class VisGraph {
  /**
   * @param {HTMLElement} host
   * @param {Painter} painter
   * @param {{pick: function(Object), hover: function(number), moved: function(), drop: function(number, number, number)}} on
   */
  constructor(host, painter, on) {
    this.host = host;
    this.painter = painter;
    this.on = on;
    this.nodes = new vis.DataSet([]);
    this.shownNow = new Set();
    this.held = -1;
    const options = {
      physics: false,
      interaction: {
        hover: true,
        dragNodes: true,
        keyboard: false,
        tooltipDelay: 1e6,
        selectConnectedEdges: false,
        hoverConnectedEdges: false,
        zoomSpeed: 0.6,
      },
      layout: { improvedLayout: false },
      nodes: { shape: 'custom', ctxRenderer: (parts) => this._box(parts) },
    };
    this.network = new vis.Network(host, { nodes: this.nodes, edges: new vis.DataSet([]) }, options);
    this.canvas = host.querySelector('canvas');
    this._listen();
  }

  /** Shows exactly the nodes and links of `shown`, at `points`. */
  setVisible(shown, points) {
    const { painter } = this;
    const moved = painter.points !== points;
    painter.shown = shown;
    painter.points = points;
    const [add, gone, shift] = [[], [], []];
    for (let i = 0; i < painter.graph.count; i++) {
      const had = this.shownNow.has(i);
      const item = { id: i, x: points.x[i], y: points.y[i] };
      if (shown.nodes[i] && !had) add.push(item);
      else if (!shown.nodes[i] && had) gone.push(i);
      else if (had && moved) shift.push(item);
    }
    this.nodes.remove(gone);
    this.nodes.add(add);
    if (shift.length) this.nodes.update(shift);
    for (const { id } of add) this.shownNow.add(id);
    for (const id of gone) this.shownNow.delete(id);
    this.network.redraw();
  }

  /** Draws with another look: what is picked, lit, hovered. */
  paint(look) {
    this.painter.look = look;
    this.network.redraw();
  }

  /** Brings a node to the middle, near enough to be read. */
  focus(i) {
    const { points } = this.painter;
    this._glide(points.x[i], points.y[i], Math.max(this.scale, 0.9));
  }

  /** The boxes of all shown nodes in pixels of the host: Map node -> {x, y, w, h}. */
  positions() {
    const { graph, points } = this.painter;
    const out = new Map();
    for (const i of this.shownNow) {
      const [x, y] = this.toScreen(points.x[i], points.y[i]);
      out.set(i, { x, y, w: graph.width(i) * this.scale, h: graph.height(i) * this.scale });
    }
    return out;
  }

  /** What lies at a pixel of the host: {node} or {link}, -1 for none. */
  hit(px, py) {
    const { x, y } = this.network.DOMtoCanvas({ x: px, y: py });
    const node = this.painter.hitNode(x, y, 4 / this.scale);
    return { node, link: node >= 0 ? -1 : this.painter.hitLink(x, y, 6 / this.scale) };
  }

  /** Shows everything (or the nodes of `only`), never larger than life. */
  fit(only = null, animate = true) {
    const box = this.painter.bounds(only);
    if (!box) return;
    const { x, y, scale } = this.painter.frame(box, this.width, this.height);
    this._glide(x, y, scale, animate);
  }

  /** Shows a place in layout coordinates, at a scale. */
  look(x, y, scale, animate = true) {
    this._glide(x, y, scale, animate);
  }

  get width() {
    return this.host.clientWidth;
  }

  get height() {
    return this.host.clientHeight;
  }

  get scale() {
    return this.network.getScale();
  }

  /** Zooms by a factor about the middle of the host. */
  zoom(factor) {
    const { x, y } = this.network.getViewPosition();
    this._glide(x, y, Math.min(4, Math.max(0.01, this.scale * factor)));
  }

  /** Moves the window by pixels. */
  pan(dx, dy) {
    const { x, y } = this.network.getViewPosition();
    this._glide(x + dx / this.scale, y + dy / this.scale, this.scale, false);
  }

  toScreen(x, y) {
    const p = this.network.canvasToDOM({ x, y });
    return [p.x, p.y];
  }

  /** The drawn picture as a PNG data address. */
  png() {
    const canvas = document.createElement('canvas');
    canvas.width = this.canvas.width;
    canvas.height = this.canvas.height;
    const ctx = canvas.getContext('2d');
    ctx.fillStyle = this.painter.paper;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.drawImage(this.canvas, 0, 0);
    return canvas.toDataURL('image/png');
  }

  _box({ ctx, id }) {
    const { graph } = this.painter;
    return {
      drawNode: () => this.painter.node(ctx, id, this.scale),
      nodeDimensions: { width: graph.width(id), height: graph.height(id) },
    };
  }

  _glide(x, y, scale, animate = true) {
    const animation = animate && !still() ? { duration: 260, easingFunction: 'easeOutCubic' } : false;
    this.network.moveTo({ position: { x, y }, scale, animation });
  }

  _listen() {
    const { network, painter } = this;
    network.on('beforeDrawing', (ctx) => {
      if (!painter.shown) return;
      const [a, b] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: this.width, y: this.height })];
      painter.links(ctx, { left: a.x, top: a.y, right: b.x, bottom: b.y }, this.scale);
    });
    network.on('afterDrawing', (ctx) => {
      if (painter.shown) this._over(ctx);
      this.on.moved();
    });
    network.on('click', (e) => this.on.pick(this.hit(e.pointer.DOM.x, e.pointer.DOM.y)));
    network.on('doubleClick', (e) => this.on.pick({ ...this.hit(e.pointer.DOM.x, e.pointer.DOM.y), twice: true }));
    network.on('hoverNode', (e) => this.on.hover(e.node));
    network.on('blurNode', () => this.on.hover(-1));
    this.host.addEventListener('pointerleave', () => this.on.hover(-1));
    network.on('dragStart', (e) => this._grab(e));
    network.on('dragging', (e) => this._drag(e));
    network.on('dragEnd', (e) => this._drop(e));
  }

  /** The painter gets places of its own for as long as a node is held: those of the arrangement stay as they are. */
  _grab({ nodes, pointer }) {
    this.held = nodes.length ? nodes[0] : -1;
    if (this.held < 0) return;
    const { x, y } = this.painter.points;
    this.painter.points = { x: x.slice(), y: y.slice() };
    this.grip = { x: x[this.held] - pointer.canvas.x, y: y[this.held] - pointer.canvas.y };
  }

  _drag({ nodes, pointer }) {
    if (!nodes.length || this.held < 0) return;
    this.painter.points.x[this.held] = this.grip.x + pointer.canvas.x;
    this.painter.points.y[this.held] = this.grip.y + pointer.canvas.y;
    this.network.redraw();
  }

  _drop(e) {
    if (!e.nodes.length || this.held < 0) return;
    this._drag(e);
    const { x, y } = this.painter.points;
    this.on.drop(this.held, x[this.held], y[this.held]);
    this.network.unselectAll();
    this.held = -1;
  }

  /** What lies over the boxes is drawn in pixels. */
  _over(ctx) {
    const { painter } = this;
    const ratio = this.canvas.width / this.width;
    const at = (x, y) => this.toScreen(x, y);
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    painter.labels(ctx, at, this.scale, this.width, this.height);
    painter.words(ctx, at);
    painter.badges(ctx, at, this.scale);
    ctx.restore();
  }
}
