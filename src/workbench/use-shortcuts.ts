import { useEffect } from 'react';
import { OPEN_INPUT_ID } from './panels/accepted-files';
import { SEARCH_INPUT_ID } from './panels/search-input';
import { trainBlock } from './panels/use-train-block';
import { pauseOrResume, stepRun } from './state/checkpoint-actions';
import { showAddressDialog } from './state/remote/address-dialog';
import { train } from './state/training';
import { isTextField, runShortcut, type PanelName } from './state/shortcuts';
import type { CentreView, NarrowTab } from './state/place';
import { getState, select } from './state/store';

interface ShortcutHost {
  readonly showHelp: () => void;
  readonly toggleSql: () => void;
  readonly showTab: (tab: NarrowTab) => void;
  readonly showView: (view: CentreView) => void;
  /** A dialog handles its own keys. */
  readonly isDialogOpen: boolean;
}

/** Where a panel is: the tab of the narrow layout, and the view of the centre. */
const PLACE_OF: Readonly<
  Record<PanelName, { readonly tab: NarrowTab; readonly view?: CentreView }>
> = {
  data: { tab: 'data' },
  tune: { tab: 'tune' },
  usage: { tab: 'results', view: 'codes' },
  entropy: { tab: 'results', view: 'codes' },
  collisions: { tab: 'results', view: 'codes' },
  policy: { tab: 'results', view: 'policy' },
  alignment: { tab: 'results', view: 'alignment' },
  retrieval: { tab: 'results', view: 'retrieval' },
  inspector: { tab: 'inspector' },
  training: { tab: 'results', view: 'training' },
  runs: { tab: 'runs', view: 'runs' },
  sweep: { tab: 'runs', view: 'sweep' },
  storage: { tab: 'runs', view: 'storage' },
};

/** A view that loads late is not there at once. */
const FOCUS_WITHIN_MS = 3000;
const LOOK_EVERY_MS = 30;

/** Focuses the element as soon as it is on the page. */
function focusWhenThere(id: string, until = performance.now() + FOCUS_WITHIN_MS): void {
  setTimeout(() => {
    const element = document.getElementById(id);
    if (element) element.focus();
    else if (performance.now() < until) focusWhenThere(id, until);
  }, LOOK_EVERY_MS);
}

export function useShortcuts(host: ShortcutHost): void {
  const { showHelp, toggleSql, showTab, showView, isDialogOpen } = host;
  useEffect(() => {
    const goTo = (panel: PanelName, elementId = `panel-${panel}`) => {
      const { tab, view } = PLACE_OF[panel];
      showTab(tab);
      if (view) showView(view);
      focusWhenThere(elementId);
    };
    const actions = {
      train: () => {
        if (!trainBlock(getState())) void train();
      },
      pauseOrResume,
      step: () => void stepRun(),
      escape: () => {
        const { engineJob, dataJob } = getState();
        const job = engineJob ?? dataJob;
        if (job) job.cancel();
        else select(null);
      },
      open: () => {
        showTab('data');
        setTimeout(() => {
          document.getElementById(OPEN_INPUT_ID)?.click();
        });
      },
      openAddress: () => {
        showTab('data');
        showAddressDialog(true);
      },
      help: showHelp,
      search: () => {
        goTo('inspector', SEARCH_INPUT_ID);
      },
      sql: toggleSql,
      goTo,
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (isDialogOpen || event.defaultPrevented) return;
      if (runShortcut(event, isTextField(event.target), actions)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [showHelp, toggleSql, showTab, showView, isDialogOpen]);
}
