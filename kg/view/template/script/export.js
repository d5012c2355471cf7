/**
 * What is shown, to take away: SVG, PNG, CSV, Turtle, a link, paper.
 */

import { byId, say, svgEl } from './dom.js';
import { FONT } from './painter.js';

export class Exports {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    const select = byId('export');
    select.addEventListener('change', () => {
      const what = select.value;
      select.value = '';
      this.run(what);
    });
  }

  /** Makes and saves one kind of file. */
  run(what) {
    const name =
      this.app.graph.title
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, 60) || 'graph';
    if (what === 'svg') save(`${name}.svg`, 'image/svg+xml', this.svg());
    else if (what === 'png') saveAddress(`${name}.png`, this.app.renderer.png());
    else if (what === 'csv') save(`${name}.csv`, 'text/csv', `\ufeff${this.csv()}`);
    else if (what === 'ttl') save(`${name}.ttl`, 'text/turtle', this.turtle());
    else if (what === 'link') this._copy();
    else if (what === 'print') print();
  }

  async _copy() {
    try {
      await navigator.clipboard.writeText(location.href);
      say('Link copied');
    } catch {
      prompt('The address of this view', location.href);
    }
  }

  /** The shown statements as CSV (RFC 4180), with their evidence and where it stands. */
  csv() {
    const { graph, table } = this.app;
    const head = [
      'subject',
      'relation',
      'object',
      'value',
      'unit',
      'change',
      'change unit',
      'basis',
      'period',
      'status',
      'document',
      'start',
      'end',
      'speaker',
      'rule',
      'confidence',
      'evidence',
    ];
    const { doc, at, by, rule, sure } = graph.proofs;
    const rows = table.rows().map((row) => {
      const cells = table.cells(row);
      const p = row.proof;
      const fact = graph.links.s[row.link];
      const get = (field) => graph.obs(fact, field);
      const length = Array.from(graph.quote(p)).length;
      const speaker = by[p] >= 0 ? graph.name(by[p]) : '';
      return [
        cells.subject,
        cells.relation,
        cells.object,
        get('value'),
        get('unit'),
        get('change'),
        get('change_unit'),
        get('basis'),
        get('period'),
        cells.status,
        graph.docs[doc[p]].id,
        at[p],
        at[p] + length,
        speaker,
        graph.str(rule[p]),
        graph.str(sure[p]),
        graph.quote(p),
      ];
    });
    return [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
  }

  /** The shown entities, relations and observations as Turtle, each with the characters that prove it. */
  turtle() {
    const { graph, shown } = this.app;
    const out = [
      '@prefix kg: <https://w3id.org/finkg/> .',
      '@prefix metric: <https://w3id.org/finkg/metric/> .',
      '@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .',
      '@prefix oa: <http://www.w3.org/ns/oa#> .',
      '',
    ];
    const iri = (i) => `<${graph.raw.nodes.iri[i] || `https://w3id.org/finkg/view/${encodeURIComponent(graph.id(i))}`}>`;
    for (let i = 0; i < graph.count; i++) {
      if (!shown.nodes[i]) continue;
      const type = graph.id(i).split(':')[0];
      const rows = [`a kg:${type}`, `rdfs:label ${literal(graph.name(i))}`];
      if (graph.obsOf.has(i)) rows.push(...this._observation(i, iri));
      for (const p of graph.proofsOfNode[i]) rows.push(`kg:evidence [ oa:start ${graph.proofs.at[p]} ; oa:exact ${literal(graph.quote(p))} ]`);
      out.push(`${iri(i)} ${rows.join(' ;\n    ')} .`);
    }
    for (let k = 0; k < graph.linkCount; k++) {
      const word = graph.predicate(k).id;
      if (shown.links[k] && word !== 'about' && graph.standing(k) === 'current') out.push(`${iri(graph.links.s[k])} kg:${word} ${iri(graph.links.t[k])} .`);
    }
    return `${out.join('\n')}\n`;
  }

  _observation(i, iri) {
    const { graph } = this.app;
    const rows = [];
    const owner = graph.raw.nodes.owner[i];
    if (owner >= 0) rows.push(`kg:about ${iri(owner)}`);
    const metric = graph.obs(i, 'metric');
    rows.push(/^[A-Za-z0-9]+$/.test(metric) ? `kg:metric metric:${metric}` : `kg:metricLabel ${literal(metric)}`);
    for (const field of ['value', 'low', 'high', 'change', 'prior']) if (graph.obs(i, field)) rows.push(`kg:${field} ${decimal(graph.obs(i, field))}`);
    for (const field of ['unit', 'period', 'status', 'basis', 'accounting']) if (graph.obs(i, field)) rows.push(`kg:${field} ${literal(graph.obs(i, field))}`);
    return rows;
  }

  /** The picture as it is drawn, as vectors. */
  svg() {
    const { graph, shown, painter } = this.app;
    const box = painter.bounds();
    const root = svgEl('svg', { xmlns: 'http://www.w3.org/2000/svg', 'font-family': FONT });
    if (!box) return root.outerHTML;
    const [w, h] = [box.right - box.left + 48, box.bottom - box.top + 48];
    root.setAttribute('viewBox', `${box.left - 24} ${box.top - 24} ${w} ${h}`);
    root.setAttribute('width', w);
    root.setAttribute('height', h);
    root.append(svgEl('rect', { x: box.left - 24, y: box.top - 24, width: w, height: h, fill: painter.paper }));
    const { x, y } = painter.points;
    for (let k = 0; k < graph.linkCount; k++) {
      if (!shown.links[k]) continue;
      const [a, b] = [graph.links.s[k], graph.links.t[k]];
      const dash = graph.standing(k) === 'current' ? null : '6 4';
      const stroke = graph.predicate(k).id === 'about' ? painter.faint : painter.wire;
      root.append(svgEl('line', { x1: x[a], y1: y[a], x2: x[b], y2: y[b], stroke, 'stroke-dasharray': dash }));
    }
    for (let i = 0; i < graph.count; i++) if (shown.nodes[i]) root.append(this._box(i));
    return new XMLSerializer().serializeToString(root);
  }

  _box(i) {
    const { graph, painter } = this.app;
    const [border, body, ink] = painter.colours[graph.kind[i]];
    const [w, h] = [graph.width(i), graph.height(i)];
    const [x, y] = [painter.points.x[i] - w / 2, painter.points.y[i] - h / 2];
    const lead = graph.reporting.has(i);
    const { shape } = graph.kindOf(i);
    const group = svgEl('g', {}, svgEl('title', { text: graph.name(i) }));
    group.append(
      svgEl('rect', {
        x,
        y,
        width: w,
        height: h,
        rx: shape === 'pill' ? h / 2 : 7,
        fill: lead ? border : body,
        stroke: border,
        'stroke-dasharray': shape === 'dashed' ? '5 3' : null,
      }),
    );
    const [size, small, weight] = painter.style(i);
    const { head, sub } = graph.lines(i);
    const fill = lead ? painter.paper : ink;
    let at = y + 6 + size;
    for (const line of head) {
      group.append(svgEl('text', { x: x + w / 2, y: at - size * 0.06, 'text-anchor': 'middle', 'font-size': size, 'font-weight': weight, fill, text: line }));
      at += size * 1.28;
    }
    if (sub) group.append(svgEl('text', { x: x + w / 2, y: at - size + small * 0.96, 'text-anchor': 'middle', 'font-size': small, fill, text: sub }));
    return group;
  }
}

function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  saveAddress(name, address);
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function saveAddress(name, href) {
  const a = document.createElement('a');
  a.href = href;
  a.download = name;
  a.click();
  say(`${name} saved`);
}

/** A CSV cell; a leading sign that a spreadsheet would run as a formula is kept from doing so. */
function cell(value) {
  let text = String(value ?? '');
  if (/^[=+@\t\r]/.test(text) || /^-(?![\d.])/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function literal(text) {
  const escaped = text.replace(/[\\"\n\r\t\b\f]/g, (c) => ({ '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' })[c]);
  return `"${escaped}"`;
}

function decimal(text) {
  return text.includes('.') ? text : `${text}.0`;
}
