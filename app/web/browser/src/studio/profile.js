// The drawing tools cut to what we run: palette, context pad, and the menus of bpmn-js.
import { InsertingModule } from './inserting.js';

const RUN = new Set([
  'user-task', 'service-task', 'rule-task',
  'exclusive-gateway', 'parallel-gateway', 'event-based-gateway',
  'none-start', 'none-start-event', 'message-start', 'non-interrupting-message-start',
  'none-end', 'none-end-event', 'message-end', 'terminate-end',
  'message-intermediate-catch', 'timer-intermediate-catch', 'message-intermediate-throw',
  'message-boundary', 'timer-boundary', 'non-interrupting-message-boundary', 'non-interrupting-timer-boundary',
  'expanded-subprocess', 'event-subprocess', 'subprocess', 'expanded-pool',
  'sequence-flow', 'default-flow', 'conditional-flow',
]);
const HEADERS = new Set(['toggle-parallel-mi', 'toggle-sequential-mi', 'toggle-non-interrupting']);
const LATE = 200; // providers with a low priority see what the others gave

const keep = (entries, fits) => Object.fromEntries(Object.entries(entries).filter(([id]) => fits(id)));
const bare = (id) => id.replace(/^(replace-with|create|append)-/, '').replace(/^(expanded|collapsed)-(?=event-)/, '');

class Menus {
  constructor(popupMenu) {
    for (const menu of ['bpmn-replace', 'bpmn-create', 'bpmn-append']) popupMenu.registerProvider(menu, LATE, this);
  }

  getPopupMenuEntries() {
    return (entries) => keep(entries, (id) => RUN.has(bare(id)) || id.startsWith('ready-'));
  }

  getPopupMenuHeaderEntries() {
    return (entries) => keep(entries, (id) => HEADERS.has(id));
  }
}
Menus.$inject = ['popupMenu'];

const TASKS = [
  ['bpmn:UserTask', 'bpmn-icon-user-task', 'User task'],
  ['bpmn:ServiceTask', 'bpmn-icon-service-task', 'Service task'],
  ['bpmn:BusinessRuleTask', 'bpmn-icon-business-rule-task', 'Business rule task'],
];
const WAITS = [
  ['bpmn:TimerEventDefinition', 'bpmn-icon-intermediate-event-catch-timer', 'Wait for a day'],
  ['bpmn:MessageEventDefinition', 'bpmn-icon-intermediate-event-catch-message', 'Wait for a message'],
];

class Palette {
  constructor(palette, create, elementFactory, translate) {
    Object.assign(this, { create, elementFactory, translate });
    palette.registerProvider(LATE, this);
  }

  getPaletteEntries() {
    return (entries) => {
      const unwanted = /^create\.(task|intermediate-event|data-object|data-store|group)$/;
      const kept = keep(entries, (id) => !unwanted.test(id));
      const made = {};
      for (const [type, icon, title] of TASKS) made[`create.${type}`] = this.entry('activity', icon, title, { type });
      for (const [eventDefinitionType, icon, title] of WAITS) {
        const shape = { type: 'bpmn:IntermediateCatchEvent', eventDefinitionType };
        made[`create.${eventDefinitionType}`] = this.entry('event', icon, title, shape);
      }
      const note = { type: 'bpmn:TextAnnotation' };
      made['create.note'] = this.entry('artifact', 'bpmn-icon-text-annotation', 'Note', note);
      return { ...kept, ...made };
    };
  }

  entry(group, className, title, shape) {
    const begin = (event) => this.create.start(event, this.elementFactory.createShape({ ...shape }));
    return { group, className, title: this.translate(title), action: { click: begin, dragstart: begin } };
  }
}
Palette.$inject = ['palette', 'create', 'elementFactory', 'translate'];

class Pad {
  constructor(contextPad, autoPlace, create, elementFactory, translate, inserting) {
    Object.assign(this, { autoPlace, create, elementFactory, translate, inserting });
    contextPad.registerProvider(LATE, this);
  }

  getContextPadEntries(element) {
    return (entries) => {
      const unwanted = /^append\.(append-task|intermediate-event|receive-task|condition-intermediate-event|signal-intermediate-event|compensation-activity)$/;
      const kept = keep(entries, (id) => !unwanted.test(id));
      const [type, icon] = TASKS[0];
      if (element.type === 'bpmn:SequenceFlow') return { 'insert.user-task': this.insertion(element, type, icon), ...kept };
      if (!entries['append.append-task']) return kept;
      return { 'append.user-task': this.entry(element, type, icon), ...kept };
    };
  }

  insertion(flow, type, className) {
    const click = () => this.inserting.into(flow, this.elementFactory.createShape({ type }));
    return { group: 'model', className, title: this.translate('Insert user task here'), action: { click } };
  }

  entry(source, type, className) {
    const shape = () => this.elementFactory.createShape({ type });
    return {
      group: 'model',
      className,
      title: this.translate('Append user task'),
      action: {
        click: () => this.autoPlace.append(source, shape()),
        dragstart: (event) => this.create.start(event, shape(), { source }),
      },
    };
  }
}
Pad.$inject = ['contextPad', 'autoPlace', 'create', 'elementFactory', 'translate', 'inserting'];

export const ProfileModule = {
  __depends__: [InsertingModule],
  __init__: ['ourMenus', 'ourPalette', 'ourPad'],
  ourMenus: ['type', Menus],
  ourPalette: ['type', Palette],
  ourPad: ['type', Pad],
};
