// The fields our panel is made of: entries of @bpmn-io/properties-panel, and two of our own.
import { SelectEntry, TextAreaEntry, TextFieldEntry, CheckboxEntry } from '@bpmn-io/properties-panel';
import { h } from '@bpmn-io/properties-panel/preact';
import { useEffect, useState } from '@bpmn-io/properties-panel/preact/hooks';
import { useService } from 'bpmn-js-properties-panel';

const written = (input) => Boolean(input?.value);
const ticked = (input) => Boolean(input?.checked);

/** One entry: `get()` and `set(value)` belong to the element that the panel shows. */
function entry(Entry, isEdited, id, label, get, set, more = {}) {
  const component = ({ element }) => {
    const debounce = useService('debounceInput');
    return Entry({ element, id, label, debounce, getValue: () => get(), setValue: (value) => set(value), ...more });
  };
  return { id, component, isEdited };
}

export const text = (id, label, get, set, more) => entry(TextFieldEntry, written, id, label, get, set, more);
export const lines = (id, label, get, set, more) =>
  entry(TextAreaEntry, written, id, label, get, set, { autoResize: true, rows: 2, ...more });
export const tick = (id, label, get, set, more) => entry(CheckboxEntry, ticked, id, label, get, set, more);
export const select = (id, label, get, set, options, more) =>
  entry(SelectEntry, written, id, label, get, set, { getOptions: () => options, ...more });

/** A text field with suggestions: what is known on the diagram is offered, anything may be written. */
export function suggest(id, label, get, set, options, description) {
  return { id, isEdited: written, component: () => h(Suggest, { id, label, value: get() ?? '', set, options, description }) };
}

function Suggest({ id, label, value, set, options, description }) {
  const [typed, type] = useState(value);
  useEffect(() => type(value), [value]);
  const field = `bio-properties-panel-${id}`;
  return h('div', { class: 'bio-properties-panel-entry', 'data-entry-id': id },
    h('div', { class: 'bio-properties-panel-textfield' },
      h('label', { for: field, class: 'bio-properties-panel-label' }, label),
      h('input', {
        id: field,
        class: 'bio-properties-panel-input',
        list: `${field}-list`,
        autoComplete: 'off',
        spellCheck: false,
        value: typed,
        onInput: (event) => type(event.target.value),
        onChange: (event) => { if (event.target.value !== value) set(event.target.value.trim()); },
      }),
      h('datalist', { id: `${field}-list` },
        options.map((each) => h('option', { key: each.text, value: each.text }, each.about ?? '')))),
    description && h('div', { class: 'bio-properties-panel-description' }, description));
}

/** Something to read or to press between the fields. */
export const shown = (id, render) => ({ id, isEdited: () => false, component: () => h(Shown, { id, render }) });

function Shown({ id, render }) {
  return h('div', { class: 'bio-properties-panel-entry studio-shown', 'data-entry-id': id }, render());
}
