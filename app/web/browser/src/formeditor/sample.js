// Data to show a form with: the usual answers, and stand-ins for what only a case can tell.
import { t } from './words.js';

const NAMES = /\{\{\s*([a-z_][\w]*)/gi;

/** What a case would put beside the answers: texts that the form shows, lists that it chooses from. */
export function caseData(schema, answers) {
  const data = {};
  for (const component of all(schema.components ?? [])) {
    for (const [, name] of JSON.stringify(component).matchAll(NAMES)) data[name] ??= `【${name}】`;
    if (component.valuesKey) data[component.valuesKey] = options(component, answers);
    if (component.dataSource) data[component.dataSource.replace(/^=\s*/, '')] ??= [];
  }
  return data;
}

function all(components) {
  return components.flatMap((each) => [each, ...all(each.components ?? [])]);
}

/** The usual answer as the one choice, two made-up ones where there is none. */
function options({ key }, answers) {
  const usual = [answers[key] ?? Object.values(answers).flatMap((each) => (Array.isArray(each) ? each.map((row) => row?.[key]) : []))]
    .flat().filter((value) => typeof value === 'string' || typeof value === 'number');
  if (usual.length) return [...new Set(usual)].map((value) => ({ value, label: String(value) }));
  return [1, 2].map((number) => ({ value: `option_${number}`, label: t('Option {number}', { number }) }));
}
