// form-js's editor asks for no translations. Its words are exchanged as they appear, but never what a person wrote.
import { translated } from './words.js';

const PLACES = '.fjs-palette, .fjs-form-field-placeholder, .fjs-input-group, .fjs-select-placeholder, .bio-properties-panel, .fjs-context-pad, .fjs-empty-component, .fjs-empty-editor, .fjs-repeat-render-footer, .bio-properties-panel-popup-container, .bio-properties-panel-tooltip';
const WRITTEN = '.bio-properties-panel-header-label, .cm-content, .bio-properties-panel-list-entry-value, code, pre';
const ATTRIBUTES = ['title', 'placeholder', 'aria-label', 'data-title'];
const CREATE = /^Create an? (.+) element$/;
const REMOVE = /^Remove (.+)$/;

/** Keep the words below `root` translated while they come and go. */
export function translateBelow(root) {
  const exchange = () => root.querySelectorAll(PLACES).forEach(texts);
  new MutationObserver(exchange).observe(root, { childList: true, subtree: true, characterData: true });
  exchange();
}

function texts(place) {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    const word = wordFor(node);
    if (word !== undefined && word !== node.data && !node.parentElement.closest(WRITTEN)) node.data = word;
  }
  for (const field of place.querySelectorAll('input[placeholder]:not([aria-label], [id])')) field.setAttribute('aria-label', field.placeholder);
  for (const name of ATTRIBUTES) {
    for (const each of place.querySelectorAll(`[${name}]`)) attribute(each, name);
  }
}

/** What stands for a text of the case says which. */
function wordFor(node) {
  const word = translated(node.data.trim());
  return word && node.parentElement.matches('.fjs-form-field-placeholder') ? `${word} ${shownText(node)}` : word;
}

let shownText = () => '';

/** `text(element)` gives what the field drawn in `element` shows of the case. */
export function showing(text) {
  shownText = ({ parentElement }) => text(parentElement.closest('[data-id]')?.dataset.id) ?? '';
}

function attribute(element, name) {
  const now = element.getAttribute(name);
  const [, created] = CREATE.exec(now) ?? [];
  const [, removed] = REMOVE.exec(now) ?? [];
  const word = created ? `加上：${translated(created) ?? created}` : removed ? `去掉：${translated(removed) ?? removed}` : translated(now);
  if (word !== undefined && word !== now) element.setAttribute(name, word);
}
