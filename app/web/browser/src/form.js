// A form of the process, drawn by form-js, sent as JSON, its errors in a summary and at the field.
import { createForm } from '@bpmn-io/form-js-viewer';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import flatpickr from 'flatpickr';
import { Mandarin } from 'flatpickr/dist/l10n/zh.js';
import { filled, renamePlaceholders } from './answers.js';
import { translate } from './words.zh.js';

const holder = document.querySelector('#form');
const summary = document.querySelector('#errors');
const buttons = [...document.querySelectorAll('[data-submit]')];
if (document.documentElement.lang.startsWith('zh')) flatpickr.localize(Mandarin);

const { schema, data } = JSON.parse(document.querySelector('#form-data').textContent);
const form = await createForm({
  container: holder,
  schema,
  data,
  additionalModules: [{ translate: ['value', translate] }],
});
holder.removeAttribute('aria-busy');
let unsaved = false;

renamePlaceholders(holder);
form.on('changed', () => requestAnimationFrame(() => renamePlaceholders(holder)));
form.on('field.updated', () => { unsaved = true; });
window.addEventListener('beforeunload', (event) => { if (unsaved) event.preventDefault(); });

/** Fields on the page as `{path: 'opinions.0.text', id, indexes, label}`. */
function fields() {
  const registry = form.get('formFieldRegistry');
  return form.get('formFieldInstanceRegistry').getAllKeyed().map(({ id, valuePath, indexes }) => ({
    id,
    indexes,
    path: valuePath.join('.'),
    label: registry.get(id).label ?? valuePath.at(-1),
    type: registry.get(id).type,
  }));
}

/** The first element a person can focus for this field. */
function element({ id, indexes }) {
  const name = `-${id}${Object.values(indexes ?? {}).map((index) => `_${index}`).join('')}`;
  const candidates = holder.querySelectorAll('input[id], textarea[id], select[id], button[id], [tabindex][id]');
  return [...candidates].find((each) => each.id.endsWith(name) || each.id.includes(`${name}-`));
}

function showAtFields(byPath) {
  const errors = {};
  for (const field of fields()) {
    const messages = byPath[field.path];
    if (!messages) continue;
    let place = errors;
    const keys = [field.id, ...Object.values(field.indexes ?? {})];
    keys.slice(0, -1).forEach((key) => { place = place[key] ??= {}; });
    place[keys.at(-1)] = messages;
  }
  form._setState({ errors });
}

function showSummary(byPath) {
  const known = fields();
  const list = document.createElement('ul');
  for (const [path, messages] of Object.entries(byPath)) {
    const field = known.find((each) => each.path === path) ?? known.find((each) => each.path.startsWith(`${path}.`));
    for (const message of messages) list.append(summaryLine(field, message));
  }
  const title = document.createElement('h2');
  title.textContent = summary.dataset.title.replace('{count}', list.children.length);
  summary.replaceChildren(title, list);
  showErrors();
}

function summaryLine(field, message) {
  const line = document.createElement('li');
  const text = field ? `${field.label}：${message}` : message;
  const target = field && element(field);
  if (!target) {
    line.textContent = text;
    return line;
  }
  const link = document.createElement('a');
  link.href = `#${target.id}`;
  link.textContent = text;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    target.focus();
    target.scrollIntoView({ block: 'center' });
  });
  line.append(link);
  return line;
}

function showErrors() {
  summary.hidden = false;
  summary.focus();
  summary.scrollIntoView({ block: 'start' });
}

/** Errors form-js found, keyed by path as the server keys them. */
function ownErrors(errors) {
  const found = {};
  for (const field of fields()) {
    const messages = Object.values(field.indexes ?? {}).reduce((at, key) => at?.[key], errors[field.id]);
    if (Array.isArray(messages) && messages.length) found[field.path] = messages.map((each) => chosenWords(field, each));
  }
  return found;
}

/** “Please fill in” is the wrong word for what is ticked or chosen. */
function chosenWords({ type }, message) {
  if (message !== translate('Field is required.')) return message;
  if (type === 'checkbox') return translate('Please tick this.');
  return ['radio', 'select', 'checklist', 'taglist'].includes(type) ? translate('Please choose.') : message;
}

const attempt = crypto.randomUUID();

async function send(button) {
  const { data: answers, errors } = form.submit();
  const own = ownErrors(errors);
  if (Object.keys(own).length) {
    showAtFields(own);
    return showSummary(own);
  }
  buttons.forEach((each) => { each.disabled = true; });
  button.classList.add('btn-loading');
  try {
    const response = await fetch(holder.dataset.action, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-CSRFToken': holder.dataset.csrf,
        'Idempotency-Key': attempt,
      },
      body: JSON.stringify({ answers: filled(answers), next: button.dataset.submit }),
    });
    await answered(response);
  } catch {
    summary.replaceChildren(Object.assign(document.createElement('p'), { textContent: summary.dataset.offline }));
    showErrors();
  } finally {
    buttons.forEach((each) => { each.disabled = false; });
    button.classList.remove('btn-loading');
  }
}

async function answered(response) {
  const kind = response.headers.get('Content-Type') ?? '';
  if (response.ok && kind.startsWith('application/json')) {
    unsaved = false;
    location.assign((await response.json()).to);
  } else if (kind.startsWith('application/json')) {
    const { errors } = await response.json();
    showAtFields(errors);
    showSummary(errors);
  } else {
    summary.innerHTML = new DOMParser().parseFromString(await response.text(), 'text/html')
      .querySelector('[data-refusal]')?.innerHTML ?? summary.dataset.offline;
    showErrors();
  }
}

// The page serves its buttons disabled: a click before the form stands would be lost without a word.
for (const button of buttons) {
  button.addEventListener('click', () => send(button));
  button.disabled = false;
}
