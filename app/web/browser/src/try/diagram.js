// The diagram of a trial: what was gone through, where it stands, what was never reached.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import { connectButtons, describe, fit } from '../viewer.js';

const MARKS = ['try-done', 'try-here', 'try-never'];

/** Draw the process; returns a function that paints a look at it. */
export async function draw(holder, xml) {
  const viewer = new NavigatedViewer({ container: holder.querySelector('[data-canvas]') });
  await viewer.importXML(xml);
  shape(holder, viewer.get('canvas'));
  describe(holder);
  connectButtons(holder.parentElement, viewer.get('canvas'), []);
  return ({ path, current, flows }) => paint(viewer, new Set([...path, ...flows]), new Set(current));
}

/** As high as the drawing wants to be at this width, within what a window has room for. */
function shape(holder, canvas) {
  const { inner, outer } = canvas.viewbox();
  const height = Math.max(240, Math.min((outer.width * inner.height) / inner.width + 60, innerHeight * 0.62));
  holder.querySelector('[data-canvas]').style.height = `${Math.round(height)}px`;
  canvas.resized();
  fit(canvas);
}

function paint(viewer, done, here) {
  const canvas = viewer.get('canvas');
  viewer.get('elementRegistry').forEach(({ id, type, parent }) => {
    if (!parent || type === 'label' || /Participant|Lane|TextAnnotation|Association/.test(type)) return;
    for (const mark of MARKS) canvas.removeMarker(id, mark);
    canvas.addMarker(id, here.has(id) ? MARKS[1] : done.has(id) ? MARKS[0] : MARKS[2]);
  });
}
