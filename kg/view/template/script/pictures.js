/**
 * Pictures beside the graph, drawn by hand as SVG and tables: every mark opens its sentence.
 */

import { el, fill, svgEl } from './dom.js';
import { sayPeriod, periodKey } from './data.js';
import { clip } from './painter.js';

const KINDS = {
  metric: 'Over time',
  split: 'Split',
  guidance: 'Guidance and outcome',
  asked: 'Who asked, who answered',
  owners: 'Ownership',
  changed: 'Between two calls',
};
const LINES = ['#1d4ed8', '#b45309', '#0f766e', '#be123c', '#6d28d9', '#15803d', '#a21caf', '#475569'];
const LINES_DARK = ['#8fb3ff', '#f0ad5c', '#4fd1c0', '#f77b98', '#b594f8', '#5fce86', '#e07be8', '#a3b3c9'];

export class Pictures {
  /** @param {HTMLElement} host @param {App} app */
  constructor(host, app) {
    this.host = host;
    this.app = app;
    this.choice = {};
  }

  /** Draws the picture that the state asks for. */
  show() {
    const { state } = this.app;
    const kind = KINDS[state.picture] ? state.picture : 'metric';
    const tabs = el('div', { class: 'chips', role: 'group', 'aria-label': 'Pictures' });
    for (const [id, label] of Object.entries(KINDS))
      tabs.append(el('button', { class: 'chip-button', 'aria-pressed': String(id === kind), text: label, onclick: () => this.app.store.set({ picture: id }) }));
    const body = el('div', { class: 'picture-body' });
    fill(this.host, el('h2', { class: 'hidden', text: 'Pictures' }), el('div', { class: 'toolbar' }, tabs, this._companies()), body);
    const parts = {
      metric: () => this._metric(),
      split: () => this._split(),
      guidance: () => this._guidance(),
      asked: () => this._asked(),
      owners: () => this._owners(),
      changed: () => this._changed(),
    }[kind]();
    fill(body, ...parts);
  }

  /** The company that the pictures are about. */
  get company() {
    const { graph, state } = this.app;
    const wanted = graph.place.get(state.company);
    if (wanted !== undefined) return wanted;
    const score = (c) => graph.factsOf[c].length;
    return [...graph.reporting].sort((a, b) => score(b) - score(a) || a - b)[0] ?? graph.raw.nodes.owner.find((o) => o >= 0) ?? -1;
  }

  _companies() {
    const { graph, store } = this.app;
    const all = [...graph.reporting].sort((a, b) => (graph.name(a) < graph.name(b) ? -1 : 1));
    if (all.length < 2) return null;
    return choose(
      'Company',
      all.map((c) => [graph.id(c), graph.name(c)]),
      graph.id(this.company),
      (id) => store.set({ company: id }),
    );
  }

  /** Observations of the company and of what stands on its island: [node]. */
  _facts() {
    const { graph } = this.app;
    const { home, owner } = graph.raw.nodes;
    return graph.raw.obs.node.filter((i) => home[i] === this.company || owner[i] === this.company);
  }

  _number(i, field) {
    const text = this.app.graph.obs(i, field);
    return text === '' ? NaN : Number(text);
  }

  _remember(field, options, fallback) {
    if (!options.some(([id]) => id === this.choice[field])) this.choice[field] = fallback ?? options[0]?.[0];
    return this.choice[field];
  }

  _pick(label, field, options) {
    return choose(label, options, this.choice[field], (id) => {
      this.choice[field] = id;
      this.show();
    });
  }

  /** Metrics that have a level with a unit, most used first: [[key, label]]. */
  _metrics(facts) {
    const { graph } = this.app;
    const seen = new Map();
    for (const i of facts) {
      const key = this._metricKey(i);
      if (!seen.has(key)) seen.set(key, { n: 0, periods: new Set() });
      seen.get(key).n += 1;
      seen.get(key).periods.add(graph.obs(i, 'period'));
    }
    const rank = ([key, s]) => s.n + 3 * s.periods.size + (key.startsWith('revenue|') ? 100 : 0);
    const sorted = [...seen].sort((a, b) => rank(b) - rank(a) || (a[0] < b[0] ? -1 : 1));
    return sorted.map(([key]) => {
      const i = facts.find((f) => this._metricKey(f) === key);
      return [key, `${graph.obs(i, 'name')}${graph.obs(i, 'share_of') ? ', share' : ''} (${graph.obs(i, 'unit') || 'count'})`];
    });
  }

