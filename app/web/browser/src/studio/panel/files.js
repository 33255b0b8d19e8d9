// Forms and tables that an element names: opened in place, or made in place when there are none yet.
import { h } from '@bpmn-io/properties-panel/preact';
import { banner } from '../page.js';
import { t } from '../words.js';
import { shown } from './fields.js';

export const fileOfForm = (context, element, handler) => {
  const { page, known } = context;
  const stands = known.forms.includes(handler);
  const made = () => known.forms.push(handler);
  const fresh = `${page.root}/forms/fresh/${encodeURIComponent(handler)}`;
  return shown('form', () => link(context, element, t('Form'), `${handler}.form`, stands, fresh, made));
};

export const fileOfTable = (context, element, id) => {
  const { page, known } = context;
  const stands = Boolean(known.table(id));
  const made = () => known.addTable(id);
  const fresh = `${page.root}/tables/fresh/${encodeURIComponent(id)}`;
  return shown('table', () => link(context, element, t('Decision table'), `${id}.dmn`, stands, fresh, made));
};

function link(context, element, label, file, stands, fresh, made) {
  const { page } = context;
  if (stands) {
    return h('p', null, `${label}：`, h('a', { href: address(page, file, element) }, t('Open {file}', { file })));
  }
  return h('p', null,
    `${label}：`, t('none yet'), ' ',
    h('button', { type: 'button', class: 'btn btn-sm', onClick: () => create(context, element, file, fresh, made) },
      t('Make {file}', { file })));
}

async function create({ page, services }, element, file, fresh, made) {
  const told = (text) => banner(page, 'file', 'wait', t('{file} was not made', { file }), [text]);
  try {
    const begun = await page.ask(fresh);
    if (!begun.ok) return told(t('The server has no beginning for it.'));
    const text = typeof begun.body === 'string' ? begun.body : (begun.body.text ?? `${JSON.stringify(begun.body, null, 2)}\n`);
    const put = await page.ask(page.file(file), { method: 'PUT', body: { text, revision: 0 } });
    if (!put.ok) return told(put.body.message ?? t('The server refused it.'));
    made();
    services.eventBus.fire('elements.changed', { elements: [element] });
    if (await page.saving.now()) return location.assign(address(page, file, element));
    banner(page, 'file', 'done', t('{file} was made in this draft', { file }), [], [
      { label: t('Open {file}', { file }), href: address(page, file, element) },
    ]);
  } catch {
    told(t('The server did not answer. Try again when the network is back.'));
  }
  return undefined;
}

/** The file's editor, which leads back to this element. */
const address = (page, file, element) =>
  `${page.edit(file)}?back=${encodeURIComponent(page.name)}&at=${encodeURIComponent(element.id)}`;
