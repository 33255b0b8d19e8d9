// The words of the table editor in the language of the page.
import { WORDS } from './words.zh.js';

const chinese = document.documentElement.lang.startsWith('zh');

/** A text in the page's language, `{name}` replaced. */
export function t(template, replacements = {}) {
  const text = chinese ? (WORDS[template] ?? template) : template;
  return text.replace(/{([^}]+)}/g, (_, key) => replacements[key.trim()] ?? `{${key}}`);
}

/** The same as a module of dmn-js. */
export const TranslateModule = { translate: ['value', t] };
