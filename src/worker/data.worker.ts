import { createDataHandlers } from './data-handlers';
import { serve } from './rpc';

/** The vectors of a slice, the rows of a query and the bytes of an export move to the page instead of being copied. */
function transfersOf(result: unknown): Transferable[] {
  const views: unknown[] = ArrayBuffer.isView(result) ? [result] : Object.values(result ?? {});
  return views.flatMap((view) =>
    ArrayBuffer.isView(view) && view.byteLength === view.buffer.byteLength
      ? [view.buffer as ArrayBuffer]
      : [],
  );
}

serve(self, createDataHandlers(), transfersOf);
