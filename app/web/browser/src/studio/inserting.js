// A step put into a flow: what comes behind moves aside where there is no room, all of it one step to undo.

const ROOM = { x: 200, y: 180 }; // for a task and the flows on both sides

/** The longest stretch of a flow: the axis it runs along, where it begins and ends, its middle. */
function stretch({ waypoints }) {
  const parts = waypoints.slice(1).map((to, index) => {
    const from = waypoints[index];
    const axis = Math.abs(to.x - from.x) >= Math.abs(to.y - from.y) ? 'x' : 'y';
    return { axis, length: Math.abs(to[axis] - from[axis]), middle: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } };
  });
  return parts.reduce((longest, each) => (each.length > longest.length ? each : longest));
}

class Insertion {
  constructor(modeling, spaceTool, elementRegistry) {
    Object.assign(this, { modeling, spaceTool, elementRegistry });
  }

  preExecute(context) {
    const { flow, shape } = context;
    this.makeRoom(stretch(flow));
    context.made = this.modeling.createShape(shape, stretch(flow).middle, flow);
  }

  makeRoom({ axis, length, middle }) {
    const missing = ROOM[axis] - length;
    if (missing <= 0) return;
    const all = this.elementRegistry.filter((each) => each.parent);
    const { movingShapes, resizingShapes } = this.spaceTool.calculateAdjustments(all, axis, missing, middle[axis]);
    const delta = { x: 0, y: 0, [axis]: missing };
    this.spaceTool.makeSpace(movingShapes, resizingShapes, delta, axis === 'x' ? 'e' : 's', middle[axis]);
  }
}
Insertion.$inject = ['modeling', 'spaceTool', 'elementRegistry'];

class Inserting {
  constructor(commandStack, selection) {
    Object.assign(this, { commandStack, selection });
    commandStack.registerHandler('flow.insertShape', Insertion);
  }

  /** Put `shape` into `flow` and select it. */
  into(flow, shape) {
    const context = { flow, shape };
    this.commandStack.execute('flow.insertShape', context);
    this.selection.select(context.made);
  }
}
Inserting.$inject = ['commandStack', 'selection'];

export const InsertingModule = { __init__: ['inserting'], inserting: ['type', Inserting] };
