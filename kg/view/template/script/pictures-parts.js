/**
 * What the pictures are made of: headings, choices, tables, scales.
 */

import { el } from './dom.js';

/** The heading of a picture. */
export function heading(text) {
  return el('h2', { text });
}

/** A picture that may be wider than a phone. */
export function wide(picture) {
  return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': picture.getAttribute('aria-label') }, picture);
}

/** The width that a picture has, in pixels: its text is never scaled. */
export function widthOf(page) {
  return Math.max(560, Math.min(980, page.host.clientWidth - 52));
}

/** What is shown instead of a picture when the documents do not state enough for it. */
export function nothing(text) {
  return [el('p', { class: 'none-yet', text })];
}

/** A labelled choice among [id, text]. */
export function choose(label, options, value, changed) {
  const select = el('select', {}, ...options.map(([id, text]) => el('option', { value: id, text, selected: id === value })));
  select.addEventListener('change', () => changed(select.value));
  return el('label', {}, label, select);
}

/** A table in a region that can be scrolled by keyboard; an empty head stands over a verdict. */
export function grid(heads, rows) {
  const cell = (c, n) => el('td', { class: n >= 2 && typeof c === 'string' ? 'number' : '' }, c);
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

/** How long a period is, in words. */
export function lengthOf(period) {
  const match = /^\d{4}-(Q|H|9M|FY)/.exec(period);
  return match ? { Q: 'quarters', H: 'half years', '9M': 'nine months', FY: 'years' }[match[1]] : 'dates';
}

/** One decimal at most. */
export function trim(value) {
  return String(Math.round(value * 10) / 10);
}

/** 1200000 as 1.2m. */
export function compact(value) {
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
export function niceScale(low, high) {
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
