// 试一试: values for the inputs, the rows that fire, what comes out. Nothing is stored and no case is touched.
import { settled } from '../studio/keeping.js';
import { partsOf } from './editor.js';
import { markSheet } from './marks.js';
import { t } from './words.js';

const PAUSE = 250;

/** The trial beside a table. `text()` gives the table as it stands. */
export function trial(page, manager, text) {
  const form = page.part('inputs');
  const sheet = markSheet();
  const values = {};
  let asked = [];
  let columns = [];

  const later = settled(PAUSE, async () => {
    const inputs = Object.fromEntries(asked.map(({ expression }) => [expression, values[expression] ?? null]));
    const answer = await page.ask('/studio/tables/try', { method: 'POST', body: { text: await text(), inputs } }).catch(() => null);
    if (answer?.ok) show(answer.body);
  });
  const show = ({ rows, outputs, error }) => {
    const { rows: ids } = partsOf(manager);
    sheet.show(rows.map((row) => ids[row - 1]).filter(Boolean).map((row) => ({ row, kind: 'fired' })));
    page.part('outcome').replaceChildren(...outcome(rows, outputs, error, columns));
  };

  return {
    /** Draw the fields anew when the columns changed; then try again. */
    ask({ readable, inputs, outputs }) {
      columns = outputs;
      if (!readable) {
        sheet.show([]);
        return page.part('outcome').replaceChildren(paragraph(t('The table cannot be tried before the errors above are put right.')));
      }
      if (JSON.stringify(inputs) !== JSON.stringify(asked)) {
        asked = inputs;
        const took = (expression, value) => { values[expression] = value; later(); };
        form.replaceChildren(...(inputs.length ? inputs.map((each, at) => field(each, at, values, took)) : [paragraph(t('The table asks nothing.'))]));
      }
      return later();
    },
  };
}

function paragraph(text, className = 'studio-line') {
  return Object.assign(document.createElement('p'), { className, textContent: text });
}

function field({ expression, label, type, values: seen }, at, values, took) {
  const made = document.createElement('div');
  made.className = 'studio-input';
  const name = Object.assign(document.createElement('label'), { htmlFor: `input-${at}` });
  name.append(label, ' ', Object.assign(document.createElement('code'), { textContent: expression }));
  const control = type === 'boolean' ? choice() : entry(type, seen, at);
  control.id = `input-${at}`;
  control.value = values[expression] === undefined || values[expression] === null ? '' : String(values[expression]);
  control.addEventListener('input', () => took(expression, typed(type, control.value)));
  made.append(name, control);
  if (seen.length && type !== 'boolean') made.append(suggestions(seen, at));
  return made;
}

function choice() {
  const made = document.createElement('select');
  made.className = 'form-select form-select-sm';
  for (const [value, text] of [['', t('(none)')], ['true', t('yes')], ['false', t('no')]]) made.append(new Option(text, value));
  return made;
}

function entry(type, seen, at) {
  const made = document.createElement('input');
  made.className = 'form-control form-control-sm';
  made.type = { number: 'number', integer: 'number', date: 'date' }[type] ?? 'text';
  if (type === 'number') made.step = 'any';
  if (seen.length) made.setAttribute('list', `seen-${at}`);
  made.autocomplete = 'off';
  return made;
}

function suggestions(seen, at) {
  const made = document.createElement('datalist');
  made.id = `seen-${at}`;
  made.append(...seen.map((value) => new Option('', String(value))));
  return made;
}

/** The value as the column's kind; a column of no kind takes numbers and true or false as such. */
function typed(type, text) {
  const value = text.trim();
  if (value === '') return null;
  if (type === 'boolean') return value === 'true';
  if (type === 'number' || type === 'integer') return Number(value);
  if (type === '' && /^(true|false|-?\d+(\.\d+)?)$/.test(value)) return JSON.parse(value);
  return value;
}

function outcome(rows, outputs, error, columns) {
  const head = paragraph(rows.length ? t('Row {rows} fires', { rows: rows.join('、') }) : t('No row fires'), 'studio-fired');
  if (error) return [head, paragraph(error, 'studio-line error')];
  const list = Array.isArray(outputs) ? outputs : outputs ? [outputs] : [];
  return [head, ...(list.length ? list.map((each) => facts(each, columns)) : [paragraph(t('No output'))])];
}

/** The outputs by the names of their columns, in the table's order. */
function facts(outputs, columns) {
  const made = document.createElement('dl');
  made.className = 'facts';
  for (const { name, label } of columns.filter((each) => each.name in outputs)) {
    made.append(Object.assign(document.createElement('dt'), { textContent: label, title: name }));
    made.append(Object.assign(document.createElement('dd'), { textContent: outputs[name] === null ? t('(none)') : String(outputs[name]) }));
  }
  return made;
}
