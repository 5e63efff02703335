import { create } from 'zustand';
import { recallText, rememberText } from './local-memory';

/** What the centre can show. Views, not pages: data and knobs stay beside them. */
const VIEWS = [
  'codes',
  'policy',
  'alignment',
  'retrieval',
  'training',
  'runs',
  'sweep',
  'storage',
] as const;
export type CentreView = (typeof VIEWS)[number];

/** Parts of the narrow layout. */
const TABS = ['data', 'tune', 'results', 'runs', 'inspector'] as const;
export type NarrowTab = (typeof TABS)[number];

/** Where on the page the user is. */
export interface Place {
  readonly view: CentreView;
  readonly tab: NarrowTab;
  readonly isSqlOpen: boolean;
}

const KEY = 'sid-workbench.place';
const FIRST: Place = { view: 'codes', tab: 'data', isSqlOpen: false };

/** Where a user of a kept dataset was before the reload; else where the page begins. */
export function recallPlace(storage?: Pick<Storage, 'getItem'>): Place {
  try {
    const noted = JSON.parse(recallText(KEY, storage) ?? '{}') as Partial<Place>;
    return {
      view: VIEWS.find((view) => view === noted.view) ?? FIRST.view,
      tab: TABS.find((tab) => tab === noted.tab) ?? FIRST.tab,
      isSqlOpen: noted.isSqlOpen === true,
    };
  } catch {
    return FIRST;
  }
}

/** Notes where the user is; null where a reload begins anew. */
export function rememberPlace(
  place: Place | null,
  storage?: Pick<Storage, 'setItem' | 'removeItem'>,
): void {
  rememberText(KEY, place && JSON.stringify(place), storage);
}

export const usePlace = create<Place>()(() => recallPlace());

export function goToTab(tab: NarrowTab): void {
  usePlace.setState({ tab });
}

export function goToView(view: CentreView): void {
  usePlace.setState({ view });
}

export function showSql(isSqlOpen: boolean): void {
  usePlace.setState({ isSqlOpen });
}
