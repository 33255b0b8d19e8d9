// Lists beside the diagram: tasks, timers, what was done, what the tables answered. Texts only, never markup.
const language = document.documentElement.lang.startsWith('zh') ? 'zh-CN' : 'en-GB';
const made = (tag, textContent = '', className = '') => Object.assign(document.createElement(tag), { textContent, className });

/** A text with `{name}` replaced. */
export const said = (text, values) => text.replace(/{([a-z_]+)}/g, (_, key) => values[key]);

/** A moment as a day and a time of day in Asia/Shanghai. */
export function moment(text) {
  return new Date(text).toLocaleString(language, {
    year: 'numeric', month: 'numeric', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Shanghai',
  });
}

/** A last day: what ends with a day ends on it, not on the next. */
export function lastDay(text) {
  return new Date(new Date(text).getTime() - 60000).toLocaleDateString(language, {
    year: 'numeric', month: 'numeric', day: 'numeric', weekday: 'short', timeZone: 'Asia/Shanghai',
  });
}

export function tasks(holder, list, words, choose) {
  if (!list.length) return holder.replaceChildren(made('p', words.waits, 'text-quiet'));
  holder.replaceChildren(...list.map((task) => {
    const button = made('button', '', 'try-task');
    button.type = 'button';
    button.setAttribute('aria-expanded', 'false');
    button.append(made('strong', task.name), made('span', [task.role, task.who, task.of in words.processes ? '' : task.of].filter(Boolean).join(' · '), 'small'));
    if (task.due_at) button.append(made('span', ` · ${words.due} ${lastDay(task.due_at)}`, 'small'));
    if (task.count > 1) button.append(made('span', ` · ${said(words.count, { n: task.count - 1 })}`, 'small'));
    button.addEventListener('click', () => choose(task, button));
    return button;
  }));
}

export function timers(holder, list, named, words) {
  holder.replaceChildren(...list.map(({ process, element, due_at }) =>
    made('li', `${named[process]?.[element] ?? element}：${words.for} ${lastDay(due_at)}`)));
}

export function decisions(holder, list, words) {
  if (!list.length) return holder.replaceChildren(made('p', words.none, 'text-quiet'));
  holder.replaceChildren(...list.toReversed().map(({ name, table, rows, inputs, outputs }) => {
    const part = made('div', '', 'try-decision');
    part.append(made('strong', name), made('span', ` ${table} · ${said(words.row, { rows: rows.join('、') })}`, 'small'));
    part.append(facts(inputs), facts(Array.isArray(outputs) ? Object.fromEntries(outputs.map((each, at) => [at + 1, each])) : outputs));
    return part;
  }));
}

function facts(values) {
  const list = made('dl', '', 'facts small');
  for (const [key, value] of Object.entries(values ?? {})) {
    list.append(made('dt', key), made('dd', typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)));
  }
  return list;
}

/** What was done so far; what happens by itself is not among a story's steps. */
export function steps(holder, list) {
  holder.replaceChildren(...list.map((step) => made('li', step)));
}
