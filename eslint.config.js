// Lints the script of the page: npx eslint kg/view/template/script
import js from '@eslint/js';

const browser = [
  'document', 'window', 'location', 'history', 'navigator', 'performance', 'matchMedia', 'getComputedStyle', 'requestAnimationFrame',
  'addEventListener', 'Event', 'setTimeout', 'clearTimeout', 'ResizeObserver', 'XMLSerializer', 'DecompressionStream', 'Response', 'Blob', 'URL',
  'URLSearchParams', 'print', 'prompt',
];

export default [
  js.configs.recommended,
  {
    files: ['kg/view/template/script/*.js'],
    languageOptions: { ecmaVersion: 2023, sourceType: 'module', globals: Object.fromEntries(browser.map((name) => [name, 'readonly'])) },
    rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error', 'no-shadow': 'error', 'no-eval': 'error', complexity: ['error', 24] },
  },
];
