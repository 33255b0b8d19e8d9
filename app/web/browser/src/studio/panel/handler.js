// Which handler runs here: a menu to search, grouped by stage; then its form, inputs and articles.
import { h } from '@bpmn-io/properties-panel/preact';
import { useState } from '@bpmn-io/properties-panel/preact/hooks';
import { fitting, results } from '../catalogue.js';
import { bind, handlerAttribute, handlerOf, inputsOf, kind, writeInput } from '../model.js';
import { t } from '../words.js';
import { shown, suggest } from './fields.js';
import { fileOfForm } from './files.js';

/** The entries about the handler of an element. */
export function handlerEntries(context, element) {
  const { known, registry } = context;
  const name = handlerOf(element);
  const handler = known.handler(name);
  const asked = handlerAttribute(element) === 'camunda:formRef';
  const entries = [{ id: 'handler', isEdited: () => Boolean(name), component: () => h(Menu, { context, element, name }) }];
  if (name) entries.push(shown('handler-facts', () => facts(name, handler)));
  if (name && asked) entries.push(fileOfForm(context, element, name), shown('answers', () => answers(handler)));
  if (handler && !asked) entries.push(...inputs(context, element, handler, results(known, registry)));
  return entries;
}

function inputs(context, element, handler, offered) {
  const given = inputsOf(element);
  const known = new Set(handler.parameters.map((each) => each.name));
  const foreign = Object.keys(given).filter((name) => !known.has(name)).map((name) => ({ name, type: '', foreign: true }));
  return [...handler.parameters, ...foreign].map((each) => {
    const label = each.required ? t('Input {name} (required)', each) : t('Input {name}', each);
    const told = each.foreign ? t('The handler does not take this input; empty it.') : null;
    const set = (value) => writeInput(context.services, element, each.name, value);
    return suggest(`input-${each.name}`, label, () => given[each.name], set, offered, told);
  });
}

function answers(handler) {
  const wanted = handler?.parameters ?? [];
  if (!wanted.length) return null;
  const names = wanted.map((each) => (each.required ? each.name : t('{name} (optional)', each)));
  return h('p', { class: 'studio-small' }, t('The form asks: {names}', { names: names.join('、') }));
}

function facts(name, handler) {
  if (!handler) return h('p', { class: 'studio-wrong' }, t('There is no handler named {name}; choose one of the menu.', { name }));
  return h('div', { class: 'studio-facts' },
    h('p', null, handler.label, ' ', h('code', null, name)),
    handler.results.length > 0 && h('p', { class: 'studio-small' }, t('Results: {names}', { names: handler.results.join('、') })),
    handler.articles.length > 0 && h('details', { class: 'studio-articles' },
      h('summary', null, t('{count} requirements of the law are checked here', { count: handler.articles.length })),
      h('ul', null, handler.articles.map((each) => h('li', { key: each.id }, h('strong', null, each.cite), ` ${each.line}`)))));
}

function Menu({ context, element, name }) {
  const [sought, seek] = useState('');
  const { known, registry } = context;
  const fits = fitting(known, registry, element);
  const found = fits.filter((each) => each.name === name || matches(each, sought));
  const stages = Map.groupBy(found, (each) => stageOf(each, element));
  const choose = (event) => set(context, element, event.target.value);
  return h('div', { class: 'bio-properties-panel-entry studio-menu', 'data-entry-id': 'handler' },
    h('label', { class: 'bio-properties-panel-label', for: 'studio-seek' }, t('Find a handler')),
    h('input', {
      id: 'studio-seek', type: 'search', class: 'bio-properties-panel-input', value: sought, autoComplete: 'off',
      onInput: (event) => seek(event.target.value),
    }),
    h('label', { class: 'bio-properties-panel-label', for: 'studio-handler' }, t('Handler ({count} fit)', { count: fits.length })),
    h('select', { id: 'studio-handler', class: 'bio-properties-panel-input', size: 6, onChange: choose },
      h('option', { value: '', selected: !name }, t('(none)')),
      name && !found.some((each) => each.name === name) && h('option', { value: name, selected: true }, name),
      [...stages].sort(usualFirst).map(([stage, many]) => h('optgroup', { key: stage, label: stage },
        many.map((each) =>
          h('option', { key: each.name, value: each.name, selected: each.name === name, title: each.name }, each.label))))));
}

/** What the system does as a rule stands by itself where a person is to do it. */
const stageOf = ({ kind: by, stage }, element) =>
  (by === 'system' && kind(element) === 'UserTask' ? t('Done by the system as a rule; a person needs a form for it') : stage);
const usualFirst = ([, [a]], [, [b]]) => (a.kind === 'system') - (b.kind === 'system');

const matches = (each, sought) =>
  !sought || `${each.label} ${each.name} ${each.stage}`.toLowerCase().includes(sought.trim().toLowerCase());

/** Binding a handler also names a nameless element. */
function set({ services, known }, element, name) {
  bind(services, element, name);
  const label = known.handler(name)?.label.replace(/（.*）$/, '').split('：')[0];
  if (label && !element.businessObject.name && kind(element) !== 'EndEvent') {
    services.modeling.updateLabel(element, label);
  }
}
