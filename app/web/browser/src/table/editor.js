// The decision table as dmn-js draws it: our hit policies and types only, the relations only where a file has them.
import EditingManager from 'dmn-js-shared/lib/base/EditingManager';
import Manager from 'dmn-js-shared/lib/base/Manager';
import TableEditor from 'dmn-js-decision-table/lib/Editor';
import TableViewer from 'dmn-js-decision-table/lib/Viewer';
import { HIT_POLICIES } from 'dmn-js-decision-table/lib/features/hit-policy/HitPolicies';
import { containsDi } from 'dmn-js-shared/lib/util/DiUtil';
import { is } from 'dmn-js-shared/lib/util/ModelUtil';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import '../studio/adopted.js';
import { t, TranslateModule } from './words.js';

const UNLISTED = ['PRIORITY', 'OUTPUT ORDER']; // the engine does not know them
const TYPES = ['string', 'boolean', 'number', 'integer', 'date'];
HIT_POLICIES.splice(0, HIT_POLICIES.length, ...HIT_POLICIES.filter(({ value }) => !UNLISTED.includes(value.hitPolicy)));

/** A dmn-js manager over `Base` whose tables are drawn by `Table`, and relations by `Relations` where that is given. */
function managerOf(Base, Table, Relations) {
  return class extends Base {
    _getViewProviders() {
      const table = { id: 'decisionTable', constructor: Table, opens: (each) => is(each, 'dmn:Decision') && is(each.decisionLogic, 'dmn:DecisionTable') };
      const relations = { id: 'drd', constructor: Relations, opens: (each) => is(each, 'dmn:Definitions') && containsDi(each) };
      return Relations ? [table, relations] : [table];
    }

    _getInitialView(views) {
      return views.find(({ type }) => type === 'decisionTable');
    }
  };
}

async function managerFor(text, editable) {
  const hasDiagram = /<[\w-]*:?DMNDiagram[\s>]/.test(text);
  const relations = hasDiagram ? (await import('./relations.js')).relations(editable) : null;
  return editable ? managerOf(EditingManager, TableEditor, relations) : managerOf(Manager, TableViewer, relations);
}

/** Draw the table of a file. Resolves with the manager; rejects with a reason in words. */
export async function draw({ container, text, editable }) {
  const Made = await managerFor(text, editable);
  const manager = new Made({
    container,
    decisionTable: { additionalModules: [TranslateModule] },
    drd: { additionalModules: [TranslateModule] },
    common: {
      dataTypes: TYPES,
      expressionLanguages: { options: [{ label: 'FEEL', value: 'feel' }], defaults: { editor: 'feel' } },
    },
  });
  try {
    await manager.importXML(text);
  } catch (error) {
    throw new Error(t('The file cannot be shown as a table: {reason}', { reason: error.message.split('\n')[0] }), { cause: error });
  }
  return manager;
}

/** Rules and columns of the open table, in their order, by the ids under which they are drawn. */
export function partsOf(manager) {
  const table = manager.getActiveView()?.element.decisionLogic;
  const ids = (list) => (list ?? []).map(({ id }) => id);
  return { rows: ids(table?.rule), input: ids(table?.input), output: ids(table?.output) };
}
