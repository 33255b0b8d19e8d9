// Ready blocks: several steps put down at once, and single steps with their handler.
import { subject } from './catalogue.js';
import { t } from './words.js';

const user = (handler, name) => ({ type: 'bpmn:UserTask', name, 'camunda:formRef': handler, 'camunda:formRefBinding': 'latest' });
const service = (handler, name) => ({ type: 'bpmn:ServiceTask', name, 'camunda:type': 'external', 'camunda:topic': handler });
const wait = (name, timer) => ({ type: 'bpmn:IntermediateCatchEvent', name, timer });
const choice = (name) => ({ type: 'bpmn:ExclusiveGateway', name });

/** A notice: posted, waited for to its last day, closed. */
const notice = (label, post, close, result) => ({
  label,
  about: [post, close],
  steps: { post: user(post, t('Post the notice')), over: wait(t('Notice is over'), `post.${result}`), close: service(close, t('Close the notice')) },
  at: { post: [0, 0], over: [1, 0], close: [2, 0] },
  flows: [['post', 'over'], ['over', 'close']],
});

export const BLOCKS = () => ({
  'ready-unit-notice': notice(t('Notice within the unit, at least 5 working days'), 'publicity.post_unit', 'publicity.close_unit', 'over_on'),
  'ready-roster-notice': notice(t('Notice of the roster, at least 5 working days'), 'publicity.post_roster', 'publicity.close_roster', 'over_on'),
  'ready-result-notice': notice(t('Notice of the results, at least 5 working days'), 'publicity.post_result', 'publicity.close_result', 'over_on'),
  'ready-correction': {
    label: t('Check, and send back for correction'),
    about: [],
    steps: {
      check: { type: 'bpmn:UserTask', name: t('Check') },
      opinion: choice(t('Opinion?')),
      correct: { type: 'bpmn:UserTask', name: t('Correct') },
    },
    at: { check: [0, 0], opinion: [1, 0], correct: [1, 1] },
    flows: [['check', 'opinion'], ['opinion', 'correct', t('Send back'), "${check.outcome == 'return'}"], ['correct', 'check']],
  },
  'ready-four-eyes': {
    label: t('Four eyes: a second person decides'),
    about: [],
    steps: {
      propose: { type: 'bpmn:UserTask', name: t('Propose') },
      decide: { type: 'bpmn:UserTask', name: t('Decide (another person)') },
      agreed: choice(t('Agreed?')),
    },
    at: { propose: [0, 0], decide: [1, 0], agreed: [2, 0] },
    flows: [['propose', 'decide'], ['decide', 'agreed'], ['agreed', 'propose', t('No'), "${decide.outcome == 'return'}"]],
  },
  'ready-message-or-day': {
    label: t('Wait for a message or for the last day'),
    about: [],
    steps: {
      first: { type: 'bpmn:EventBasedGateway', name: t('Which comes first?') },
      arrived: { type: 'bpmn:IntermediateCatchEvent', name: t('Message arrived'), eventDefinitionType: 'bpmn:MessageEventDefinition' },
      over: wait(t('Last day is over'), ''),
    },
    at: { first: [0, 0], arrived: [1, 0], over: [1, 1] },
    flows: [['first', 'arrived'], ['first', 'over']],
  },
  'ready-decide-by-table': {
    label: t('Gather facts, ask the table, branch'),
    about: [],
    steps: {
      facts: { type: 'bpmn:ServiceTask', name: t('Gather facts'), 'camunda:type': 'external' },
      table: { type: 'bpmn:BusinessRuleTask', name: t('Ask the table') },
      way: choice(t('Which way?')),
    },
    at: { facts: [0, 0], table: [1, 0], way: [2, 0] },
    flows: [['facts', 'table'], ['table', 'way']],
  },
});

const STEP = { x: 160, y: 130 };

