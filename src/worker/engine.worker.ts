import { createEngineHandlers } from './engine-handlers';
import { serve } from './rpc';

// Results are cloned, not transferred: the engine keeps finished levels for the next run.
serve(self, createEngineHandlers());
