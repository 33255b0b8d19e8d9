// The diagram of a case: done solid, here a thick accent outline, never entered grey.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';

for (const holder of document.querySelectorAll('[data-diagram]')) draw(holder);

async function draw(holder) {
  const canvasHolder = holder.querySelector('[data-canvas]');
  const { done, current, flows } = JSON.parse(holder.querySelector('script[type="application/json"]').textContent);
  const response = await fetch(holder.dataset.diagram);
  if (!response.ok) return fail(holder);
  const viewer = new NavigatedViewer({ container: canvasHolder });
  await viewer.importXML(await response.text());
  const canvas = viewer.get('canvas');
  mark(viewer, canvas, new Set(done), new Set(current), new Set(flows));
  look(holder, canvas, current);
  describe(canvasHolder.querySelector('svg'), holder.dataset.label);
  holder.removeAttribute('aria-busy');
  connectButtons(holder, canvas, current);
}

/** To a screen reader the picture is one image; the list beside it says the same. */
function describe(svg, label) {
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
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

function fit(canvas) {
  canvas.zoom('fit-viewport', 'auto');
}

function connectButtons(holder, canvas, current) {
  const act = {
    in: () => canvas.zoom(canvas.zoom() * 1.3),
    out: () => canvas.zoom(canvas.zoom() / 1.3),
    fit: () => fit(canvas),
    full: () => (document.fullscreenElement ? document.exitFullscreen() : holder.requestFullscreen()),
    here: () => current[0] && (canvas.zoom(1), canvas.scrollToElement(current[0], 80)),
  };
  holder.addEventListener('fullscreenchange', () => {
    canvas.resized();
    fit(canvas);
  });
  for (const button of holder.querySelectorAll('[data-zoom]')) {
    button.addEventListener('click', () => act[button.dataset.zoom]());
  }
}

function fail(holder) {
  holder.querySelector('[data-canvas]').textContent = holder.dataset.failed;
  holder.removeAttribute('aria-busy');
}
