/** Numbers kept of every beam at every position: parent row, code, node of the trie. */
export const PATH_FIELDS = 3;

/** Positions that a path may have: one more than the levels whose codes are fed back. */
export const MAX_POSITIONS = 16;

/** Threads of the plain kernels. */
export const GROUP = 64;
