// Trying a draft out. The story so far is all there is to remember: each step sends it and gets it back with one step more.
import './try.css';
import { draw } from './try/diagram.js';
import { changed, hide, show } from './try/form.js';
import { decisions, moment, said, steps, tasks, timers } from './try/showing.js';

const settings = JSON.parse(document.querySelector('#try-settings').textContent);
const { words, named } = settings;
const root = document.querySelector('#try');
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const act = (name) => root.querySelector(`[data-act="${name}"]`);
const csrf = document.querySelector('meta[name="csrf-token"]').content;

let story = '';
let before = []; // stories to go back to, each with what was told of it
let told = []; // what was done, in words
let script = []; // steps of a story that is being gone along
let chosen = null; // the task whose form stands open
let last = null; // the last look

const paint = await fetch(settings.file).then((answer) => answer.text()).then((xml) => draw(part('diagram'), xml)).catch(() => () => {});
connect();
root.removeAttribute('aria-busy');

/** Ask the server; what it refuses is told, and nothing changes. */
async function ask(body) {
  root.setAttribute('aria-busy', 'true');
  for (const button of root.querySelectorAll('[data-act]')) button.disabled = true;
  try {
    const answer = await fetch(settings.trial, {
      method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRFToken': csrf }, body: JSON.stringify({ process: settings.process, ...body }),
    });
    if (!(answer.headers.get('Content-Type') ?? '').startsWith('application/json')) throw new TypeError('no answer');
    const found = await answer.json();
    if (answer.ok) return found;
    refuse(found.message);
  } catch {
    refuse(words.offline);
  } finally {
    root.removeAttribute('aria-busy');
    enable();
  }
  return null;
}

/** One step; whether it was taken. */
async function go(step, inWords = describe(step)) {
  refuse('');
  const seen = await ask({ story, step });
  if (!seen) return false;
  if (!seen.refused && step) {
    before.push({ story, told: [...told], script: [...script] });
    told.push(inWords);
  }
  look(seen);
  if (seen.refused) refuse(seen.refused);
  return !seen.refused;
}

function look(seen) {
  last = seen;
  story = seen.story;
  chosen = null;
  hide(part('form').querySelector('#form'));
  part('form').hidden = true;
  paint(seen);
  part('now').textContent = moment(seen.now);
  part('covered').textContent = said(words.share, { ...seen.covered, share: Math.round(seen.covered.share * 100) });
  tasks(part('tasks'), seen.tasks, words, choose);
  timers(part('timers'), seen.timers, named, words);
  decisions(part('decisions'), seen.decisions, words);
  steps(part('steps'), told);
  part('text').textContent = story;
  jump(seen.next_due);
  if (seen.incidents.length) refuse(seen.incidents.map(({ element, message }) => `${named[settings.process]?.[element] ?? element}：${message}`).join('\n'));
  enable();
}

/** Which buttons mean something now. */
function enable() {
  const begun = told.length > 0 || story !== '';
  part('begin').hidden = begun;
  part('script').hidden = !script.length;
  part('left').textContent = script.length ? said(words.left, { n: script.length }) : words.over;
  part('upcoming').textContent = script.length ? describe(script[0]) : '';
  for (const [name, may] of Object.entries({
    begin: !begun, tell: !begun, undo: before.length > 0, again: begun, rest: told.length > 0, next: script.length > 0, all: script.length > 0,
    do: chosen !== null, close: chosen !== null, keep: told.length > 0 && settings.mayKeep, say: true,
  })) if (act(name)) act(name).disabled = !may;
}

function refuse(message) {
  part('refused').hidden = !message;
  part('refused').textContent = message;
  if (message) part('refused').focus();
}

/** A step in the words of the diagram. */
function describe(step) {
  const verb = Object.keys(words.verbs).find((each) => each in (step ?? {}));
  if (!verb) return '';
  const { [verb]: what, with: given, of, at, as, by, ...rest } = step;
  const more = [...Object.entries(rest), ...Object.entries(given ?? {})].map(([key, value]) => `${key} = ${plain(value)}`);
  const whose = `${of && !(of in words.processes) ? `（${of}）` : ''}${by ? `（${words.other}）` : ''}`;
  return `${words.verbs[verb]} ${nameOf(what)}${whose}${more.length ? `：${more.join('，')}` : ''}`;
}

const plain = (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** What a step is about: an element by its name, a process by its own. */
function nameOf(what) {
  if (what === 'nothing') return words.nothing;
  return words.processes[what] ?? words.statuses[what] ?? Object.values(named).map((each) => each[what]).find(Boolean) ?? plain(what);
}

async function choose(task, button) {
  for (const each of part('tasks').querySelectorAll('button')) each.setAttribute('aria-expanded', String(each === button));
  part('by').value = '1';
  part('form').hidden = false;
  await show(part('form').querySelector('#form'), task);
  chosen = task;
  enable();
  part('form').scrollIntoView({ block: 'nearest' });
}

function done() {
  const given = changed();
  const by = Number(part('by').value);
  const step = { do: chosen.element };
  if (chosen.of) step.of = chosen.of;
  if (by > 1) step.by = by;
  if (Object.keys(given).length) step.with = given;
  return go(step);
}

function jump(due) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn' });
  part('jump').replaceChildren(...(due ? [button] : []));
  if (!due) return;
  button.textContent = `${words.jump} ${moment(due)}`;
  button.dataset.act = 'jump';
  button.addEventListener('click', () => go({ pass: stamp(due) }));
}

/** The instant as a story writes it: the minute in Asia/Shanghai, rounded up so that what is due is due. */
function stamp(due) {
  const local = new Date(Math.ceil(new Date(due).getTime() / 60000) * 60000 + 8 * 3600000);
  return local.toISOString().slice(0, 16).replace('T', ' ');
}

async function along(all) {
  do {
    const step = script[0];
    if (!(await go(step))) return;
    script.shift();
    enable();
  } while (all && script.length);
}

async function tell() {
  const name = part('told').value;
  if (!name) return refuse(words.choose);
  const found = await ask({ begin: name });
  if (!found) return;
  ({ story, script } = found);
  await go(null);
}

async function back() {
  const to = before.pop();
  ({ story, told, script } = to);
  refuse('');
  if (!story) return restart();
  const seen = await ask({ story, step: null });
  if (seen) look(seen);
}

function restart() {
  location.reload();
}

async function keep() {
  const title = part('title').value.trim();
  if (!title) return refuse(words.name);
  const found = await ask({ story, record: title });
  if (!found) return;
  const name = `${part('filename').value}.scenario.yaml`;
  const answer = await fetch(settings.files.replace('NAME', name), {
    method: 'PUT', headers: { 'Content-Type': 'application/json', 'X-CSRFToken': csrf }, body: JSON.stringify({ text: found.story, revision: 0 }),
  }).catch(() => null);
  const body = answer && (await answer.json().catch(() => null));
  if (answer?.ok) part('kept').textContent = `${words.saved} ${name}`;
  else refuse(answer?.status === 409 ? words.taken : body?.message ?? words.offline);
}

function spoken() {
  try {
    return go(JSON.parse(part('said').value));
  } catch (error) {
    return refuse(String(error.message));
  }
}

function connect() {
  const acts = {
    begin: () => go(settings.begin), tell, undo: back, again: restart, next: () => along(false), all: () => along(true),
    do: done, close: () => look(last), rest: () => go({ until: 'nothing' }), keep, say: spoken,
  };
  for (const [name, run] of Object.entries(acts)) act(name)?.addEventListener('click', run);
  enable();
}
