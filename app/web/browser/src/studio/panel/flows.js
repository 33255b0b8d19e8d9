// Conditions, the way taken otherwise, several instances, and the days of a task.
import { results } from '../catalogue.js';
import { kind, writeExpression } from '../model.js';
import { t } from '../words.js';
import { select, suggest, text, tick } from './fields.js';

/** A flow out of an exclusive gateway: when it is taken. */
export function conditionEntries(context, element) {
  const { services, known, registry } = context;
  const flow = element.businessObject;
  const source = flow.sourceRef;
  const condition = flow.conditionExpression?.body ?? '';
  const otherwise = source.default === flow;
  const setDefault = (on) => services.modeling.updateProperties(element.source, { default: on ? flow : undefined });
  const offered = results(known, registry).flatMap(({ text: each, about }) => [
    { text: each, about },
    ...(/\.outcome}$/.test(each) ? [{ text: each.replace('}', " == '…'}"), about }] : []),
  ]);
  const set = (value) => writeExpression(services, element, flow, 'conditionExpression', value);
  return [
    tick('otherwise', t('Taken when no other condition holds'), () => otherwise, setDefault),
    ...(otherwise ? [] : [suggest('condition', t('Condition'), () => condition, set, offered,
      t('For instance {example}', { example: "${unit_check.outcome == 'return'}" }))]),
  ];
}

export function defaultEntries(context, element) {
  const out = element.outgoing.filter((each) => each.type === 'bpmn:SequenceFlow');
  const options = [
    { value: '', label: t('(none)') },
    ...out.map((each) => ({ value: each.id, label: `${each.businessObject.name || ''} → ${each.target.businessObject.name || each.target.id}` })),
  ];
  const set = (id) => {
    const flow = out.find((each) => each.id === id)?.businessObject;
    context.services.modeling.updateProperties(element, { default: flow });
  };
  return [select('default', t('Taken when no condition holds'), () => element.businessObject.default?.id ?? '', set, options)];
}

/** Several instances, once the element was marked so in its menu. */
export function severalEntries(context, element) {
  const { services, known, registry } = context;
  const many = element.businessObject.loopCharacteristics;
  const write = (properties) => services.modeling.updateModdleProperties(element, many, properties);
  const expression = (name) => (value) => writeExpression(services, element, many, name, value);
  const offered = results(known, registry).map((each) => ({ ...each, text: each.text.slice(2, -1) }));
  return [
    tick('sequential', t('One after the other'), () => Boolean(many.isSequential), (on) => write({ isSequential: on })),
    suggest('collection', t('List, one instance for each'), () => many.get('camunda:collection'),
      (value) => write({ 'camunda:collection': value || undefined }), offered),
    text('item', t('Name of the one'), () => many.get('camunda:elementVariable'),
      (value) => write({ 'camunda:elementVariable': value || undefined })),
    text('cardinality', t('Or a number of instances'), () => many.loopCardinality?.body, expression('loopCardinality')),
    text('completion', t('Done as soon as'), () => many.completionCondition?.body, expression('completionCondition')),
  ];
}

export function dayEntries(context, element) {
  const { services, known, registry } = context;
  const offered = results(known, registry).filter((each) => /(_on|_by|_at)}$/.test(each.text));
  const field = (name, label, id) => suggest(id, label, () => element.businessObject.get(name),
    (value) => services.modeling.updateProperties(element, { [name]: value || undefined }), offered);
  return [
    field('camunda:dueDate', t('Last day'), 'due'),
    field('camunda:followUpDate', t('Amber from'), 'follow-up'),
  ];
}

export const isChoice = (element) => kind(element) === 'ExclusiveGateway';
