/**
 * What is shown, to take away: SVG, PNG, CSV, Turtle, a link, paper.
 */

import { byId, say, svgEl } from './dom.js';
import { FONT } from './painter.js';

const PREFIXES = {
  kg: 'https://w3id.org/finkg/ontology#',
  metric: 'https://w3id.org/finkg/metric/',
  unit: 'https://w3id.org/finkg/unit/',
  dcterms: 'http://purl.org/dc/terms/',
  oa: 'http://www.w3.org/ns/oa#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
};
/** Relations of the page that have another name in the ontology; "" for those that a floor or an observation states itself. */
const TERMS = { officerOf: 'worksFor', partOf: 'belongsTo', about: '', asked: '', answered: '', mentions: '' };

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

  /** The shown entities, relations, numbers and floors as Turtle in the terms of the ontology, each number with its characters. */
  turtle() {
    const { graph, shown } = this.app;
    const out = Object.entries(PREFIXES).map(([name, iri]) => `@prefix ${name}: <${iri}> .`);
    for (let i = 0; i < graph.count; i++) {
      if (!shown.nodes[i]) continue;
      const type = graph.floorOf.has(i) ? 'Floor' : graph.id(i).split(':')[0];
      const rows = [`a kg:${type}`, `rdfs:label ${literal(graph.name(i))}`];
      if (graph.obsOf.has(i)) rows.push(...this._observation(i));
      if (graph.floorOf.has(i)) rows.push(...this._floor(graph.floorOf.get(i)));
      rows.push(...graph.proofsOfNode[i].map((p) => `kg:evidence ${this._span(p)}`));
      out.push('', `${this._iri(i)} ${rows.join(' ;\n    ')} .`);
    }
    for (const p of graph.proofs.node.keys()) {
      const i = graph.proofs.node[p];
      if (i >= 0 && shown.nodes[i]) out.push('', `${this._span(p)} a kg:Span ; oa:start ${graph.proofs.at[p]} ; oa:exact ${literal(graph.quote(p))} .`);
    }
    for (let k = 0; k < graph.linkCount; k++) {
      const property = TERMS[graph.predicate(k).id] ?? graph.predicate(k).id;
      if (shown.links[k] && property && graph.standing(k) === 'current')
        out.push(`${this._iri(graph.links.s[k])} kg:${property} ${this._iri(graph.links.t[k])} .`);
    }
    return `${out.join('\n')}\n`;
  }

  _iri(i) {
    const { graph } = this.app;
    return `<${graph.raw.nodes.iri[i] || `https://w3id.org/finkg/view/${encodeURIComponent(graph.id(i))}`}>`;
  }

  /** The span of a proof, in code points as everywhere outside of a browser. */
  _span(p) {
    const { graph } = this.app;
    const { doc, at } = graph.proofs;
    return `<https://w3id.org/finkg/id/document/${graph.docs[doc[p]].sha}#char=${at[p]},${at[p] + Array.from(graph.quote(p)).length}>`;
  }

  _floor(floor) {
    const shown = (i) => i >= 0 && this.app.shown.nodes[i];
    return [...[floor.by].filter(shown).map((i) => `kg:asker ${this._iri(i)}`), ...floor.to.filter(shown).map((i) => `kg:answerer ${this._iri(i)}`)];
  }

  _observation(i) {
    const { graph } = this.app;
    const get = (field) => graph.obs(i, field);
    const rows = [];
    const owner = graph.raw.nodes.owner[i];
    if (owner >= 0) rows.push(`kg:about ${this._iri(owner)}`);
    rows.push(/^[A-Za-z0-9]+$/.test(get('metric')) ? `kg:metric metric:${get('metric')}` : `kg:label ${literal(get('metric'))}`);
    const level = { value: 'value', low: 'lowerBound', high: 'upperBound' };
    for (const [field, property] of Object.entries(level))
      if (get(field) && (field === 'value' || !graph.changes(i))) rows.push(`kg:${property} ${decimal(get(field))}`);
    if (/^[A-Za-z]+$/.test(get('unit'))) rows.push(`kg:unit unit:${get('unit')}`);
    if (get('period')) rows.push(`dcterms:temporal ${literal(get('period'))}`);
    rows.push(`kg:status kg:${get('status')[0].toUpperCase()}${get('status').slice(1)}`);
    const compared = [];
    if (get('change')) compared.push(`kg:change ${decimal(get('change'))}`);
    if (/^[A-Za-z]+$/.test(get('change_unit'))) compared.push(`kg:changeUnit unit:${get('change_unit')}`);
    if (get('prior')) compared.push(`kg:priorValue ${decimal(get('prior'))}`);
    if (compared.length) rows.push(`kg:comparison [ a kg:Comparison ; ${compared.join(' ; ')} ]`);
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
  return text.includes('.') ? text : `${text}.0`; // 12 would be an integer
}
