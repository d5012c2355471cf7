import { el, fill } from './dom.js';
export class Pictures {
  constructor(host, app) {
    this.host = host;
    this.app = app;
  }
  show() {
    fill(this.host, el('p', { text: 'soon' }));
  }
}
