// Problems as a list below the work, alike for tables and forms: what kind, where, what, and a way to the place.
import { t } from './words.js';

/** Draw `problems` ({severity, where, message, cite?, go?}) and say how it stands; `whole` once the whole was checked. */
export function list(page, problems, whole) {
  page.part('problems').replaceChildren(...problems.map(line));
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (whole || errors) verdict(page, errors ? 'errors' : 'clean', wordsFor(errors, problems.length));
  for (const place of page.holder.querySelectorAll('[data-count="problems"]')) place.textContent = problems.length;
}

function wordsFor(errors, all) {
  if (errors) return t('{count} to be put right before this can go to review', { count: errors });
  return all ? t('Can go to review; {count} things to look at', { count: all }) : t('Can go to review');
}

/** One line that says how the whole stands; told only when it changes. */
export function verdict(page, state, text) {
  const place = page.part('verdict');
  place.dataset.state = state;
  if (place.textContent !== text) place.textContent = text;
}

function line({ severity, where, message, cite, go }) {
  const item = document.createElement('li');
  item.className = `studio-problem ${severity}`;
  const inside = document.createElement(go ? 'button' : 'p');
  if (go) Object.assign(inside, { type: 'button', className: 'plain', onclick: go });
  inside.append(
    span('studio-severity', severity === 'error' ? t('Error') : t('Warning')),
    span('studio-where', where),
    span('studio-message', message),
  );
  if (cite) inside.append(span('chip', cite));
  item.append(inside);
  return item;
}

function span(className, textContent) {
  return Object.assign(document.createElement('span'), { className, textContent });
}
