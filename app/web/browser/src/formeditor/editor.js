// form-js's editor, cut to the fields that the server can read.
import { FormEditor } from '@bpmn-io/form-js-editor';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import '@bpmn-io/form-js-editor/dist/assets/form-js-editor-base.css';
import '@bpmn-io/form-js-editor/dist/assets/dragula.css';
import '@bpmn-io/form-js-editor/dist/assets/properties-panel.css';
import '../studio/adopted.js';
import { FIELDS } from './asked.js';
import { t, translated } from './words.js';

const OFFERED = [...FIELDS, 'group', 'text', 'separator', 'spacer', 'table'];
const GROUPS = ['serialization', 'securityAttributes', 'custom-values', 'valuesExpression', 'optionsExpression'];
const ENTRIES = ['subtype', 'use24h', 'timeLabel', 'timeInterval', 'versionTag', 'time-interval', 'time-format'];
const GROUP_PATH = { group: ['path', 'repeatable'] };

/** The editor in `container`, with nothing in it yet. */
export function editorIn(container) {
  const editor = new FormEditor({ additionalModules: [NarrowModule] });
  editor._container.classList.add('bio-theme-parent'); // the viewer's own style sheet takes its colours from there
  narrow(editor.get('formFields'));
  editor.attachTo(container);
  return editor;
}

/** Only what the server reads is offered; what a file has besides is still drawn. */
function narrow(fields) {
  const all = fields._formFields;
  fields.get = (type) => all[type];
  fields._formFields = Object.fromEntries(Object.entries(all).filter(([type]) => OFFERED.includes(type)));
  Object.values(fields._formFields).forEach(({ config }) => rename(config));
}

function rename(config) {
  if (translated(config.name) === undefined) return;
  const { create } = config;
  config.name = translated(config.name);
  config.create = (options = {}, isNew = true) => {
    const made = create(options, isNew);
    if (!isNew) return made;
    if (made.label && !options.label) made.label = t(made.label);
    if (made.dateLabel && !options.dateLabel) made.dateLabel = t(made.dateLabel);
    if (made.values && !options.values) made.values = made.values.map(({ value }) => ({ label: t('Option {number}', { number: 1 }), value }));
    return made;
  };
}

/** Takes out of the panel what the server would refuse. */
class Narrowing {
  constructor(propertiesPanel) {
    propertiesPanel.registerProvider(this, 100);
  }

  getGroups(field) {
    const unwanted = [...ENTRIES, ...(GROUP_PATH[field?.type] ?? [])];
    return (groups) => groups
      .filter(({ id }) => !GROUPS.includes(id))
      .map((group) => (group.entries ? { ...group, entries: group.entries.filter(({ id }) => !unwanted.includes(id)) } : group))
      .filter((group) => group.items || group.entries?.length);
  }
}
Narrowing.$inject = ['propertiesPanel'];

const NarrowModule = { __init__: ['narrowing'], narrowing: ['type', Narrowing] };
