// The panel cut to our profile: what this element is called, who does it, what runs, when and on what condition.
import { Group } from '@bpmn-io/properties-panel';
import { extraResult, handlerAttribute, handlerOf, kind, message, processOf, timer, writeResult } from '../model.js';
import { t } from '../words.js';
import { messageEntries, timerEntries } from './events.js';
import { lines, select, text } from './fields.js';
import { fileOfTable } from './files.js';
import { conditionEntries, dayEntries, defaultEntries, isChoice, severalEntries } from './flows.js';
import { handlerEntries } from './handler.js';

const PRIORITY = 500;
const NAME = /^[A-Za-z_][\w.-]*$/;

/** The module for one page and its catalogue. */
export function panelModule(page, known) {
  class Provider {
    constructor(propertiesPanel, modeling, bpmnFactory, elementRegistry, eventBus, canvas, bpmnjs) {
      const services = { modeling, bpmnFactory, eventBus, canvas, bpmnjs };
      this.context = { page, known, registry: elementRegistry, services };
      propertiesPanel.registerProvider(PRIORITY, this);
    }

    getGroups(element) {
      return () => groups(this.context, element);
    }
  }
  Provider.$inject = ['propertiesPanel', 'modeling', 'bpmnFactory', 'elementRegistry', 'eventBus', 'canvas', 'bpmnjs'];
  return { __init__: ['ourProvider'], ourProvider: ['type', Provider] };
}

function groups(context, element) {
  const type = kind(element);
  const made = [group('general', t('General'), generalEntries(context, element), true)];
  const add = (id, label, entries) => made.push(group(id, label, entries, true));
  if (message(element)) add('message', t('Message'), messageEntries(context, element));
  if (timer(element)) add('timer', t('Period'), timerEntries(context, element));
  if (handlerAttribute(element)) add('handler', handlerTitle(type), handlerEntries(context, element));
  if (type === 'BusinessRuleTask') add('decision', t('Decision'), decisionEntries(context, element));
  if (type === 'UserTask') add('days', t('Days'), dayEntries(context, element));
  if (type === 'SequenceFlow' && element.source && isChoice(element.source)) {
    add('condition', t('Condition'), conditionEntries(context, element));
  }
  if (isChoice(element) && element.outgoing.length > 1) add('default', t('Ways out'), defaultEntries(context, element));
  if (element.businessObject.loopCharacteristics) add('several', t('Several instances'), severalEntries(context, element));
  if (type !== 'Lane' && type !== 'Collaboration') {
    const node = processShown(element) ?? element.businessObject;
    made.push(group('documentation', t('Documentation'), [documentation(context, element, node)], false));
  }
  if (handlerOf(element)) made.push(group('result', t('Result'), resultEntries(context, element), Boolean(extraResult(element))));
  return made;
}

const group = (id, label, entries, shouldOpen) => ({ id, label, component: Group, entries, shouldOpen });

const handlerTitle = (type) => ({
  UserTask: t('What the person does'), StartEvent: t('How a person starts it'),
}[type] ?? t('What the system does'));

function generalEntries(context, element) {
  const type = kind(element);
  const node = element.businessObject;
  if (type === 'Lane') return [roleEntry(context, element), idEntry(context, element, node)];
  const process = processShown(element);
  const named = type === 'TextAnnotation' ? 'text' : 'name';
  const rename = (value) => context.services.modeling.updateProperties(element, { [named]: value || undefined });
  const label = type === 'TextAnnotation' ? t('Text') : t('Name');
  const entries = type === 'Collaboration' ? [] : [lines('name', label, () => node.get(named), rename)];
  if (process && process !== node) entries.push(keyEntry(context, element, process));
  else if (type !== 'Collaboration') entries.push(idEntry(context, element, node));
  return entries;
}

/** The process that a pool or the whole canvas stands for. */
const processShown = (element) =>
  (['Participant', 'Process', 'Collaboration'].includes(kind(element)) ? processOf(element) : null);

/** A lane is a role: its name is the role's title. */
function roleEntry({ known, services }, element) {
  const name = element.businessObject.name ?? '';
  const roles = known.roles.map(({ title }) => ({ value: title, label: title }));
  const other = roles.some((each) => each.value === name) ? [] : [{ value: name, label: name ? t('{name} (not a role)', { name }) : t('(none)') }];
  const set = (value) => services.modeling.updateProperties(element, { name: value });
  return select('role', t('Role of this lane'), () => name, set, [...other, ...roles]);
}

function idEntry({ services, registry }, element, node) {
  const validate = (value) => {
    if (!NAME.test(value ?? '')) return t('Letters, digits, underscore, point and hyphen only; a letter first.');
    const other = registry.get(value);
    return other && other !== element ? t('Another element has this id.') : null;
  };
  const set = (value, error) => { if (!error) services.modeling.updateProperties(element, { id: value }); };
  return text('id', t('Id (results are kept under it)'), () => node.id, set, { validate });
}

function keyEntry({ services }, element, process) {
  const validate = (value) => (NAME.test(value ?? '') ? null : t('Letters, digits, underscore, point and hyphen only; a letter first.'));
  const set = (value, error) => { if (!error) services.modeling.updateModdleProperties(element, process, { id: value }); };
  return text('key', t('Key of the process'), () => process.id, set, { validate });
}

function documentation({ services }, element, node) {
  const get = () => node.documentation?.[0]?.text ?? '';
  const set = (value) => {
    const made = value ? [services.bpmnFactory.create('bpmn:Documentation', { text: value })] : [];
    for (const each of made) each.$parent = node;
    services.modeling.updateModdleProperties(element, node, { documentation: made });
  };
  return lines('documentation', t('Documentation'), get, set);
}

function decisionEntries(context, element) {
  const { known, services } = context;
  const node = element.businessObject;
  const id = node.get('camunda:decisionRef') ?? '';
  const update = (properties) => services.modeling.updateProperties(element, properties);
  const options = [
    { value: '', label: t('(none)') },
    ...known.tables.map((each) => ({ value: each.id, label: `${each.name}（${each.id}）` })),
    ...(id && !known.table(id) ? [{ value: id, label: id }] : []),
  ];
  const choose = (value) => update({
    'camunda:decisionRef': value || undefined,
    'camunda:mapDecisionResult': value ? (node.get('camunda:mapDecisionResult') ?? 'singleResult') : undefined,
    'camunda:resultVariable': value ? (node.get('camunda:resultVariable') ?? value) : undefined,
  });
  return [
    select('decision', t('Decision table'), () => id, choose, options),
    text('new-table', t('Or the id of a new table'), () => (known.table(id) ? '' : id), (value) => { if (value) choose(value); }),
    ...(id ? [fileOfTable(context, element, id)] : []),
    text('result-variable', t('The result is called'), () => node.get('camunda:resultVariable'),
      (value) => update({ 'camunda:resultVariable': value || undefined })),
  ];
}

function resultEntries({ services }, element) {
  return [text('result', t('Kept under another name'), () => extraResult(element), (value) => writeResult(services, element, value), {
    description: t('Empty: under the id {id}. The same name where several steps give one result.', { id: element.id }),
  })];
}
