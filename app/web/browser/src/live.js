// A process as it runs: who stands where, what is late, what is frequent or slow. Every step leads to its cases.
import { connectButtons, describe, drawn, facts, finished, fit } from './viewer.js';

for (const holder of document.querySelectorAll('[data-live]')) draw(holder);

async function draw(holder) {
  const { steps } = facts(holder);
  const viewer = await drawn(holder);
  if (!viewer) return;
  const canvas = viewer.get('canvas');
  shape(holder, canvas);
  const shown = steps.filter((step) => viewer.get('elementRegistry').get(step.id));
  for (const step of shown) {
    canvas.addMarker(step.id, `heat-${step.heat}`);
    for (const badge of badges(step)) viewer.get('overlays').add(step.id, badge);
  }
  follow(viewer, new Map(shown.filter((step) => step.href).map((step) => [step.id, step])));
  fit(canvas);
  describe(holder);
  connectButtons(holder, canvas, busiest(shown));
  finished(holder);
}

/** As high as the drawing wants to be at this width, within what a window has room for. */
function shape(holder, canvas) {
  const { inner, outer } = canvas.viewbox();
  const height = Math.max(260, Math.min((outer.width * inner.height) / inner.width + 40, innerHeight * 0.7));
  holder.querySelector('[data-canvas]').style.height = `${Math.round(height)}px`;
  canvas.resized();
}

/** The steps with the most overdue, then the most open. */
function busiest(steps) {
  return steps
    .filter((step) => step.here)
    .sort((one, other) => other.overdue - one.overdue || other.here - one.here)
    .map((step) => step.id);
}

/** Number of cases above on the left, of overdue ones above on the right, a figure of the heat below. */
function badges({ here, overdue, figure, told, href }) {
  const found = [];
  const always = { scale: { min: 0.9, max: 1.2 } }; // readable from afar, too
  const near = { scale: { min: 0.85 }, show: { minZoom: 0.35 } };
  if (here) found.push({ position: { top: 0, left: 0 }, html: badge('live-here', here, told, href), ...always });
  if (overdue) found.push({ position: { top: 0, right: 0 }, html: badge('live-overdue', `! ${overdue}`, told, href), ...always });
  if (figure) found.push({ position: { bottom: 10, left: 0 }, html: badge('live-figure', figure, told, href), ...near });
  return found;
}

/** For the mouse only: the keyboard and the screen reader have the list, where every step is a link. */
function badge(kind, text, title, href) {
  const made = document.createElement(href ? 'a' : 'span');
  Object.assign(made, { className: `live-badge ${kind}`, textContent: text, title, tabIndex: -1, ariaHidden: 'true' });
  if (href) made.href = href;
  return made;
}

/** A click on a step leads to the cases at the step, as its badges do. */
function follow(viewer, steps) {
  const canvas = viewer.get('canvas');
  for (const id of steps.keys()) canvas.addMarker(id, 'leads-on');
  viewer.get('eventBus').on('element.click', ({ element }) => {
    const step = steps.get(element.labelTarget?.id ?? element.id);
    if (step) location.assign(step.href);
  });
}
