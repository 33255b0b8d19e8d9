// What could not be saved, kept in this browser until it is: closing the page or the machine loses nothing.
import { away, banner } from './page.js';
import { moment, t } from './words.js';

const key = (page) => `zhiping:unsaved:${page.base}:${page.name}`;

/** Keep `text` here. False where the browser has no room or keeps nothing. */
export function keepHere(page, text) {
  try {
    localStorage.setItem(key(page), JSON.stringify({ text, at: new Date().toISOString() }));
    return true;
  } catch {
    return false;
  }
}

export function dropHere(page) {
  localStorage.removeItem(key(page));
}

function keptHere(page) {
  try {
    const kept = JSON.parse(localStorage.getItem(key(page)));
    return typeof kept?.text === 'string' ? kept : null;
  } catch {
    return null;
  }
}

/** Says that something is left here unsaved, and leaves it to the person what becomes of it. `place(text)` shows it. */
export function offerLeftover(page, place) {
  const kept = keptHere(page);
  if (!kept || kept.text === page.text) return;
  const texts = [t('It was changed here at {at} and did not reach the server. What you see now is what the server has.', { at: moment(kept.at) })];
  banner(page, 'leftover', 'wait', t('This browser still has contents that were not saved'), texts, [
    { label: t('Go on with them'), act: () => place(kept.text), decides: true },
    { label: t('Throw them away'), act: () => { dropHere(page); away(page, 'leftover'); } },
  ]);
}
