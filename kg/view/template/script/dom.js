/**
 * Small hands for the document: elements are built, never parsed, so no text can become markup.
 */

/**
 * Makes an element. Attributes starting with "on" are listeners; `text` sets textContent.
 * @param {string} tag
 * @param {Object<string, *>} [attributes]
 * @param {...(Node|string|null|undefined)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  setAll(node, attributes);
  node.append(...children.filter((c) => c !== null && c !== undefined));
  return node;
}

/** As `el`, for SVG. */
export function svgEl(tag, attributes = {}, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAll(node, attributes);
  node.append(...children.filter((c) => c !== null && c !== undefined));
  return node;
}

function setAll(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'text') node.textContent = value;
    else if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (key === 'style') Object.assign(node.style, value);
    else node.setAttribute(key, value === true ? '' : String(value));
  }
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  return document.getElementById(id);
}

/** Replaces the children of `node`. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat().filter((c) => c !== null && c !== undefined));
  return node;
}

/** Says something to screen readers, and in the status line. */
export function say(text) {
  byId('live').textContent = text;
}

/** @returns {boolean} whether the user asked for less motion */
export function still() {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** `1 statement`, `2 statements`. */
export function count(n, one, many = `${one}s`) {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}