  _metricKey(i) {
    const { graph } = this.app;
    return `${graph.obs(i, 'metric')}|${graph.obs(i, 'unit')}|${graph.obs(i, 'share_of')}`;
  }

  _level(i) {
    const value = this._number(i, 'value');
    if (!Number.isNaN(value)) return { low: value, high: value };
    if (this.app.graph.changes(i)) return null;
    const [low, high] = [this._number(i, 'low'), this._number(i, 'high')];
    if (Number.isNaN(low) && Number.isNaN(high)) return null;
    return { low: Number.isNaN(low) ? high : low, high: Number.isNaN(high) ? low : high };
  }

  _metric() {
    const { graph } = this.app;
    const facts = this._facts().filter((i) => this._level(i) && graph.obs(i, 'period'));
    if (!facts.length) return nothing('No number with a period is stated for this company.');
    const metrics = this._metrics(facts);
    const metric = this._remember('metric', metrics);
    const all = facts.filter((i) => this._metricKey(i) === metric);
    const lengths = this._lengths(all);
    const length = this._remember('length', lengths);
    const mine = length === 'all' ? all : all.filter((i) => lengthOf(graph.obs(i, 'period')) === length);
    const [title] = metrics.find(([key]) => key === metric).slice(1);
    return [
      el('div', { class: 'toolbar' }, this._pick('Metric', 'metric', metrics), lengths.length > 2 ? this._pick('Periods', 'length', lengths) : null),
      heading(`${title} of ${graph.name(this.company)}`),
      wide(this._chart(mine)),
      this._legendOf(mine),
      this._tableOf(mine),
    ];
  }

  /** Quarters, years, …: what these numbers are for, most used first. */
  _lengths(facts) {
    const n = new Map();
    for (const i of facts) {
      const length = lengthOf(this.app.graph.obs(i, 'period'));
      n.set(length, (n.get(length) || 0) + 1);
    }
    const sorted = [...n].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return [...sorted.map(([id, many]) => [id, `${id} (${many})`]), ['all', `all (${facts.length})`]];
  }

  /** Marks by period and subject: dot = reported, diamond = non-IFRS or adjusted, hollow bar = guidance. */
  _chart(facts) {
    const { graph } = this.app;
    const periods = [...new Set(facts.map((i) => graph.obs(i, 'period')))].sort((a, b) => periodKey(a) - periodKey(b));
    const levels = facts.map((i) => this._level(i));
    const top = Math.max(0, ...levels.map((l) => l.high));
    const bottom = Math.min(0, ...levels.map((l) => l.low));
    const [w, h, left, base] = [900, 330, 84, 280];
    const x = (p) => left + ((periods.indexOf(p) + 0.5) * (w - left - 170)) / periods.length;
    const scale = niceScale(bottom, top);
    const y = (v) => base - ((v - scale.low) / (scale.high - scale.low)) * (base - 24);
    const root = svgEl('svg', { class: 'picture', viewBox: `0 0 ${w} ${h}`, role: 'group', 'aria-label': 'Chart: the table below holds the same numbers' });
    for (const tick of scale.ticks) {
      root.append(svgEl('line', { x1: left, x2: w - 160, y1: y(tick), y2: y(tick), stroke: 'var(--line)' }));
      root.append(svgEl('text', { class: 'soft', x: left - 10, y: y(tick) + 4, 'text-anchor': 'end', text: compact(tick) }));
    }
    for (const p of periods) root.append(svgEl('text', { class: 'soft', x: x(p), y: base + 22, 'text-anchor': 'middle', text: sayPeriod(p) }));
    const ends = this._subjects(facts).map((subject, n) =>
      this._series(
        root,
        facts.filter((i) => graph.raw.nodes.owner[i] === subject),
        this._colour(n),
        x,
        y,
        n,
      ),
    );
    this._names(root, ends, w - 152);
    return root;
  }

