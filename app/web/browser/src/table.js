// The studio's page of one decision table: drawn to be changed where there is room and leave to, else to be read.
import './studio.css';
import './table/table.css';
import { importing } from './studio/files.js';
import { offerLeftover } from './studio/leftover.js';
import { keep, settled } from './studio/keeping.js';
import { verdict } from './studio/listing.js';
import { announce, open } from './studio/page.js';
import { Saving } from './studio/saving.js';
import { wholeCheck } from './studio/whole.js';
import { t } from './studio/words.js';
import { draw } from './table/editor.js';
import { faultList } from './table/faults.js';
import { named } from './table/labels.js';
import { strides } from './table/strides.js';
import { trial } from './table/trial.js';

const AT_ONCE = 400;

const holder = document.querySelector('#studio');
const settings = JSON.parse(document.querySelector('#studio-settings').textContent);
const page = open(holder, settings);
const editable = settings.editable && matchMedia('(min-width: 821px)').matches;
page.part('reading').hidden = editable;

try {
  await begin();
} catch (error) {
  page.part('canvas').append(Object.assign(document.createElement('p'), { className: 'studio-broken', textContent: error.message }));
  announce(error.message);
}
holder.removeAttribute('aria-busy');

async function begin() {
  let current = settings.text;
  const text = async () => current;
  const manager = await draw({ container: page.part('canvas'), text: current, editable });
  const saving = editable ? new Saving(page, text) : null;
  const faults = faultList(page, manager);
  const tried = trial(page, manager, text);
  const checkWhole = wholeCheck(page, text, (problems) => faults.draft(problems));
  const checkTable = settled(AT_ONCE, async () => {
    const asked = current;
    const answer = await page.ask('/studio/tables/check', { method: 'POST', body: { text: asked } }).catch(() => ({}));
    if (asked !== current) return undefined;
    if (!answer.ok) return verdict(page, 'failed', t('The check did not answer; drawing goes on, it is asked again after the next change.'));
    faults.table(answer.body.problems);
    return tried.ask(answer.body);
  });
  const check = () => { checkTable(); checkWhole(); };
  const changed = async () => {
    current = `${(await manager.saveXML({ format: true })).xml.trim()}\n`;
    saving?.changed();
    check();
  };

  const taken = new Map(); // by viewer
  if (editable) {
    listen(manager, taken, changed);
    const replace = async (given) => { await manager.importXML(given); await changed(); };
    importing(page, replace);
    offerLeftover(page, replace);
  }
  const stack = (what) => () => taken.get(manager.getActiveViewer())?.[what]();
  keep(page, { text, saving, type: 'application/xml', act: { undo: stack('undo'), redo: stack('redo'), import: () => page.part('import').click() } });
  named(page.part('canvas'));
  check();
}

function listen(manager, taken, changed) {
  const to = (viewer) => {
    taken.set(viewer, strides(viewer));
    viewer.on('commandStack.changed', () => changed());
  };
  manager.on('viewer.created', ({ viewer }) => to(viewer));
  to(manager.getActiveViewer());
}
