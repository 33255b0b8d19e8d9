// The studio's page of one process: drawn in full where there is room and leave to draw, else shown.
import './studio.css';
import { open } from './studio/page.js';

const holder = document.querySelector('#studio');
const settings = JSON.parse(document.querySelector('#studio-settings').textContent);
const roomy = matchMedia('(min-width: 821px)').matches;
const { begin } = settings.editable && roomy ? await import('./studio/editor.js') : await import('./studio/reader.js');
await begin(open(holder, settings));
holder.removeAttribute('aria-busy');
