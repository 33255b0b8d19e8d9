// The page around the canvas: its settings, its places, and how it talks to the server.
import { t } from './words.js';

export const SIGNED_OUT = 401;

/** The page as the other parts see it. */
export function open(holder, settings) {
  return {
    ...settings,
    holder,
    part: (name) => holder.querySelector(`[data-part="${name}"]`),
    edit: (file, element = '') => `${settings.base}/edit/${encodeURIComponent(file)}${element && `#${encodeURIComponent(element)}`}`,
    asked: () => decoded(location.hash.slice(1)) || settings.element || '',
    file: (name = settings.name) => `${settings.base}/files/${encodeURIComponent(name)}`,
    ask: (path, options) => ask(settings, path, options),
  };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A JSON question to the server. Rejects when there is no answer at all; else `{ok, status, body}`: a page is no answer. */
async function ask(settings, path, { method = 'GET', body } = {}) {
  const response = await fetch(path, {
    method,
    headers: {
      Accept: 'application/json',
      'X-CSRFToken': settings.csrf,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = (response.headers.get('Content-Type') ?? '').startsWith('application/json');
  const status = response.redirected && !json ? SIGNED_OUT : response.status;
  return { ok: response.ok && json, status, body: json ? await response.json() : await response.text() };
}

/** Says something to those who do not see the page change. */
export function announce(text) {
  document.querySelector('#announcements').textContent = text;
}

/** A banner above the canvas, in the place of an earlier one of the same name.
 * It can be closed, unless one of its actions `decides`; an action that `stays` leaves it open. */
export function banner(page, name, tone, title, texts = [], actions = []) {
  const made = document.createElement('div');
  made.className = `note ${tone}`;
  made.dataset.banner = name;
  made.setAttribute('role', tone === 'wait' ? 'alert' : 'status');
  made.append(Object.assign(document.createElement('p'), { className: 'studio-banner-title', textContent: title }));
  for (const text of texts) made.append(Object.assign(document.createElement('p'), { textContent: text }));
  const row = document.createElement('div');
  row.className = 'studio-actions';
  const closing = actions.some((each) => each.decides) ? [] : [{ label: t('Close'), act: () => {} }];
  for (const action of [...actions, ...closing]) row.append(button(page, name, action));
  made.append(row);
  away(page, name);
  page.part('banners').append(made);
}

function button(page, name, { label, href, act, stays }) {
  const made = document.createElement(href ? 'a' : 'button');
  Object.assign(made, { className: 'btn btn-sm', textContent: label });
  if (href) Object.assign(made, { href, target: '_blank', rel: 'noopener' });
  else {
    made.type = 'button';
    made.addEventListener('click', () => {
      if (!stays) away(page, name);
      act();
    });
  }
  return made;
}

export function away(page, name) {
  page.part('banners').querySelector(`[data-banner="${name}"]`)?.remove();
}
