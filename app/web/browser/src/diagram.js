// The diagram of a case: done solid, here a thick accent outline, never entered grey.
import { connectButtons, describe, drawn, facts, finished, fit } from './viewer.js';

for (const holder of document.querySelectorAll('[data-diagram]:not([data-live])')) draw(holder);

async function draw(holder) {
  const { done, current, flows } = facts(holder);
  const viewer = await drawn(holder);
  if (!viewer) return;
  const canvas = viewer.get('canvas');
  mark(viewer, canvas, new Set(done), new Set(current), new Set(flows));
  look(holder, canvas, current);
  describe(holder);
  finished(holder);
  connectButtons(holder, canvas, current);
}

function mark(viewer, canvas, done, current, flows) {
  viewer.get('elementRegistry').forEach((element) => {
    if (element.type === 'label' || !element.businessObject) return;
    const id = element.id;
    const state = stateOf(element, id, done, current, flows);
    if (state) canvas.addMarker(id, state);
  });
}

function stateOf(element, id, done, current, flows) {
  const type = element.type;
  if (/Participant|Lane|Process|Collaboration|TextAnnotation|Association|Group/.test(type)) return null;
  if (current.has(id)) return 'is-here';
  if (type === 'bpmn:SequenceFlow') return flows.has(id) ? 'is-done' : 'is-ahead';
  return done.has(id) ? 'is-done' : 'is-ahead';
}

/** A small picture shows the surroundings of where the case is, a large one all of it. */
function look(holder, canvas, current) {
  fit(canvas);
  if (!holder.classList.contains('mini') || !current.length) return;
  canvas.zoom(0.55);
  canvas.scrollToElement(current[0], 60);
}