  /** The names of the series at the right, in the order of their last marks, none over another. */
  _names(root, ends, left) {
    let last = 10;
    for (const { name, colour, y } of [...ends].sort((a, b) => a.y - b.y)) {
      last = Math.max(y, last + 17);
      root.append(svgEl('circle', { cx: left, cy: last - 4, r: 4, fill: colour }), svgEl('text', { x: left + 10, y: last, text: clip(name, 22) }));
    }
  }

  _subjects(facts) {
    const { graph } = this.app;
    const n = (o) => facts.filter((i) => graph.raw.nodes.owner[i] === o).length;
    return [...new Set(facts.map((i) => graph.raw.nodes.owner[i]))]
      .sort((a, b) => (b === this.company) - (a === this.company) || n(b) - n(a) || a - b)
      .slice(0, 8);
  }

  _colour(n) {
    return (this.app.painter.dark ? LINES_DARK : LINES)[n % LINES.length];
  }

  _series(root, facts, colour, x, y, n) {
    const { graph } = this.app;
    const shift = (n % 4) * 9 - 10;
    const order = [...facts].sort((a, b) => periodKey(graph.obs(a, 'period')) - periodKey(graph.obs(b, 'period')));
    const line = order.filter((i) => graph.obs(i, 'status') === 'reported' && graph.obs(i, 'period').includes('-Q') && !graph.obs(i, 'label'));
    const once = line.filter((i) => line.filter((j) => graph.obs(j, 'period') === graph.obs(i, 'period')).length === 1);
    const points = once.map((i) => `${x(graph.obs(i, 'period')) + shift} ${y(this._level(i).high)}`);
    if (points.length > 1) root.append(svgEl('path', { d: `M${points.join('L')}`, fill: 'none', stroke: colour, 'stroke-width': 1.6, opacity: 0.55 }));
    for (const i of order) root.append(this._point(i, x(graph.obs(i, 'period')) + shift, y, colour));
    const last = order[order.length - 1];
    return { name: graph.name(graph.raw.nodes.owner[last]), colour, y: y(this._level(last).high) };
  }

  _point(i, px, y, colour) {
    const { graph } = this.app;
    const { low, high } = this._level(i);
    const reported = graph.obs(i, 'status') === 'reported';
    const adjusted = /non|adjusted|organic|constant/i.test(graph.obs(i, 'accounting'));
    const paint = { fill: reported ? colour : 'var(--paper)', stroke: colour, 'stroke-width': 2 };
    const group = this._mark(i);
    if (low !== high)
      group.append(svgEl('rect', { x: px - 6, y: y(high), width: 12, height: Math.max(4, y(low) - y(high)), rx: 4, ...paint, 'stroke-dasharray': '4 3' }));
    else if (adjusted) group.append(svgEl('rect', { x: px - 5, y: y(high) - 5, width: 10, height: 10, transform: `rotate(45 ${px} ${y(high)})`, ...paint }));
    else group.append(svgEl('circle', { cx: px, cy: y(high), r: 5.5, ...paint, 'stroke-dasharray': reported ? null : '3 2' }));
    return group;
  }

  /** A group that opens the evidence of an observation. */
  _mark(i) {
    const { graph } = this.app;
    const title = [graph.name(graph.raw.nodes.owner[i]), graph.name(i), graph.note(i)].join(', ');
    const go = () => this.app.pickNode(i);
    const group = svgEl('g', { tabindex: 0, role: 'link', 'aria-label': title, onclick: go }, svgEl('title', { text: title }));
    group.addEventListener('keydown', (e) => e.key === 'Enter' && go());
    return group;
  }

  _legendOf(facts) {
    const { graph } = this.app;
    const rows = [];
    const shape = (node, text) => rows.push(el('span', {}, svgEl('svg', { width: 16, height: 16, 'aria-hidden': 'true' }, node), text));
    shape(svgEl('circle', { cx: 8, cy: 8, r: 5, fill: 'var(--quiet)' }), 'reported');
    if (facts.some((i) => graph.obs(i, 'accounting')))
      shape(svgEl('rect', { x: 4, y: 4, width: 8, height: 8, transform: 'rotate(45 8 8)', fill: 'var(--quiet)' }), 'adjusted, organic or non-IFRS/GAAP');
    if (facts.some((i) => graph.obs(i, 'status') !== 'reported'))
      shape(svgEl('circle', { cx: 8, cy: 8, r: 5, fill: 'none', stroke: 'var(--quiet)', 'stroke-width': 2, 'stroke-dasharray': '3 2' }), 'guidance or target');
    return el('div', { class: 'legend' }, ...rows);
  }

