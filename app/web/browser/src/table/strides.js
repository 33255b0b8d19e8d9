// Undo by what a person did at one go: a word typed into a cell is one thing, not one for each letter.

const PAUSE = 1000; // ms of rest that end a stride

/** Undo and redo for one viewer of dmn-js. */
export function strides(viewer) {
  const stack = viewer.get('commandStack');
  const height = () => stack._stackIdx;
  let before = height();
  let ends = [before]; // heights at which a stride began
  let last = 0;
  viewer.on('commandStack.changed', ({ trigger }) => {
    const fresh = Date.now() - last > PAUSE;
    if (trigger === 'clear') ends = [height()];
    if (trigger === 'execute') {
      ends = ends.filter((each) => each <= before);
      if (fresh && ends.at(-1) !== before) ends.push(before);
      last = Date.now();
    }
    before = height();
  });
  return {
    undo() {
      const to = ends.findLast((each) => each < height()) ?? ends[0];
      while (height() > to && stack.canUndo()) stack.undo();
      last = 0;
    },
    redo() {
      const to = ends.find((each) => each > height()) ?? Infinity;
      while (height() < to && stack.canRedo()) stack.redo();
      last = 0;
    },
  };
}
