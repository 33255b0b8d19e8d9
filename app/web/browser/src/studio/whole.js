// The check of the whole draft with one file as it stands on the page, asked after a pause.
import { settled } from './keeping.js';
import { verdict } from './listing.js';
import { t } from './words.js';

const PAUSE = 1500;

/** `found(problems)` gets all problems of the draft. Returns what asks for a check after a pause. */
export function wholeCheck(page, text, found) {
  let turn = 0;
  return settled(PAUSE, async () => {
    const mine = ++turn;
    try {
      const { ok, body } = await page.ask(`${page.base}/check`, { method: 'POST', body: { name: page.name, text: await text() } });
      if (!ok) throw new Error('refused');
      if (mine === turn) found(body.problems);
    } catch {
      if (mine === turn) verdict(page, 'failed', t('The check did not answer; drawing goes on, it is asked again after the next change.'));
    }
  });
}

/** A problem of the whole as a line of the list; those of other files lead there. */
export function lineOf(page, problem) {
  const { file, severity, message, cite, article } = problem;
  const elsewhere = file && file !== page.name;
  const go = elsewhere ? () => location.assign(page.edit(file)) : undefined;
  return { severity, message, cite: cite ?? article, where: elsewhere ? file : t('the whole file'), go };
}
