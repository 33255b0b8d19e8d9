// The studio's page of one form: put together where there is room and leave to, else shown as it will be filled in.
import './studio.css';
import './formeditor/formeditor.css';
import { importing } from './studio/files.js';
import { offerLeftover } from './studio/leftover.js';
import { keep, settled } from './studio/keeping.js';
import { list } from './studio/listing.js';
import { announce, open } from './studio/page.js';
import { Saving } from './studio/saving.js';
import { tabs } from './studio/tabs.js';
import { lineOf, wholeCheck } from './studio/whole.js';
import { editorIn } from './formeditor/editor.js';
import { showing, translateBelow } from './formeditor/translating.js';
import { wantedList } from './formeditor/wanted.js';
import { t } from './formeditor/words.js';

const AT_ONCE = 200;

const holder = document.querySelector('#studio');
const settings = JSON.parse(document.querySelector('#studio-settings').textContent);
const page = open(holder, settings);
page.changes = settings.editable && matchMedia('(min-width: 821px)').matches;
page.part('reading').hidden = page.changes;

try {
  await begin(parsed(settings.text));
} catch (error) {
  const words = t('The file cannot be shown as a form: {reason}', { reason: error.message.split('\n')[0] });
  page.part('canvas').replaceChildren(Object.assign(document.createElement('p'), { className: 'studio-broken', textContent: words }));
  announce(words);
}
holder.removeAttribute('aria-busy');

/** The form in a text; the browser's own words for a broken one say nothing to a person. */
function parsed(text) {
  const found = JSON.parse(text);
  if (!Array.isArray(found?.components)) throw new Error('components');
  return found;
}

async function begin(schema) {
  const editor = editorIn(page.part('canvas'));
  let version = schema.schemaVersion ?? 18;
  const put = async (given) => {
    await editor.importSchema(given);
    version = given.schemaVersion ?? version;
  };
  await put(schema);
  let touched = false;
  const text = async () => (touched ? `${JSON.stringify({ ...editor.getSchema(), schemaVersion: version }, null, 2)}\n` : settings.text);

  const saving = page.changes ? new Saving(page, text) : null;
  const wanted = await wantedList(page, editor);
  const known = { draft: null };
  const show = () => {
    wanted.show();
    const here = ({ file }) => file === page.name;
    const others = (known.draft ?? []).sort((a, b) => here(b) - here(a)).map((each) => lineOf(page, each));
    list(page, [...wanted.faults(), ...others], known.draft !== null);
  };
  const checkWhole = wholeCheck(page, text, (problems) => { known.draft = problems; show(); });
  const showSoon = settled(AT_ONCE, show);
  const changed = () => {
    touched = true;
    saving?.changed();
    showSoon();
    checkWhole();
  };

  editor.on('commandStack.changed', changed);
  previewing(editor, text);
  connect(editor, text, saving, async (given) => { await put(parsed(given)); changed(); });
  showing((id) => (editor.get('formFieldRegistry').get(id)?.text ?? '').slice(0, 60));
  translateBelow(document.body);
  offerKeys();
  show();
  checkWhole();
}

function connect(editor, text, saving, place) {
  const stack = (what) => () => editor.get('commandStack')[what]();
  const act = { undo: stack('undo'), redo: stack('redo'), import: () => page.part('import').click() };
  keep(page, { text, saving, type: 'application/json', act });
  if (!page.changes) return;
  importing(page, place);
  offerLeftover(page, place);
}

/** The second tab, drawn when it is opened and only then loaded. */
function previewing(editor, text) {
  const { show } = tabs(page);
  const draw = async () => {
    const { preview } = await import('./formeditor/preview.js');
    const { ok, body } = await page.ask(`/studio/forms/sample/${encodeURIComponent(page.name.replace(/\.form$/, ''))}`);
    await preview(page, editor.getSchema(), ok && page.holder.querySelector('[data-part="filled"]').checked ? body.answers : {});
  };
  page.holder.querySelector('[data-tab="preview"]').addEventListener('click', draw);
  page.part('filled').addEventListener('change', draw);
  page.part('hand-in').addEventListener('click', async () => (await import('./formeditor/preview.js')).handIn(page, await text()));
  if (!page.changes) {
    show('preview');
    draw();
  }
}

/** Where a key is typed, the names of the handler's parameters are offered. */
function offerKeys() {
  const offer = () => {
    for (const input of page.part('canvas').querySelectorAll('#bio-properties-panel-key, #bio-properties-panel-path')) {
      if (!input.hasAttribute('list')) input.setAttribute('list', 'wanted-keys');
    }
  };
  new MutationObserver(offer).observe(page.part('canvas'), { childList: true, subtree: true });
}
