/** Co-occurrence: places that a follower may lie behind, and last items of the user looked at. */
export const CO_OCCURRENCE_WINDOW = 3;

/** Nearest: last items of the user whose vectors are averaged. */
export const NEAREST_LAST = 3;
