// What the designer chooses from, asked of the server once, and what of it fits the diagram as it is drawn.
import { handlerOf, kind, message, nodesOf, resultOf } from './model.js';
import { t } from './words.js';

export async function catalogue(page) {
  const { ok, body } = await page.ask(page.catalogue);
  if (!ok) throw new Error(`catalogue: ${typeof body === 'string' ? 'refused' : body.message}`);
  const handlers = new Map(body.handlers.map((each) => [each.name, each]));
  const tables = new Map(body.tables.map((each) => [each.id, each]));
  const addTable = (id) => {
    const table = { id, name: id, inputs: [], outputs: [] };
    tables.set(id, table);
    body.tables.push(table);
  };
  const asked = [...body.handlers.flatMap((each) => each.articles), ...body.clocks.map((each) => each.requirement)];
  const cites = new Map(asked.map((each) => [each.id, each.cite]));
  const cite = (id) => cites.get(id) ?? t('Article {number}', { number: id.replace(/^A/, '').split('.')[0] });
  return { ...body, addTable, cite, handler: (name) => handlers.get(name), table: (id) => tables.get(id) };
}

/** The kind of record that the rest of the diagram is about; empty while nothing tells. */
export function subject(known, registry, except) {
  for (const element of nodesOf(registry)) {
    if (element === except || kind(element) === 'StartEvent') continue;
    const found = known.handler(handlerOf(element))?.subject;
    if (found) return found;
  }
  return '';
}

/** Handlers that may be drawn on this element, in the catalogue's order. */
export function fitting(known, registry, element) {
  const type = kind(element);
  const about = subject(known, registry, element);
  const never = { UserTask: '', StartEvent: 'system' }[type] ?? 'person';
  return known.handlers.filter((each) => {
    if (each.kind === never) return false;
    if (type === 'StartEvent') return !each.subject;
    return each.subject && (!about || each.subject === about);
  });
}

/** Every result known on the diagram: `{text: '${id.name}', about: which element}`. */
export function results(known, registry) {
  const found = [];
  for (const element of nodesOf(registry)) {
    const about = element.businessObject.name || element.id;
    for (const name of names(known, element)) found.push({ text: `\${${resultOf(element)}.${name}}`, about });
    const item = element.businessObject.loopCharacteristics?.get('camunda:elementVariable');
    if (item) found.push({ text: `\${${item}}`, about });
  }
  return [...new Map(found.map((each) => [each.text, each])).values()];
}

function names(known, element) {
  const table = known.table(element.businessObject.get('camunda:decisionRef'));
  if (table) return table.outputs;
  const named = message(element)?.messageRef?.name;
  const promised = known.clocks.filter((each) => named && each.handler === `message:${named}`).map((each) => each.result);
  return [...(known.handler(handlerOf(element))?.results ?? []), ...promised];
}

/** Legal periods that an element of this diagram starts: what a timer may wait for. */
export function periods(known, registry) {
  const found = [];
  for (const element of nodesOf(registry)) {
    const named = message(element)?.messageRef?.name;
    const handler = handlerOf(element);
    for (const clock of known.clocks) {
      if (clock.handler !== handler && clock.handler !== `message:${named}`) continue;
      found.push({ clock, element, text: `\${${resultOf(element)}.${clock.result}}` });
    }
  }
  return found;
}