  _tableOf(facts) {
    const { graph } = this.app;
    const rows = [...facts].sort((a, b) => periodKey(graph.obs(b, 'period')) - periodKey(graph.obs(a, 'period')) || a - b);
    return grid(
      ['Of', 'Metric', 'Period', 'Level', 'Change', 'Status'],
      rows.map((i) => [
        graph.name(graph.raw.nodes.owner[i]),
        graph.obs(i, 'label') || graph.obs(i, 'name'),
        sayPeriod(graph.obs(i, 'period')),
        this._button(i),
        graph.obs(i, 'moved'),
        [graph.obs(i, 'status'), graph.obs(i, 'accounting')].filter(Boolean).join(', '),
      ]),
    );
  }

  _button(i, text = '') {
    const { graph } = this.app;
    return el('button', { class: 'cell', text: text || graph.obs(i, 'level') || graph.obs(i, 'moved') || '·', onclick: () => this.app.pickNode(i) });
  }

  _split() {
    const { graph } = this.app;
    const parts = this._facts().filter(
      (i) => !Number.isNaN(this._number(i, 'value')) && graph.raw.nodes.owner[i] !== this.company && graph.obs(i, 'status') === 'reported',
    );
    if (!parts.length) return nothing('No numbers are stated for segments, products or customer groups of this company.');
    const key = (i) => `${graph.obs(i, 'metric')}|${graph.obs(i, 'unit')}|${graph.obs(i, 'share_of')}|${graph.obs(i, 'period')}`;
    const groups = new Map();
    for (const i of parts) groups.set(key(i), [...(groups.get(key(i)) || []), i]);
    const rank = ([id, rows]) => rows.length * 10 + (id.startsWith('revenue|') ? 25 : 0) + periodKey(graph.obs(rows[0], 'period')) / 1e6;
    const sorted = [...groups].sort((a, b) => rank(b) - rank(a) || (a[0] < b[0] ? -1 : 1));
    const options = sorted.map(([id, rows]) => [
      id,
      `${graph.obs(rows[0], 'name')} (${graph.obs(rows[0], 'unit') || 'count'})${graph.obs(rows[0], 'share_of') ? ', share' : ''}, ${sayPeriod(graph.obs(rows[0], 'period')) || 'no period'}: ${rows.length}`,
    ]);
    const rows = groups.get(this._remember('split', options));
    rows.sort((a, b) => this._number(b, 'value') - this._number(a, 'value') || a - b);
    return [
      el('div', { class: 'toolbar' }, this._pick('Numbers', 'split', options)),
      heading(options.find(([id]) => id === this.choice.split)[1].replace(/: \d+$/, '')),
      wide(this._bars(rows)),
    ];
  }

  _bars(rows) {
    const { graph } = this.app;
    const top = Math.max(...rows.map((i) => Math.abs(this._number(i, 'value'))), 1e-9);
    const root = svgEl('svg', { class: 'picture', viewBox: `0 0 900 ${rows.length * 36 + 8}`, role: 'group', 'aria-label': 'Bars' });
    rows.forEach((i, n) => {
      const y = n * 36 + 4;
      const long = Math.max(3, (Math.abs(this._number(i, 'value')) / top) * 430);
      const owner = graph.raw.nodes.owner[i];
      const mark = this._mark(i);
      mark.append(
        svgEl('rect', { x: 0, y, width: 900, height: 32, fill: 'transparent' }),
        svgEl('text', { x: 228, y: y + 20, 'text-anchor': 'end', text: clip(graph.name(owner), 34) }),
        svgEl('rect', { x: 240, y: y + 4, width: long, height: 24, rx: 4, fill: this.app.painter.colours[graph.kind[owner]][0] }),
        svgEl(
          'text',
          { x: 252 + long, y: y + 20, 'font-weight': 600, text: graph.obs(i, 'level') },
          svgEl('tspan', { dx: 10, class: 'soft', 'font-weight': 400, text: graph.obs(i, 'moved') }),
        ),
      );
      root.append(mark);
    });
    return root;
  }

