// Files in and out: a diagram from elsewhere, the file and its picture to take away.
import { banner } from './page.js';
import { t } from './words.js';

/** Offers `text` as a file to keep. */
export function download(name, text, type = 'application/xml') {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Puts a diagram on the canvas; one without a drawing is laid out first. True when it stands. */
export async function put(page, modeler, text) {
  try {
    const { warnings } = await modeler.importXML(/<(\w+:)?BPMNShape\b/.test(text) ? text : await laidOut(page, text));
    const told = warnings.map((each) => each.message.split('\n')[0]);
    if (told.length) banner(page, 'import', 'wait', t('Read, but not all of it'), told.slice(0, 6));
    fit(modeler.get('canvas'));
    return true;
  } catch (error) {
    banner(page, 'import', 'wait', t('This file could not be shown'), [error.message.split('\n')[0], t('The canvas is as it was.')]);
    return false;
  }
}

const PALETTE = 100; // pixels at the left that the palette may cover

/** All of the drawing in view, beside the palette. */
export function fit(canvas) {
  canvas.zoom('fit-viewport', 'auto');
  if (!canvas.getContainer().querySelector('.djs-palette')) return;
  const { inner, outer, scale } = canvas.viewbox();
  const room = Math.min(scale, (outer.width - PALETTE - 20) / inner.width, (outer.height - 40) / inner.height);
  const [width, height] = [outer.width / room, outer.height / room];
  canvas.viewbox({ x: inner.x - PALETTE / room, y: inner.y + inner.height / 2 - height / 2, width, height });
}

async function laidOut(page, text) {
  const { layoutProcess } = await import('bpmn-auto-layout');
  const drawn = await layoutProcess(text);
  banner(page, 'layout', 'done', t('The file had no drawing; one was made. Please set it right.'),
    [t('Pools and lanes are not laid out by themselves; draw them around the steps.')]);
  return drawn;
}

/** Reads a chosen file; asks before it takes the place of what is on the canvas. */
export function importing(page, place) {
  const input = page.part('import');
  input.addEventListener('change', async () => {
    const [file] = input.files;
    if (!file) return;
    const text = await file.text();
    input.value = '';
    banner(page, 'import', 'wait', t('{file} would replace everything on the canvas', { file: file.name }),
      [t('What is there now stays in the history of this draft only as it was saved last.')], [
        { label: t('Replace'), act: () => place(text) },
        { label: t('Download mine'), act: () => page.download(), stays: true },
      ]);
  });
}
