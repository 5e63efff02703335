/** The inspector's search field, which the `/` shortcut goes to. */
export const SEARCH_INPUT_ID = 'search-items';