  _guidance() {
    const { graph } = this.app;
    const facts = this._facts();
    const ahead = facts.filter((i) => graph.obs(i, 'status') !== 'reported');
    if (!ahead.length) return nothing('No guidance, target or consensus is stated for this company.');
    const pairs = ahead.map((i) => [i, this._outcome(i, facts)]);
    const known = ([, outcome]) => (outcome === undefined ? 1 : 0);
    pairs.sort((a, b) => known(a) - known(b) || periodKey(graph.obs(b[0], 'period')) - periodKey(graph.obs(a[0], 'period')) || a[0] - b[0]);
    const rows = pairs.map(([i, outcome]) => [
      graph.name(graph.raw.nodes.owner[i]),
      graph.obs(i, 'label') || graph.obs(i, 'name'),
      sayPeriod(graph.obs(i, 'period')) || 'not stated',
      graph.obs(i, 'status'),
      this._button(i),
      outcome === undefined ? '' : this._button(outcome),
      this._verdict(i, outcome),
    ]);
    return [
      heading(`What ${graph.name(this.company)} said would come, and what came`),
      grid(['Of', 'Metric', 'For', 'Kind', 'Said before', 'Outcome', ''], rows),
    ];
  }

  /** What was reported for the metric, period and subject of a forecast; undefined when these documents do not say. */
  _outcome(i, facts) {
    const { graph } = this.app;
    const { owner } = graph.raw.nodes;
    const same = (j) => ['metric', 'period', 'unit', 'share_of'].every((f) => graph.obs(j, f) === graph.obs(i, f)) && owner[j] === owner[i];
    return graph.obs(i, 'period') ? facts.find((j) => graph.obs(j, 'status') === 'reported' && same(j) && this._level(j)) : undefined;
  }

  _verdict(i, outcome) {
    if (outcome === undefined) return 'open';
    const [said, got] = [this._level(i), this._level(outcome)];
    if (!said || !got) return '';
    if (got.high < said.low) return 'below';
    if (got.low > said.high) return 'above';
    return 'within';
  }

