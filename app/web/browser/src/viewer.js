// What every picture of a process shares: fetching, drawing, zooming, and a name for screen readers.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';

/** The facts that the page hands to a picture. */
export function facts(holder) {
  return JSON.parse(holder.querySelector('script[type="application/json"]').textContent);
}

/** The drawn process of a holder, or none when it could not be fetched: then the holder says so. */
export async function drawn(holder) {
  const response = await fetch(holder.dataset.diagram);
  if (!response.ok) {
    holder.querySelector('[data-canvas]').textContent = holder.dataset.failed;
    finished(holder);
    return null;
  }
  const viewer = new NavigatedViewer({ container: holder.querySelector('[data-canvas]') });
  await viewer.importXML(await response.text());
  return viewer;
}

/** To a screen reader the picture is one image; the list beside it says the same. */
export function describe(holder) {
  const svg = holder.querySelector('[data-canvas] svg');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', holder.dataset.label);
}

export function finished(holder) {
  holder.removeAttribute('aria-busy');
}

export function fit(canvas) {
  canvas.zoom('fit-viewport', 'auto');
}

/** The buttons above a picture; `here` are the elements that “show me where” goes to. */
export function connectButtons(holder, canvas, here) {
  const act = {
    in: () => canvas.zoom(canvas.zoom() * 1.3),
    out: () => canvas.zoom(canvas.zoom() / 1.3),
    fit: () => fit(canvas),
    full: () => (document.fullscreenElement ? document.exitFullscreen() : holder.requestFullscreen()),
    here: () => here[0] && (canvas.zoom(1), canvas.scrollToElement(here[0], 80)),
  };
  holder.addEventListener('fullscreenchange', () => {
    canvas.resized();
    fit(canvas);
  });
  for (const button of holder.querySelectorAll('[data-zoom]')) {
    button.addEventListener('click', () => act[button.dataset.zoom]());
  }
}
