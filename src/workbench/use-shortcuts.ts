import { useEffect } from 'react';
import { OPEN_INPUT_ID } from './panels/accepted-files';
import { SEARCH_INPUT_ID } from './panels/search-input';
import { trainBlock } from './panels/use-train-block';
import { train } from './state/training';
import { isTextField, runShortcut, type PanelName } from './state/shortcuts';
import { getState, select } from './state/store';

interface ShortcutHost {
  readonly showHelp: () => void;
  readonly toggleSql: () => void;
  readonly showTab: (tab: string) => void;
  /** A dialog handles its own keys. */
  readonly isDialogOpen: boolean;
}

const TAB_OF: Readonly<Record<PanelName, string>> = {
  data: 'data',
  tune: 'tune',
  usage: 'results',
  entropy: 'results',
  collisions: 'results',
  inspector: 'inspector',
};

export function useShortcuts({ showHelp, toggleSql, showTab, isDialogOpen }: ShortcutHost): void {
  useEffect(() => {
    const goTo = (panel: PanelName, elementId = `panel-${panel}`) => {
      showTab(TAB_OF[panel]);
      // After the tab has been shown.
      setTimeout(() => {
        document.getElementById(elementId)?.focus();
      });
    };
    const actions = {
      train: () => {
        if (!trainBlock(getState())) void train();
      },
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
  }, [showHelp, toggleSql, showTab, isDialogOpen]);
}
