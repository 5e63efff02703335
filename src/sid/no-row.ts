/** Marks a place of a history whose item has no row among those in use. */
export const NO_ROW = 0xffffffff;
