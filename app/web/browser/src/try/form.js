// The form of one task as whoever does it sees it, filled in with the usual answers.
import { createForm } from '@bpmn-io/form-js-viewer';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import flatpickr from 'flatpickr';
import { Mandarin } from 'flatpickr/dist/l10n/zh.js';
import { filled, renamePlaceholders } from '../answers.js';
import { translate } from '../words.zh.js';

if (document.documentElement.lang.startsWith('zh')) flatpickr.localize(Mandarin);
let shown = null;

/** Draw the form of a task. */
export async function show(holder, { form: { schema, data }, usual }) {
  shown?.form.destroy();
  holder.replaceChildren();
  const additionalModules = [{ translate: ['value', translate] }];
  const form = await createForm({ container: holder, schema, data, additionalModules });
  renamePlaceholders(holder);
  form.on('changed', () => requestAnimationFrame(() => renamePlaceholders(holder)));
  shown = { form, usual, first: answers(form) };
}

export function hide(holder) {
  shown?.form.destroy();
  shown = null;
  holder.replaceChildren();
}

/** What was answered otherwise than usual: a story says no more than that. */
export function changed() {
  const given = answers(shown.form);
  const other = Object.entries(given).filter(([key, value]) => !same(value, shown.first[key]));
  const gone = Object.keys(shown.usual).filter((key) => key in shown.first && !(key in given));
  return Object.fromEntries([...other, ...gone.map((key) => [key, null])]);
}

const answers = (form) => filled(form.submit().data);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
