// The form as the person who has to fill it in sees it, drawn by the same viewer, judged by the same reader.
import { createForm } from '@bpmn-io/form-js-viewer';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import flatpickr from 'flatpickr';
import { Mandarin } from 'flatpickr/dist/l10n/zh.js';
import { filled, renamePlaceholders } from '../answers.js';
import { translate } from '../words.zh.js';
import { caseData } from './sample.js';
import { t } from './words.js';

if (document.documentElement.lang.startsWith('zh')) flatpickr.localize(Mandarin);

let shown = null;

/** Draw the form anew with `answers` in it. */
export async function preview(page, schema, answers) {
  const holder = page.part('preview');
  const data = caseData(schema, answers);
  shown?.form.destroy();
  holder.replaceChildren();
  page.part('judged').replaceChildren();
  const additionalModules = [{ translate: ['value', translate] }];
  const form = await createForm({ container: holder, schema, data: { ...data, ...answers }, additionalModules });
  renamePlaceholders(holder);
  form.on('changed', () => requestAnimationFrame(() => renamePlaceholders(holder)));
  shown = { form, data };
}

/** Hand the answers in as the person would: first the browser's own check, then the server's reading. */
export async function handIn(page, text) {
  if (!shown) return;
  const { data: given } = shown.form.submit();
  const body = { text, answers: filled(given), options: shown.data };
  const answer = await page.ask('/studio/forms/try', { method: 'POST', body }).catch(() => null);
  page.part('judged').replaceChildren(...(answer?.ok ? judged(answer.body, shown.form) : [told('p', t('The server did not answer.'))]));
}

function judged({ refused, errors, accepted }, form) {
  if (refused) return [told('p', t('The form cannot be read: {reason}', { reason: refused }), 'error')];
  const messages = Object.values(errors).flat();
  if (messages.length) return [told('h3', t('The clerk would be told:')), list(messages)];
  const labels = new Map(form.get('formFieldRegistry').getAll().map((each) => [each.key ?? each.path, each.label || each.dateLabel]));
  return [told('h3', t('Accepted. The handler would get:')), facts(accepted, labels)];
}

function told(tag, textContent, className = '') {
  return Object.assign(document.createElement(tag), { textContent, className });
}

function list(messages) {
  const made = document.createElement('ul');
  made.append(...messages.map((message) => told('li', message, 'error')));
  return made;
}

function facts(accepted, labels) {
  const made = told('dl', '', 'facts');
  for (const [key, value] of Object.entries(accepted)) {
    made.append(told('dt', labels.get(key) ? `${labels.get(key)}（${key}）` : key));
    made.append(told('dd', value === null || value.length === 0 ? t('(empty)') : typeof value === 'object' ? JSON.stringify(value) : String(value)));
  }
  return made;
}
