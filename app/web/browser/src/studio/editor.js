// The page where a process is drawn: canvas, panel, problems, outline, and a file that saves itself.
import { catalogue } from './catalogue.js';
import { download, fit, importing, put } from './files.js';
import { offerLeftover } from './leftover.js';
import { modelerOf } from './modeler.js';
import { outline } from './outline.js';
import { Problems } from './problems.js';
import { Saving } from './saving.js';
import { tabs } from './tabs.js';

export async function begin(page) {
  const known = await catalogue(page);
  page.known = known;
  const modeler = modelerOf(page, known);
  const text = async () => (await modeler.saveXML({ format: true })).xml;
  const saving = new Saving(page, text);
  const problems = new Problems(page, modeler, text);
  const below = tabs(page);
  page.saving = saving;
  page.download = async () => download(page.name, await text());
  const looked = () => outline(page, modeler, known, (element) => problems.goTo(element));

  if (!(await put(page, modeler, page.text))) return;
  looked();
  problems.check();
  hinted(modeler, problems);
  setTimeout(() => problems.arrive(), SETTLED);
  window.addEventListener('hashchange', () => problems.arrive());
  modeler.on('commandStack.changed', () => {
    saving.changed();
    problems.later();
    looked();
    hinted(modeler, problems);
  });
  const replace = async (given) => {
    if (!(await put(page, modeler, given))) return;
    saving.changed();
    looked();
    problems.check();
  };
  importing(page, replace);
  offerLeftover(page, replace);
  connect(page, modeler, saving, problems, below, text);
}

const SETTLED = 200; // ms until the panel listens to what is selected
const TYPED = 350; // ms until a field of the panel hands on what was typed
let pending = 0;

/** Hints on the drawing come when there is time for them. */
function hinted(modeler, problems) {
  clearTimeout(pending);
  pending = setTimeout(async () => {
    const { hints } = await import('./lint.js');
    problems.hint(await hints(modeler.getDefinitions()));
  }, 700);
}

function connect(page, modeler, saving, problems, below, text) {
  const act = {
    check: () => { below.show('problems'); problems.check(); },
    save: () => saving.now(),
    bpmn: () => page.download(),
    svg: async () => download(page.name.replace(/\.bpmn$/, '.svg'), (await modeler.saveSVG()).svg, 'image/svg+xml'),
    fit: () => fit(modeler.get('canvas')),
    in: () => modeler.get('zoomScroll').stepZoom(1),
    out: () => modeler.get('zoomScroll').stepZoom(-1),
    undo: () => modeler.get('commandStack').undo(),
    redo: () => modeler.get('commandStack').redo(),
    import: () => page.part('import').click(),
    blocks: () => modeler.get('readyBlocks').menu({}),
    panel: () => fold(page, modeler),
    walk: () => walking(page, text),
  };
  for (const button of page.holder.querySelectorAll('[data-act]')) {
    button.addEventListener('click', () => act[button.dataset.act]());
    button.disabled = false;
  }
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
      event.preventDefault();
      document.activeElement?.dispatchEvent(new Event('change', { bubbles: true }));
      setTimeout(() => saving.now(), TYPED);
    }
  });
}

function fold(page, modeler) {
  const folded = page.holder.classList.toggle('without-panel');
  const button = page.holder.querySelector('[data-act="panel"]');
  button.setAttribute('aria-expanded', !folded);
  modeler.get('canvas').resized();
}

async function walking(page, text) {
  const dialog = page.part('walk');
  const { walk } = await import('./simulation.js');
  dialog.showModal();
  const end = await walk(dialog.querySelector('[data-walk]'), await text());
  dialog.addEventListener('close', end, { once: true });
}
