// Answers of a form-js form on their way to the server, and two words it asks no translation for.
import { translate } from './words.zh.js';

/** Answers without what was left empty, so that optional fields are absent rather than blank. */
export function filled(value) {
  if (Array.isArray(value)) return value.map(filled);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([, each]) => each !== null && each !== undefined && each !== '');
  return Object.fromEntries(kept.map(([key, each]) => [key, filled(each)]));
}

/** The two words form-js does not ask a translation for. */
export function renamePlaceholders(holder) {
  for (const input of holder.querySelectorAll('input[placeholder="Search"]')) input.placeholder = translate('Search');
  for (const { firstChild } of holder.querySelectorAll('.fjs-select-placeholder')) {
    if (firstChild?.data === 'Select') firstChild.data = translate('Please choose.');
  }
}