/** Makes blocks and single ready steps, and hands them to the menus of bpmn-js. */
export function blocksModule(known) {
  class Blocks {
    constructor(palette, popupMenu, canvas, create, elementFactory, bpmnFactory, modeling, selection, mouse, autoPlace, elementRegistry) {
      Object.assign(this, { registry: elementRegistry, popupMenu, canvas, create, elementFactory, bpmnFactory, modeling, selection, mouse, autoPlace });
      palette.registerProvider(190, this);
      popupMenu.registerProvider('ready-blocks', this);
      const steps = { getPopupMenuEntries: (target) => (entries) => ({ ...entries, ...this.single(target) }) };
      popupMenu.registerProvider('bpmn-create', 300, steps);
      popupMenu.registerProvider('bpmn-append', 300, steps);
    }

    getPaletteEntries() {
      const click = (event) => this.menu({ x: event.x ?? event.clientX, y: event.y ?? event.clientY });
      const html = `<div class="entry studio-ready">${t('Ready blocks')}</div>`;
      return { 'ready-blocks': { group: 'ready', html, title: t('Ready blocks'), action: { click } } };
    }

    menu(cursor) {
      const place = cursor.x ? cursor : { x: 120, y: 200 };
      const root = this.canvas.getRootElement();
      this.popupMenu.open(root, 'ready-blocks', { ...place, cursor: place }, { title: t('Ready blocks'), search: true, width: 340 });
    }

    getPopupMenuEntries() {
      const group = { id: 'ready', name: t('Ready blocks') };
      const fits = ([, block]) => block.about.every((name) => this.fits(name));
      return Object.fromEntries(Object.entries(BLOCKS()).filter(fits).map(([id, block]) => [id, {
        label: block.label, group, className: 'bpmn-icon-subprocess-expanded', action: { click: (event) => this.put(block, event) },
      }]));
    }

    /** Follows the mouse; by the keyboard it lands right of what is selected. */
    put(block, event) {
      this.popupMenu.close();
      const elements = this.made(block);
      if (event instanceof KeyboardEvent || event?.detail === 0) return this.land(elements);
      return this.create.start(event, elements);
    }

    land(elements) {
      const [selected] = this.selection.get();
      const beside = selected?.businessObject.$instanceOf('bpmn:FlowNode') && selected.type !== 'label' ? selected : null;
      const parent = beside ? beside.parent : (this.registry.filter(isPool)[0] ?? this.canvas.getRootElement());
      const width = Math.max(...elements.map((each) => (each.waypoints ? 0 : each.x + each.width)));
      const place = beside ? { x: beside.x + beside.width + 60 + width / 2, y: beside.y + beside.height / 2 } : middle(parent, this.canvas);
      const made = this.modeling.createElements(elements, place, parent);
      if (beside && beside.type !== 'bpmn:EndEvent') this.modeling.connect(beside, made[0]);
      this.selection.select(made.filter((each) => !each.waypoints));
    }

    made(block) {
      const shapes = {};
      const ids = {};
      for (const [key, given] of Object.entries(block.steps)) {
        shapes[key] = this.shape(given, block.at[key]);
        ids[key] = shapes[key].businessObject.id;
      }
      const named = (text) => text.replace(/\b(\w+)(?=\.)/g, (whole, key) => ids[key] ?? whole);
      for (const [key, { timer }] of Object.entries(block.steps)) {
        if (timer) this.timed(shapes[key].businessObject, `\${${named(timer)}}`);
      }
      const flows = block.flows.map(([from, to, name, condition]) => this.flow(shapes[from], shapes[to], name, condition && named(condition)));
      return [...Object.values(shapes), ...flows];
    }

    shape({ type, name, timer, eventDefinitionType, ...attributes }, [column, row]) {
      const businessObject = this.bpmnFactory.create(type, { name });
      for (const [key, value] of Object.entries(attributes)) businessObject.set(key, value);
      const definition = timer === undefined ? eventDefinitionType : 'bpmn:TimerEventDefinition';
      const shape = this.elementFactory.createShape({ type, businessObject, ...(definition ? { eventDefinitionType: definition } : {}) });
      shape.x = column * STEP.x - shape.width / 2;
      shape.y = row * STEP.y - shape.height / 2;
      return shape;
    }

    timed(event, text) {
      const body = this.bpmnFactory.create('bpmn:FormalExpression', { body: text });
      body.$parent = event.eventDefinitions[0];
      event.eventDefinitions[0].timeDate = body;
    }

    flow(source, target, name, condition) {
      const businessObject = this.bpmnFactory.create('bpmn:SequenceFlow', { name });
      if (condition) {
        businessObject.conditionExpression = this.bpmnFactory.create('bpmn:FormalExpression', { body: condition });
        businessObject.conditionExpression.$parent = businessObject;
      }
      const middle = (each) => ({ x: each.x + each.width / 2, y: each.y + each.height / 2 });
      return this.elementFactory.createConnection({
        type: 'bpmn:SequenceFlow', businessObject, source, target, waypoints: [middle(source), middle(target)],
      });
    }

    /** Is the handler about the same kind of record as the diagram? */
    fits(name) {
      const about = subject(known, this.registry);
      return !about || known.handler(name)?.subject === about;
    }

    /** One entry for each handler that fits and each table, as the element templates say. */
    single(target) {
      const named = (template) => template.id.split('.').slice(2).join('.');
      const fitting = known.blocks.filter((each) => known.table(named(each)) || this.fits(named(each)));
      return Object.fromEntries(fitting.map((template) => [`ready-${template.id}`, {
        label: template.name,
        description: template.description,
        group: { id: template.category.id, name: template.category.name },
        search: template.id,
        className: ICONS[template.appliesTo[0]],
        action: { click: (event) => this.step(template, target, event), dragstart: (event) => this.step(template, null, event) },
      }]));
    }

    step(template, target, event) {
      this.popupMenu.close();
      const [type] = template.appliesTo;
      const businessObject = this.bpmnFactory.create(type);
      for (const { binding, value } of template.properties) {
        if (value !== undefined && binding.type === 'property') businessObject.set(binding.name, value);
      }
      const shape = this.elementFactory.createShape({ type, businessObject });
      if (target?.businessObject?.$instanceOf('bpmn:FlowNode')) return this.autoPlace.append(target, shape);
      return this.create.start(event instanceof KeyboardEvent ? this.mouse.getLastMoveEvent() : event, shape);
    }
  }
  Blocks.$inject = ['palette', 'popupMenu', 'canvas', 'create', 'elementFactory', 'bpmnFactory', 'modeling', 'selection', 'mouse', 'autoPlace', 'elementRegistry'];
  return { __init__: ['readyBlocks'], readyBlocks: ['type', Blocks] };
}

const isPool = (each) => each.type === 'bpmn:Participant' && !each.collapsed && each.children?.length > 0;

const ICONS = {
  'bpmn:UserTask': 'bpmn-icon-user-task',
  'bpmn:ServiceTask': 'bpmn-icon-service-task',
  'bpmn:BusinessRuleTask': 'bpmn-icon-business-rule-task',
};

/** Low in a pool, or in the middle of what is seen where there is none. */
function middle(parent, canvas) {
  const { x, y, width, height } = parent.width ? parent : canvas.viewbox();
  return { x: x + width / 2, y: parent.width ? y + height - 60 : y + height / 2 };
}