  _asked() {
    const { graph } = this.app;
    const calls = [...new Set(graph.floors.map((f) => f.doc))];
    if (!calls.length) return nothing('No questions and answers in these documents.');
    const mine = calls.filter((d) => graph.docs[d].company === this.company);
    const options = (mine.length ? mine : calls).map((d) => [String(d), graph.docs[d].title]);
    const doc = Number(this._remember('call', options, options[options.length - 1][0]));
    const floors = graph.floors.filter((f) => f.doc === doc);
    const answerers = [...new Set(floors.flatMap((f) => f.to))];
    const askers = [...new Set(floors.map((f) => f.by))];
    const firm = (i) => {
      const k = graph.linksOf[i].find((link) => graph.predicate(link).id === 'worksFor' && graph.links.s[link] === i);
      return k === undefined ? '' : graph.name(graph.links.t[k]);
    };
    const chip = (f) => el('button', { class: 'ask-chip', text: clip(graph.name(f.node), 90), onclick: () => this.app.pickNode(f.node) });
    const head = el(
      'tr',
      {},
      el('th', { scope: 'col', text: 'Asked by' }),
      ...answerers.map((a) =>
        el(
          'th',
          { scope: 'col' },
          el('button', { class: 'cell', text: graph.name(a), onclick: () => this.app.pickNode(a) }),
          el('div', { class: 'quiet', text: clip(graph.note(a), 40) }),
        ),
      ),
      el('th', { scope: 'col', text: 'No answer found' }),
    );
    const body = askers.map((asker) => {
      const own = floors.filter((f) => f.by === asker);
      return el(
        'tr',
        {},
        el(
          'th',
          { scope: 'row' },
          asker >= 0 ? el('button', { class: 'cell', text: graph.name(asker), onclick: () => this.app.pickNode(asker) }) : 'unidentified',
          el('div', { class: 'quiet', text: asker >= 0 ? firm(asker) : '' }),
        ),
        ...answerers.map((a) => el('td', {}, ...own.filter((f) => f.to.includes(a)).map(chip))),
        el('td', {}, ...own.filter((f) => !f.to.length).map(chip)),
      );
    });
    return [
      options.length > 1 ? el('div', { class: 'toolbar' }, this._pick('Call', 'call', options)) : null,
      heading(`Who asked and who answered: ${graph.docs[doc].title}`),
      el(
        'div',
        { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Questions and answers' },
        el('table', {}, el('thead', {}, head), el('tbody', {}, ...body)),
      ),
    ];
  }

  _owners() {
    const { graph } = this.app;
    const up = new Map([
      ['subsidiaryOf', 0],
      ['jointVentureOf', 0],
      ['partOf', 0],
      ['hasSegment', 1],
      ['shareholderOf', 1],
      ['acquires', 1],
      ['offersProduct', 1],
    ]);
    const children = new Map();
    const parents = new Map();
    for (let k = 0; k < graph.linkCount; k++) {
      const turn = up.get(graph.predicate(k).id);
      if (turn === undefined) continue;
      const [child, parent] = turn ? [graph.links.t[k], graph.links.s[k]] : [graph.links.s[k], graph.links.t[k]];
      children.set(parent, [...(children.get(parent) || []), { node: child, link: k }]);
      parents.set(child, parent);
    }
    let root = this.company;
    for (const seen = new Set(); parents.has(root) && !seen.has(root); root = parents.get(root)) seen.add(root);
    if (!children.has(root)) return nothing('No owner, subsidiary, segment or product is stated for this company.');
    const rows = [];
    const walk = (node, link, depth, seen) => {
      rows.push({ node, link, depth });
      if (seen.has(node) || depth > 6) return;
      for (const c of children.get(node) || []) walk(c.node, c.link, depth + 1, new Set([...seen, node]));
    };
    walk(root, -1, 0, new Set());
    return [heading(`What belongs to whom: ${graph.name(root)}`), wide(this._tree(rows.slice(0, 120)))];
  }

  _tree(rows) {
    const { graph, painter } = this.app;
    const step = 34;
    const root = svgEl('svg', { class: 'picture', viewBox: `0 0 900 ${rows.length * step + 8}`, role: 'group', 'aria-label': 'Ownership tree' });
    const lastAt = [];
    rows.forEach(({ node, link, depth }, n) => {
      const [x, y] = [depth * 38 + 8, n * step + 6];
      lastAt[depth] = y;
      if (depth)
        root.append(
          svgEl('path', {
            d: `M${x - 24} ${lastAt[depth - 1] + 26}V${y + 13}H${x}`,
            fill: 'none',
            stroke: 'var(--wire)',
            'stroke-dasharray': graph.standing(link) === 'current' ? null : '5 4',
          }),
        );
      const [border, body, ink] = painter.colours[graph.kind[node]];
      const name = clip(graph.name(node), 48);
      const long = 24 + name.length * 7.4;
      const go = () => (link >= 0 ? this.app.pickLink(link) : this.app.pickNode(node));
      const group = svgEl(
        'g',
        { tabindex: 0, role: 'link', 'aria-label': name, onclick: go },
        svgEl('rect', { x, y, width: long, height: 26, rx: 7, fill: body, stroke: border }),
        svgEl('text', { x: x + 12, y: y + 17, text: name, style: { fill: ink } }),
      );
      group.addEventListener('keydown', (e) => e.key === 'Enter' && go());
      const words = link >= 0 ? graph.predicate(link).out + (graph.standing(link) === 'current' ? '' : ` (${graph.standing(link)})`) : '';
      root.append(group, svgEl('text', { class: 'soft', x: x + long + 10, y: y + 17, text: words }));
    });
    return root;
  }

  _changed() {
    const { graph } = this.app;
    const docs = [...graph.docs.keys()].filter((d) => graph.docs[d].company === this.company);
    if (docs.length < 2) return nothing('Two documents of one company are needed: build the graph with another call of this company.');
    const when = (d) => periodKey(graph.docs[d].period) || periodKey(graph.docs[d].date);
    docs.sort((a, b) => when(a) - when(b) || a - b);
    const options = docs.map((d) => [String(d), graph.docs[d].title]);
    const calls = docs.filter((d) => graph.docs[d].type === 'EarningsCall');
    const usual = calls.length > 1 ? calls : docs;
    const now = Number(this._remember('after', options, String(usual[usual.length - 1])));
    const was = Number(this._remember('before', options, String(usual[usual.length - 2])));
    const parts = [
      el('div', { class: 'toolbar' }, this._pick('From', 'before', options), this._pick('to', 'after', options)),
      heading(`What changed from ${graph.docs[was].title} to ${graph.docs[now].title}`),
    ];
    parts.push(...this._numbersBetween(was, now), ...this._peopleBetween(was, now));
    return parts;
  }

  /** The same metric of the same subject in both documents, then what only one of them states. */
  _numbersBetween(was, now) {
    const { graph } = this.app;
    const facts = this._facts().filter((i) => this._level(i) || graph.obs(i, 'moved'));
    const key = (i) =>
      [
        graph.raw.nodes.owner[i],
        graph.obs(i, 'metric'),
        graph.obs(i, 'label'),
        graph.obs(i, 'unit') || graph.obs(i, 'change_unit'),
        graph.obs(i, 'share_of'),
        graph.obs(i, 'accounting'),
        graph.obs(i, 'status') === 'reported' ? '' : 'ahead',
      ].join('|');
    const best = (d) => {
      const out = new Map();
      const own = (i) => (graph.obs(i, 'period') === graph.docs[d].period ? 1 : 0);
      for (const i of facts.filter((f) => graph.raw.nodes.docs[f].includes(d))) {
        const old = out.get(key(i));
        const said = (n) => graph.proofsOfNode[n].filter((p) => graph.proofs.doc[p] === d).length;
        if (old === undefined || own(i) - own(old) || said(i) - said(old))
          out.set(key(i), old === undefined || own(i) > own(old) || (own(i) === own(old) && said(i) > said(old)) ? i : old);
      }
      return out;
    };
    const [before, after] = [best(was), best(now)];
    const both = [...after.keys()].filter((k) => before.has(k));
    both.sort(
      (a, b) =>
        (graph.raw.nodes.owner[after.get(b)] === this.company) - (graph.raw.nodes.owner[after.get(a)] === this.company) ||
        (a.includes('|revenue|') ? -1 : b.includes('|revenue|') ? 1 : a < b ? -1 : 1),
    );
    const row = (k) => {
      const [a, b] = [before.get(k), after.get(k)];
      return [graph.name(graph.raw.nodes.owner[b]), this._what(b), this._withPeriod(a), this._withPeriod(b), this._difference(a, b)];
    };
    const out = both.length
      ? [
          el('h3', { text: `Numbers in both (${both.length})` }),
          grid(['Of', 'Metric', graph.docs[was].title, graph.docs[now].title, 'Difference'], both.map(row)),
        ]
      : [el('p', { class: 'none-yet', text: 'No metric is stated in both documents.' })];
    const only = (a, b) => [...a.keys()].filter((k) => !b.has(k)).map((k) => a.get(k));
    for (const [words, rows] of [
      ['Only in the later', only(after, before)],
      ['Only in the earlier', only(before, after)],
    ]) {
      if (rows.length)
        out.push(
          el(
            'details',
            {},
            el('summary', { text: `${words} (${rows.length})` }),
            grid(
              ['Of', 'Metric', 'Stated'],
              rows.slice(0, 80).map((i) => [graph.name(graph.raw.nodes.owner[i]), this._what(i), this._withPeriod(i)]),
            ),
          ),
        );
    }
    return out;
  }

  _what(i) {
    const { graph } = this.app;
    const status = graph.obs(i, 'status');
    return [graph.obs(i, 'label') || graph.obs(i, 'name'), graph.obs(i, 'accounting'), status === 'reported' ? '' : status].filter(Boolean).join(', ');
  }

  _withPeriod(i) {
    const { graph } = this.app;
    const text = graph.obs(i, 'level') || graph.obs(i, 'moved');
    return el('span', {}, this._button(i, text), el('span', { class: 'quiet', text: sayPeriod(graph.obs(i, 'period')) }));
  }

  _difference(a, b) {
    const [x, y] = [this._number(a, 'value'), this._number(b, 'value')];
    const unit = this.app.graph.obs(b, 'unit');
    if (Number.isNaN(x) || Number.isNaN(y)) return '';
    const { graph } = this.app;
    if (lengthOf(graph.obs(a, 'period')) !== lengthOf(graph.obs(b, 'period'))) return '';
    if (x === y) return 'the same';
    if (unit === 'percent') return `${y > x ? '▲' : '▼'} ${trim(Math.abs(y - x))} pp`;
    return x ? `${y > x ? '▲' : '▼'} ${trim((Math.abs(y - x) / Math.abs(x)) * 100)}%` : '';
  }

  _peopleBetween(was, now) {
    const { graph } = this.app;
    const people = (d) =>
      [...Array(graph.count).keys()].filter((i) => ['executive', 'analyst'].includes(graph.kindOf(i).id) && graph.raw.nodes.docs[i].includes(d));
    const [before, after] = [people(was), people(now)];
    const names = (list, other) =>
      list
        .filter((i) => !other.includes(i))
        .map((i) => el('button', { class: 'cell', text: `${graph.name(i)}, ${graph.kindOf(i).label.toLowerCase()}`, onclick: () => this.app.pickNode(i) }));
    const rows = [
      ['New', names(after, before)],
      [
        'In both',
        names(
          after.filter((i) => before.includes(i)),
          [],
        ),
      ],
      ['No longer', names(before, after)],
    ].filter(([, list]) => list.length);
    return rows.length
      ? [
          el('h3', { text: 'People' }),
          el('table', {}, el('tbody', {}, ...rows.map(([word, list]) => el('tr', {}, el('th', { scope: 'row', text: word }), el('td', {}, ...list))))),
        ]
      : [];
  }
}

function heading(text) {
  return el('h2', { text });
}

/** A picture that may be wider than a phone. */
function wide(picture) {
  return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': picture.getAttribute('aria-label') }, picture);
}

function nothing(text) {
  return [el('p', { class: 'none-yet', text })];
}

function choose(label, options, value, changed) {
  const select = el('select', {}, ...options.map(([id, text]) => el('option', { value: id, text, selected: id === value })));
  select.addEventListener('change', () => changed(select.value));
  return el('label', {}, label, select);
}

function grid(heads, rows) {
  const cell = (c, n) => el('td', { class: n >= 2 ? 'number' : '' }, c);
  return el(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': heads.filter(Boolean).join(', ') },
    el(
      'table',
      {},
      el('thead', {}, el('tr', {}, ...heads.map((t) => el('th', { scope: 'col', text: t || 'Verdict' })))),
      el('tbody', {}, ...rows.map((row) => el('tr', {}, ...row.map(cell)))),
    ),
  );
}

function lengthOf(period) {
  const match = /^\d{4}-(Q|H|9M|FY)/.exec(period);
  return match ? { Q: 'quarters', H: 'half years', '9M': 'nine months', FY: 'years' }[match[1]] : 'dates';
}

function trim(value) {
  return String(Math.round(value * 10) / 10);
}

/** 1200000 as 1.2m. */
function compact(value) {
  for (const [size, letter] of [
    [1e12, 'tn'],
    [1e9, 'bn'],
    [1e6, 'm'],
    [1e4, 'k'],
  ])
    if (Math.abs(value) >= size) return `${trim(value / (letter === 'k' ? 1e3 : size))}${letter}`;
  return String(Math.round(value * 1000) / 1000);
}

/** An axis from low to high with round ticks. */
function niceScale(low, high) {
  const span = high - low || Math.abs(high) || 1;
  const raw = span / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].find((m) => m * power >= raw) * power;
  const from = Math.floor(low / step) * step;
  const to = Math.ceil((high + span * 0.05) / step) * step;
  const ticks = [];
  for (let n = 0; from + n * step <= to + step / 2; n++) ticks.push(from + n * step);
  return { low: from, high: to, ticks };
}
