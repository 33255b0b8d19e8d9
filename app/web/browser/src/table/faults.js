// What is wrong with the table, below it and on it: from the table alone at once, from the whole draft a little later.
import { list } from '../studio/listing.js';
import { lineOf } from '../studio/whole.js';
import { partsOf } from './editor.js';
import { markSheet } from './marks.js';
import { t } from './words.js';

/** Shows faults of the table and problems of the draft; each may be replaced at its own time. */
export function faultList(page, manager) {
  const sheet = markSheet();
  const known = { table: [], draft: null };
  const draw = () => {
    const own = known.table.map((fault) => ({ ...fault, severity: 'error', where: placeOf(fault), go: goTo(fault, manager, page) }));
    const said = new Set(known.table.map(({ message }) => message));
    const whole = (known.draft ?? []).filter(({ message }) => ![...said].some((each) => message.includes(each)));
    const here = ({ file }) => file === page.name;
    list(page, [...own, ...whole.sort((a, b) => here(b) - here(a)).map((each) => lineOf(page, each))], known.draft !== null);
    sheet.show(known.table.flatMap((fault) => marksOf(fault, partsOf(manager))));
  };
  return {
    table(faults) { known.table = faults; draw(); },
    draft(problems) { known.draft = problems; draw(); },
  };
}

/** The drawn cells that a fault concerns. */
export function marksOf({ rows, column }, parts) {
  const [side, number] = (column || ':').split(':');
  const cell = side ? parts[side][Number(number) - 1] : null;
  const ids = rows.map((row) => parts.rows[row - 1]).filter(Boolean);
  return ids.flatMap((row) => [{ row, kind: 'error' }, ...(cell ? [{ row, column: cell, kind: 'error' }] : [])]);
}

function placeOf({ rows }) {
  return rows.length ? rows.map((row) => t('Row {row}', { row })).join('、') : t('Whole table');
}

/** What brings the last row of a fault into view and puts the cursor there. */
function goTo(fault, manager, page) {
  const mark = marksOf(fault, partsOf(manager)).at(-1);
  if (!mark) return undefined;
  return () => {
    const column = mark.column ? `[data-col-id="${CSS.escape(mark.column)}"]` : '.input-cell';
    const cell = page.part('canvas').querySelector(`[data-row-id="${CSS.escape(mark.row)}"]${column}`);
    cell?.scrollIntoView({ block: 'center', inline: 'center' });
    cell?.click();
  };
}
