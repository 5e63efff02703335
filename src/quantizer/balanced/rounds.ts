/**
 * Rounds of prices before the exact placing: a few in training, where prices carry over from iteration
 * to iteration, more for the codes that count.
 */
export const PRICE_ROUNDS = { training: 3, encoding: 12 } as const;
