// Events: which legal period a timer waits for, which message is awaited or sent.
import { h } from '@bpmn-io/properties-panel/preact';
import { periods, results } from '../catalogue.js';
import { message, throws, timer, writeExpression } from '../model.js';
import { t } from '../words.js';
import { select, shown, suggest } from './fields.js';

const KINDS = { date: 'timeDate', duration: 'timeDuration' };

export function timerEntries(context, element) {
  const { services, known, registry } = context;
  const event = timer(element);
  const now = event.timeDuration ? 'duration' : 'date';
  const value = (event.timeDate ?? event.timeDuration ?? event.timeCycle)?.body ?? '';
  const offered = periods(known, registry);
  const chosen = offered.find((each) => each.text === value);
  const write = (type, text) => {
    for (const each of ['timeDate', 'timeDuration', 'timeCycle']) {
      if (each !== KINDS[type] && event.get(each)) writeExpression(services, element, event, each, '');
    }
    writeExpression(services, element, event, KINDS[type], text);
  };
  const options = [
    { value: '', label: t('(another day, written below)') },
    ...offered.map(({ clock, element: by, text }) => ({ value: text, label: `${clock.name} · ${by.businessObject.name || by.id}` })),
  ];
  return [
    select('period', t('Which legal period'), () => (chosen ? value : ''), (text) => { if (text) write('date', text); }, options),
    ...(offered.length ? [] : [shown('no-period', () => h('p', { class: 'studio-small' }, t('No step of this diagram starts a legal period yet.')))]),
    ...(chosen ? [shown('period-law', () => law(chosen.clock))] : []),
    select('timer-kind', t('Kind of time'), () => now, (type) => write(type, value), [
      { value: 'date', label: t('A day') }, { value: 'duration', label: t('A length of time (ISO 8601)') },
    ]),
    suggest('timer-text', now === 'date' ? t('Day') : t('Length'), () => value, (text) => write(now, text), results(known, registry),
      now === 'date' ? t('A result such as {example}, or 2026-10-10. It is due when that day ends.', { example: '${post_unit.over_on}' }) : null),
  ];
}

function law({ minimum, requirement }) {
  const word = minimum ? t('A minimum: nothing may cut it short.') : t('A last day: it may not be put off.');
  return h('p', { class: 'studio-small' }, h('strong', null, requirement.cite), ` ${requirement.line}。${word}`);
}

export function messageEntries(context, element) {
  const { known } = context;
  const name = message(element).messageRef?.name ?? '';
  const offered = known.messages.map((each) => ({ text: each.name, about: ends(each) }));
  const told = known.messages.find((each) => each.name === name);
  const label = throws(element) ? t('Message sent') : t('Message awaited');
  return [
    suggest('message', label, () => name, (text) => setMessage(context, element, text), offered),
    ...(told ? [shown('message-ends', () => h('p', { class: 'studio-small' }, ends(told)))] : []),
  ];
}

function ends({ senders, receivers }) {
  const titles = (many) => many.map((each) => each.title).join('、') || t('a page or another part of the program');
  return t('sent by: {senders}; received by: {receivers}', { senders: titles(senders), receivers: titles(receivers) });
}

/** Points the event to the message of this name in the file, which is made if there is none. */
function setMessage({ services }, element, name) {
  const event = message(element);
  const { modeling, bpmnFactory, bpmnjs } = services;
  if (!name) return modeling.updateModdleProperties(element, event, { messageRef: undefined });
  const definitions = bpmnjs.getDefinitions();
  let found = definitions.rootElements.find((each) => each.$type === 'bpmn:Message' && each.name === name);
  if (!found) {
    found = bpmnFactory.create('bpmn:Message', { id: `message_${name.replace(/[^\w.-]/g, '_')}`, name });
    found.$parent = definitions;
    const root = services.canvas.getRootElement();
    modeling.updateModdleProperties(root, definitions, { rootElements: [...definitions.rootElements, found] });
  }
  return modeling.updateModdleProperties(element, event, { messageRef: found });
}
