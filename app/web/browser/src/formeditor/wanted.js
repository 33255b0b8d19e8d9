// 处理程序需要的答案: which are asked, which are missing, what is asked too much; missing ones are added with one press.
import { compared, kindsOf } from './asked.js';
import { t } from './words.js';

const SIGNS = { asked: '✓', missing: '＋', 'too many': '✗', 'filled by the diagram': '·', 'wrong kind': '！' };

/** The list beside the form. `show()` after every change; `faults()` what is wrong. */
export async function wantedList(page, editor) {
  const handler = page.name.replace(/\.form$/, '');
  const { ok, body } = await page.ask(`/studio/forms/wanted/${encodeURIComponent(handler)}?draft=${page.draft}`);
  const parameters = ok ? body : null;
  const place = page.part('wanted');
  const current = () => (parameters ? compared(editor.getSchema(), parameters) : []);

  suggest(page, parameters ?? []);
  return {
    show() {
      const found = current();
      const add = page.changes ? (name) => addField(page, editor, handler, name) : null;
      place.replaceChildren(...found.map((each) => item(each, add)));
      page.part('wanted-verdict').textContent = parameters ? verdict(found) : t('There is no handler of this name; what it wants is not known.');
    },
    faults: () => current().flatMap((each) => faultOf(each, editor)),
  };
}

/** The names of the parameters, offered where a key is typed. */
function suggest(page, parameters) {
  page.part('keys').replaceChildren(...parameters.map(({ name }) => new Option('', name)));
}

function verdict(found) {
  const count = (state) => found.filter((each) => each.state === state).length;
  const parts = [['missing', '{count} missing'], ['too many', '{count} too many']]
    .map(([state, words]) => (count(state) ? t(words, { count: count(state) }) : ''))
    .filter(Boolean);
  return parts.join('，') || t('The form asks exactly what the handler wants.');
}

function item({ name, state, wanted, field }, add) {
  const made = document.createElement('li');
  made.dataset.state = state;
  const sign = Object.assign(document.createElement('span'), { textContent: SIGNS[state] });
  sign.setAttribute('aria-hidden', 'true');
  const more = [t(state), wanted && t(wanted.type), wanted && state !== 'filled by the diagram' && t(wanted.required ? 'required' : 'may stay empty')];
  const text = Object.assign(document.createElement('small'), { textContent: more.filter(Boolean).join(' · ') });
  const label = field?.label || field?.dateLabel || '';
  made.append(sign, ' ', Object.assign(document.createElement('code'), { textContent: name }), ` ${label} `, text);
  if (state === 'missing' && add) made.append(button(name, add));
  return made;
}

function button(name, add) {
  const made = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-sm', textContent: t('Add to the form') });
  made.setAttribute('aria-label', `${t('Add to the form')} ${name}`);
  made.addEventListener('click', () => add(name));
  return made;
}

/** The field that a new form of this handler would have. */
async function addField(page, editor, handler, name) {
  const { ok, body } = await page.ask(`/studio/forms/fresh/${encodeURIComponent(handler)}?draft=${page.draft}`);
  if (!ok) return;
  const found = JSON.parse(body.text).components.find((each) => (each.key ?? each.path) === name);
  if (!found) return;
  const { id, layout, ...field } = found;
  const { schema } = editor._getState();
  const made = editor.get('modeling').addFormField(field, schema, schema.components.length);
  editor.get('selection').set(made ?? schema.components.at(-1));
}

function faultOf({ name, state, wanted, field }, editor) {
  const go = field ? () => editor.get('selection').set(editor.get('formFieldRegistry').get(field.id)) : undefined;
  const where = field?.label || field?.dateLabel || name;
  const words = {
    'too many': () => `${t('too many')} ${name}：${t('asked for by no parameter of the handler')}`,
    missing: () => `${t('missing')} ${name}：${t('the handler wants it, no field asks for it')}`,
    'wrong kind': () => `${name}：${t('the handler wants {wanted}, the field gives {given}', { wanted: t(wanted.type), given: kindsOf(field).map((each) => t(each)).join('、') })}`,
  }[state];
  return words ? [{ severity: state === 'wrong kind' ? 'warning' : 'error', where, message: words(), go }] : [];
}
