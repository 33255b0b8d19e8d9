// What an element says in our dialect, and how it is written: Camunda 7's attributes, nothing else.

export const kind = (element) => element.businessObject.$type.replace('bpmn:', '');

const definition = (element, type) =>
  (element.businessObject.eventDefinitions ?? []).find((each) => each.$type === `bpmn:${type}EventDefinition`);

export const message = (element) => definition(element, 'Message');
export const timer = (element) => definition(element, 'Timer');
export const throws = (element) => /^(End|IntermediateThrow)Event$/.test(kind(element));

/** What carries the handler's name: the message of a throwing event, else the element. */
export const bearer = (element) => (throws(element) && message(element)) || element.businessObject;

/** The attribute that names the handler; none where an element runs no handler. */
export function handlerAttribute(element) {
  const type = kind(element);
  if (type === 'UserTask') return 'camunda:formRef';
  if (type === 'StartEvent') return message(element) || timer(element) ? null : 'camunda:formRef';
  if (type === 'ServiceTask' || (throws(element) && message(element))) return 'camunda:topic';
  return null;
}

export function handlerOf(element) {
  const attribute = handlerAttribute(element);
  return attribute ? (bearer(element).get(attribute) ?? '') : '';
}

/** Bind a handler: its name and what goes with it. */
export function bind({ modeling }, element, name) {
  const task = handlerAttribute(element) === 'camunda:formRef';
  const properties = task
    ? { 'camunda:formRef': name || undefined, 'camunda:formRefBinding': name ? 'latest' : undefined }
    : { 'camunda:type': name ? 'external' : undefined, 'camunda:topic': name || undefined };
  modeling.updateModdleProperties(element, bearer(element), properties);
}

const extensions = (node) => node.extensionElements?.values ?? [];
const extension = (node, type) => extensions(node).find((each) => each.$type === type);

/** The inputs drawn on an element, by name. */
export function inputsOf(element) {
  const given = (node) => extension(node, 'camunda:InputOutput')?.inputParameters ?? [];
  const event = message(element);
  const both = [...given(element.businessObject), ...(event ? given(event) : [])];
  return Object.fromEntries(both.map((each) => [each.name, each.value ?? '']));
}

export function writeInput(services, element, name, value) {
  const inputs = { ...inputsOf(element), [name]: value };
  const parameters = Object.entries(inputs)
    .filter(([, text]) => text)
    .map(([key, text]) => services.bpmnFactory.create('camunda:InputParameter', { name: key, value: text }));
  const old = extension(element.businessObject, 'camunda:InputOutput');
  const outputs = old?.outputParameters ?? [];
  const made = parameters.length || outputs.length
    ? services.bpmnFactory.create('camunda:InputOutput', { inputParameters: parameters, outputParameters: outputs })
    : null;
  replaceExtension(services, element, 'camunda:InputOutput', made);
}

/** The name under which an element's result is kept. */
export function resultOf(element) {
  return extraResult(element) || element.businessObject.get('camunda:resultVariable') || element.id;
}

export function extraResult(element) {
  const held = extension(element.businessObject, 'camunda:Properties')?.values ?? [];
  return held.find((each) => each.name === 'result')?.value ?? '';
}

export function writeResult(services, element, value) {
  const held = extension(element.businessObject, 'camunda:Properties')?.values ?? [];
  const kept = held.filter((each) => each.name !== 'result');
  const values = value ? [...kept, services.bpmnFactory.create('camunda:Property', { name: 'result', value })] : kept;
  const made = values.length ? services.bpmnFactory.create('camunda:Properties', { values }) : null;
  replaceExtension(services, element, 'camunda:Properties', made);
}

function replaceExtension({ bpmnFactory, modeling }, element, type, made) {
  const node = element.businessObject;
  const values = [...extensions(node).filter((each) => each.$type !== type), ...(made ? [made] : [])];
  const holder = values.length ? bpmnFactory.create('bpmn:ExtensionElements', { values }) : undefined;
  if (holder) {
    holder.$parent = node;
    for (const each of values) settle(each, holder);
  }
  modeling.updateProperties(element, { extensionElements: holder });
}

function settle(each, parent) {
  each.$parent = parent;
  for (const inner of [...(each.inputParameters ?? []), ...(each.outputParameters ?? []), ...(each.values ?? [])]) {
    inner.$parent = each;
  }
}

/** A formal expression inside `node` under `name`; an empty text removes it. */
export function writeExpression({ bpmnFactory, modeling }, element, node, name, text) {
  const made = text ? bpmnFactory.create('bpmn:FormalExpression', { body: text }) : undefined;
  if (made) made.$parent = node;
  modeling.updateModdleProperties(element, node, { [name]: made });
}

/** The name of the lane an element stands in, that of the sub-process around it included. */
export function laneOf(element) {
  for (let around = element; around?.businessObject; around = around.parent) {
    const lane = (around.businessObject.lanes ?? [])[0];
    if (lane) return lane.name ?? '';
    if (around.type === 'bpmn:Lane') return around.businessObject.name ?? '';
  }
  return '';
}

/** The process an element, a participant or the canvas itself belongs to. */
export function processOf(element) {
  let node = element.businessObject;
  if (node.processRef) return node.processRef;
  while (node && node.$type !== 'bpmn:Process') node = node.$parent;
  return node;
}

/** Everything of a diagram that flows: the nodes, in the order of the file. */
export function nodesOf(elementRegistry) {
  return elementRegistry.filter((each) => each.type !== 'label' && each.businessObject?.$instanceOf?.('bpmn:FlowNode'));
}
