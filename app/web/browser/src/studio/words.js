// The editor's words in the language of the page: ours, then those of bpmn-js-i18n; else as they are written.
import theirs from 'bpmn-js-i18n/translations/zn.js';
import { WORDS } from './words.zh.js';

const chinese = document.documentElement.lang.startsWith('zh');

/** A text in the page's language, `{name}` replaced. */
export function t(template, replacements = {}) {
  const text = chinese ? (WORDS[template] ?? theirs[template] ?? template) : template;
  return text.replace(/{([^}]+)}/g, (_, key) => replacements[key] ?? `{${key}}`);
}

/** A moment as a person reads it, in the time of the people who work here. */
export function moment(text) {
  const shown = { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Shanghai' };
  return new Date(text).toLocaleString(chinese ? 'zh-CN' : 'en-GB', shown);
}

/** The same as a module of bpmn-js. */
export const TranslateModule = { translate: ['value', t] };
