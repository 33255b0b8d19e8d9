// The diagram as a list, for the keyboard and the screen reader: every step by lane, with what it runs.
import { handlerOf, kind, laneOf, nodesOf } from './model.js';
import { t } from './words.js';

const KINDS = {
  UserTask: 'User task', ServiceTask: 'Service task', BusinessRuleTask: 'Business rule task', StartEvent: 'Start event',
  EndEvent: 'End event', IntermediateCatchEvent: 'Wait', IntermediateThrowEvent: 'Message out',
  BoundaryEvent: 'Boundary event', ExclusiveGateway: 'Exclusive gateway', ParallelGateway: 'Parallel gateway',
  EventBasedGateway: 'Event-based gateway', SubProcess: 'Sub-process',
};

/** Draws the list anew; `goTo(element)` selects. */
export function outline(page, modeler, known, goTo) {
  const registry = modeler.get('elementRegistry');
  const lanes = Map.groupBy(nodesOf(registry), laneOf);
  const parts = [...lanes].map(([lane, elements]) => {
    const section = document.createElement('section');
    const title = Object.assign(document.createElement('h3'), { textContent: lane || t('In no lane') });
    const list = document.createElement('ul');
    list.append(...elements.map((element) => line(element, known, goTo)));
    section.append(title, list);
    return section;
  });
  page.part('outline').replaceChildren(...parts);
  page.holder.querySelector('h1').textContent = titleOf(registry, modeler) || page.name;
}

/** The name of the process, by its pool where it has one. */
function titleOf(registry, modeler) {
  const [pool] = registry.filter((each) => each.type === 'bpmn:Participant');
  return (pool ?? modeler.get('canvas').getRootElement()).businessObject.name;
}

function line(element, known, goTo) {
  const item = document.createElement('li');
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'plain' });
  const type = t(KINDS[kind(element)] ?? kind(element));
  const name = element.businessObject.name || element.id;
  const handler = handlerOf(element);
  button.append(Object.assign(document.createElement('strong'), { textContent: name }));
  const facts = [type, known.handler(handler)?.label ?? handler];
  button.append(Object.assign(document.createElement('span'), { textContent: facts.filter(Boolean).join(' · ') }));
  button.addEventListener('click', () => goTo(element));
  const flows = element.outgoing.filter((flow) => flow.type === 'bpmn:SequenceFlow' && flow.target);
  item.append(button, ...flows.map((flow) => way(flow, name, goTo)));
  return item;
}

/** A flow out of a step, to be selected as the step is. */
function way(flow, from, goTo) {
  const to = flow.target.businessObject.name || flow.target.id;
  const words = [flow.businessObject.name, to].filter(Boolean).join('：');
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'plain studio-flow', textContent: `→ ${words}` });
  button.setAttribute('aria-label', t('Flow from {from} to {to}', { from, to }));
  button.addEventListener('click', () => goTo(flow));
  return button;
}
