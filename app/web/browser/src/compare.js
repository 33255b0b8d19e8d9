// Two versions side by side: both diagrams move together, and an entry of the list leads to its place in both.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import './compare.css';
import { describe, facts, finished, fit } from './viewer.js';

const SIGNS = { added: '＋', removed: '－', changed: '△', moved: '△' };

for (const panel of document.querySelectorAll('[data-compare]')) show(panel);

async function show(panel) {
  const marks = JSON.parse(panel.querySelector('[data-marks]').textContent);
  const viewers = {};
  for (const holder of panel.querySelectorAll('.diagram[data-side]')) {
    viewers[holder.dataset.side] = await draw(holder, marks);
  }
  moveTogether(Object.values(viewers));
  connect(panel, Object.values(viewers));
  for (const go of panel.querySelectorAll('.change-go')) go.addEventListener('click', () => lead(panel, viewers, go.dataset));
}

async function draw(holder, marks) {
  const viewer = new NavigatedViewer({ container: holder.querySelector('[data-canvas]') });
  await viewer.importXML(facts(holder).xml);
  const known = viewer.get('elementRegistry');
  for (const { kind, [holder.dataset.side]: id } of marks) {
    if (id && known.get(id)) mark(viewer, id, kind);
  }
  shape(holder, viewer.get('canvas'));
  describe(holder);
  finished(holder);
  return viewer;
}

/** As high as the drawing wants to be at this width, within what a window has room for. */
function shape(holder, canvas) {
  const { inner, outer } = canvas.viewbox();
  const height = Math.max(220, Math.min((outer.width * inner.height) / inner.width + 60, innerHeight * 0.6));
  holder.querySelector('[data-canvas]').style.height = `${Math.round(height)}px`;
  canvas.resized();
  fit(canvas);
}

/** Colour and a sign, so that neither is needed to see the other. */
function mark(viewer, id, kind) {
  const canvas = viewer.get('canvas');
  if (canvas.hasMarker(id, 'is-changed')) return;
  canvas.addMarker(id, 'is-changed');
  canvas.addMarker(id, `change-${kind}`);
  const html = document.createElement('span');
  Object.assign(html, { className: `change-mark ${kind}`, textContent: SIGNS[kind], ariaHidden: 'true' });
  viewer.get('overlays').add(id, { position: { top: -12, left: -12 }, html, scale: { min: 0.6, max: 1.1 } });
}

/** What one shows the other shows too. */
function moveTogether(viewers) {
  let moving = false;
  for (const viewer of viewers) {
    viewer.get('eventBus').on('canvas.viewbox.changed', ({ viewbox }) => {
      if (moving) return;
      moving = true;
      const { x, y, width, height } = viewbox;
      for (const other of viewers) if (other !== viewer) other.get('canvas').viewbox({ x, y, width, height });
      moving = false;
    });
  }
}

function connect(panel, viewers) {
  const canvas = viewers[0]?.get('canvas');
  if (!canvas) return;
  const act = {
    in: () => canvas.zoom(canvas.zoom() * 1.3),
    out: () => canvas.zoom(canvas.zoom() / 1.3),
    fit: () => viewers.forEach((viewer) => fit(viewer.get('canvas'))),
  };
  for (const button of panel.querySelectorAll('[data-zoom]')) {
    button.addEventListener('click', () => act[button.dataset.zoom]());
  }
}

function lead(panel, viewers, at) {
  for (const picked of panel.querySelectorAll('tr.is-picked')) picked.classList.remove('is-picked');
  for (const side of ['old', 'new']) {
    if (viewers[side]) pick(viewers[side], at[side]);
    const row = at[side] && panel.querySelector(`tr[data-side="${side}"][data-at="${CSS.escape(at[side])}"]`);
    row?.classList.add('is-picked');
    row?.scrollIntoView({ block: 'nearest' });
  }
  const seen = viewers[at.new ? 'new' : 'old'];
  if (seen) focusOn(seen, at.new || at.old);
}

function pick(viewer, id) {
  const canvas = viewer.get('canvas');
  viewer.get('elementRegistry').forEach((element) => canvas.removeMarker(element.id, 'is-picked'));
  if (id && viewer.get('elementRegistry').get(id)) canvas.addMarker(id, 'is-picked');
}

/** The other diagram follows by itself. */
function focusOn(viewer, id) {
  if (!viewer.get('elementRegistry').get(id)) return;
  const canvas = viewer.get('canvas');
  if (canvas.zoom() < 0.7) canvas.zoom(0.8);
  canvas.scrollToElement(id, 80);
  canvas.getContainer().closest('.diagram').scrollIntoView({ block: 'nearest' });
}
