// The diagram of what a decision depends on, loaded only for files that have one.
import Modeler from 'dmn-js-drd/lib/Modeler';
import Viewer from 'dmn-js-drd/lib/NavigatedViewer';
import 'dmn-js/dist/assets/dmn-js-drd.css';

/** What draws the relations. */
export function relations(editable) {
  return editable ? Modeler : Viewer;
}
