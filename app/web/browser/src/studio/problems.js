// Problems while one draws: asked of the server after a pause, listed with article and place, painted on the diagram.
import { announce } from './page.js';
import { t } from './words.js';
import { processOf } from './model.js';

const PAUSE = 700;

export class Problems {
  constructor(page, modeler, text) {
    Object.assign(this, { page, modeler, text, timer: 0, asked: 0, found: [], hints: [], badges: [], steps: [], marked: [], wanted: '' });
    page.part('problems').addEventListener('click', (event) => this.pressed(event));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), PAUSE);
  }

  /** Ask what is wrong with the file as it stands here, among the other files of the draft. */
  async check() {
    clearTimeout(this.timer);
    const turn = ++this.asked;
    this.state('checking', t('Checking…'));
    try {
      const { name } = this.page;
      const { ok, body } = await this.page.ask(`${this.page.base}/check`, { method: 'POST', body: { name, text: await this.text() } });
      if (turn !== this.asked) return;
      if (!ok) throw new Error('refused');
      this.found = body.problems;
      this.show();
    } catch {
      if (turn === this.asked) this.state('failed', t('The check did not answer; drawing goes on, it is asked again after the next change.'));
    }
  }

  /** Hints on the drawing itself; they keep nothing from being published. */
  hint(hints) {
    this.hints = hints.map((each) => ({ ...each, file: this.page.name, severity: 'hint', rule: 'drawing', article: '', path: [] }));
    this.show();
  }

  all() {
    const here = (problem) => problem.file === this.page.name;
    const weight = { error: 0, warning: 1, hint: 2 };
    return [...this.found, ...this.hints].sort((a, b) => here(b) - here(a) || weight[a.severity] - weight[b.severity]);
  }

  show() {
    this.unpaint();
    const all = this.all();
    const errors = this.found.filter((each) => each.severity === 'error').length;
    const list = this.page.part('problems');
    list.replaceChildren(...all.map((problem, index) => this.line(problem, index)));
    this.state(errors ? 'errors' : 'clean', this.verdict(errors));
    for (const place of document.querySelectorAll('[data-count="problems"]')) place.textContent = this.found.length;
    this.mark(all.filter((each) => each.file === this.page.name && each.severity !== 'hint'));
    if (this.wanted) this.paintWanted();
  }

  verdict(errors) {
    if (errors) return t('{count} to be put right before this can go to review', { count: errors });
    return this.found.length ? t('Can go to review; {count} things to look at', { count: this.found.length }) : t('Can go to review');
  }

  state(state, text) {
    const place = this.page.part('verdict');
    place.dataset.state = state;
    if (place.textContent !== text) place.textContent = text;
  }

  line(problem, index) {
    const item = document.createElement('li');
    item.className = `studio-problem ${problem.severity}`;
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', className: 'plain' });
    button.dataset.index = index;
    button.append(
      span('studio-severity', { error: t('Error'), warning: t('Warning'), hint: t('Drawing') }[problem.severity]),
      span('studio-where', this.where(problem)),
      span('studio-message', problem.message),
    );
    if (problem.cite || problem.article) button.append(span('chip', problem.cite ?? this.page.known.cite(problem.article)));
    item.append(button);
    if (problem.path?.length) item.append(this.way(problem));
    return item;
  }

  where({ file, element }) {
    if (file && file !== this.page.name) return file;
    const found = this.modeler.get('elementRegistry').get(element);
    return found?.businessObject.name || (element && !found ? element : '') || (found ? element : t('the whole file'));
  }

  /** The counter-example in words: each step, those of other processes by name. */
  way({ path }) {
    const list = document.createElement('ol');
    list.className = 'studio-way';
    list.setAttribute('aria-label', t('Way that shows it'));
    for (const step of path) list.append(Object.assign(document.createElement('li'), { textContent: this.step(step) }));
    return list;
  }

  step(step) {
    const [process, id] = parted(step);
    const element = this.keys().has(process) || !process ? this.modeler.get('elementRegistry').get(id) : null;
    if (element) return element.businessObject.name || id;
    const other = this.page.known.processes.find((each) => each.key === process);
    return t('{element} (process {process})', { element: other?.steps[id] || id, process: other?.title ?? process });
  }

  keys() {
    const root = this.modeler.get('canvas').getRootElement();
    const pools = this.modeler.get('elementRegistry').filter((each) => each.type === 'bpmn:Participant');
    return new Set([root, ...pools].map((each) => processOf(each)?.id).filter(Boolean));
  }

  pressed(event) {
    const button = event.target.closest('[data-index]');
    if (!button) return;
    const problem = this.all()[Number(button.dataset.index)];
    if (problem.file && problem.file !== this.page.name) return location.assign(this.page.edit(problem.file, problem.element));
    const element = this.modeler.get('elementRegistry').get(problem.element);
    if (element) this.goTo(element);
    this.paint(problem);
    return undefined;
  }

  /** Where the address leads: the element is selected, and the way of what is wrong with it is painted once known. */
  arrive() {
    const element = this.modeler.get('elementRegistry').get(this.page.asked());
    if (!element) return;
    this.goTo(element);
    this.wanted = element.id;
    this.paintWanted();
  }

  paintWanted() {
    const problem = this.all().find((each) => each.file === this.page.name && each.element === this.wanted && each.path?.length);
    if (!problem) return;
    this.wanted = '';
    this.paint(problem);
  }

  /** Select an element and bring it into the middle of the view. */
  goTo(element) {
    const canvas = this.modeler.get('canvas');
    if (element !== canvas.getRootElement()) {
      this.modeler.get('selection', false)?.select(element);
      if (canvas.zoom() < 0.6) canvas.zoom(0.8);
      center(canvas, element);
    }
    announce(t('Selected: {name}', { name: element.businessObject.name || element.id }));
  }

  /** The counter-example on the diagram: its steps numbered, its flows thick. */
  paint({ path }) {
    this.unpaint();
    const registry = this.modeler.get('elementRegistry');
    const keys = this.keys();
    const numbers = new Map();
    let before = null;
    (path ?? []).forEach((step, index) => {
      const [process, id] = parted(step);
      const element = keys.has(process) || !process ? registry.get(id) : null;
      if (element) {
        numbers.set(element, [...(numbers.get(element) ?? []), index + 1]);
        const flow = before?.outgoing?.find((each) => each.target === element);
        if (flow) this.light(flow);
        this.light(element);
      }
      before = element;
    });
    for (const [element, each] of numbers) {
      if (element.waypoints) continue;
      const html = span('studio-step', each.join('·'));
      this.steps.push(this.modeler.get('overlays').add(element, 'path', { position: { bottom: 8, left: -8 }, html }));
    }
  }

  light(element) {
    this.modeler.get('canvas').addMarker(element, 'on-the-way');
    this.marked.push(element.id);
  }

  unpaint() {
    const overlays = this.modeler.get('overlays');
    for (const id of this.steps) overlays.remove(id);
    for (const id of this.marked) {
      if (this.modeler.get('elementRegistry').get(id)) this.modeler.get('canvas').removeMarker(id, 'on-the-way');
    }
    this.steps = [];
    this.marked = [];
  }

  /** A badge on each element that something is wrong with. */
  mark(problems) {
    const overlays = this.modeler.get('overlays');
    for (const id of this.badges) overlays.remove(id);
    this.badges = [];
    const registry = this.modeler.get('elementRegistry');
    const root = this.modeler.get('canvas').getRootElement();
    for (const [id, many] of Map.groupBy(problems, (each) => each.element)) {
      const element = registry.get(id);
      if (!element || element === root) continue;
      const worst = many.some((each) => each.severity === 'error') ? 'error' : 'warning';
      const html = span(`studio-badge ${worst}`, worst === 'error' ? `! ${many.length}` : `? ${many.length}`);
      html.title = many.map((each) => each.message).join('\n');
      const position = element.waypoints ? { top: -8, left: 0 } : { top: -10, right: 10 };
      this.badges.push(overlays.add(element, 'problem', { position, html }));
    }
  }
}

/** Puts the middle of an element into the middle of the view; of a lane, which is wider than the view, its head. */
function center(canvas, element) {
  const { width, height } = canvas.viewbox();
  const middle = { x: element.x + Math.min(element.width, width * 0.7) / 2, y: element.y + element.height / 2 };
  const at = element.waypoints?.[0] ?? middle;
  canvas.viewbox({ x: at.x - width / 2, y: at.y - height / 2, width, height });
}

function parted(step) {
  const at = step.indexOf(':');
  return at < 0 ? ['', step] : [step.slice(0, at), step.slice(at + 1)];
}

function span(className, textContent) {
  return Object.assign(document.createElement('span'), { className, textContent });
}
