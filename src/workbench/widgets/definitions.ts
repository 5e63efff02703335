/** What a number on the screen means. Symbols: N items, L levels, K codes, U distinct SIDs. */
export interface Definition {
  readonly name: string;
  readonly formula: string;
  readonly meaning: string;
}

/** One place for every definition that a tooltip shows. Logs are base 2. */
export const DEFINITIONS = {
  used: {
    name: 'Used codes',
    formula: '|{k : n(l,k) > 0}|',
    meaning: 'Codes that at least one item has at this level.',
  },
  dead: {
    name: 'Dead codes',
    formula: 'K − used',
    meaning: 'Codes that no item has: codebook rows that carry nothing.',
  },
  usage: {
    name: 'Usage',
    formula: 'used / K',
    meaning: 'Share of the codebook in use at this level.',
  },
  usageOfAll: {
    name: 'Usage, all levels',
    formula: 'Σ used(l) / Σ K(l)',
    meaning: 'Share of all codebooks in use.',
  },
  entropy: {
    name: 'Entropy',
    formula: 'H = −Σ p(k) log₂ p(k),  p(k) = n(l,k) / N',
    meaning: 'Bits that this level carries by itself; log₂ K if all codes are equally frequent.',
  },
  normalizedEntropy: {
    name: 'Normalised entropy',
    formula: 'H / log₂ K',
    meaning: '1 if all codes are equally frequent.',
  },
  conditionalEntropy: {
    name: 'Conditional entropy',
    formula: 'H(c(l) | c(<l)) = H(prefix l) − H(prefix l−1)',
    meaning: 'Bits that this level adds once the levels before it are known.',
  },
  cumulativeEntropy: {
    name: 'Cumulative entropy',
    formula: 'H(prefix l) = −Σ q(s) log₂ q(s) over prefixes s',
    meaning: 'Entropy of the SID if it stopped at this level; at most log₂ N.',
  },
  perplexity: {
    name: 'Perplexity',
    formula: '2^H',
    meaning: 'The number of equally frequent codes that would carry the same entropy.',
  },
  levelGini: {
    name: 'Level Gini',
    formula: '(m+1)/m − 2 Σ x(i)·(m−i+1) / (m Σ x),  x ascending, m = K',
    meaning: 'Inequality of items per code, dead codes included. 0 is perfectly even.',
  },
  residualEnergy: {
    name: 'Residual energy',
    formula: 'Σ |r(i,l)|² / Σ |x(i) − mean(x)|²',
    meaning: 'Share of the variance that the levels so far have not explained.',
  },
  meanCosine: {
    name: 'Mean cosine',
    formula: 'mean of cos(x(i), Σ codewords of i up to l)',
    meaning: 'How well the sum of codewords points at the vector.',
  },
  uniqueRatio: {
    name: 'Unique ratio',
    formula: 'U / N',
    meaning: 'Distinct SIDs per item. 1 if every item has a SID of its own.',
  },
  collisionRate: {
    name: 'Collision rate',
    formula: '1 − U / N',
    meaning: 'Items beyond the first of each SID. One of two rates that papers call so.',
  },
  itemsInCollision: {
    name: 'Items in collision',
    formula: '|{i : bucket of i > 1}| / N',
    meaning: 'Share of items whose SID is shared. The other rate that papers call collision rate.',
  },
  maxBucket: {
    name: 'Max bucket',
    formula: 'max b(s)',
    meaning: 'Items that share the most crowded SID.',
  },
  meanBucket: {
    name: 'Mean bucket',
    formula: 'N / U',
    meaning: 'Items per occupied SID.',
  },
  sidEntropy: {
    name: 'SID entropy',
    formula: '−Σ (b(s)/N) log₂ (b(s)/N)',
    meaning: 'Entropy of the whole SID, at most log₂ N.',
  },
  forgeGini: {
    name: 'FORGE Gini',
    formula: 'Gini over the bucket sizes b(s) of occupied SIDs',
    meaning: 'Blind to SIDs that nobody has: read it beside usage and unique ratio.',
  },
  unavoidable: {
    name: 'Unavoidable collisions',
    formula: '|{i : another item has a bit-identical vector}|',
    meaning: 'No quantizer can tell these items apart.',
  },
  space: {
    name: 'SID space',
    formula: '∏ K(l)',
    meaning: 'SIDs that could be written with these levels and codebooks.',
  },
  fill: {
    name: 'Fill',
    formula: 'U / ∏ K(l)',
    meaning: 'Share of the SID space that is occupied.',
  },
  expectedUnique: {
    name: 'Expected unique ratio',
    formula: 'E[U] / N,  E[U] = M·(1 − (1 − 1/M)^N),  M = ∏ K(l)',
    meaning: 'If codes were drawn uniformly at random. A trained quantizer usually stays below it.',
  },
  planBytes: {
    name: 'Device memory',
    formula: 'peak of all buffers of the run',
    meaning: 'What a run with these settings holds on the device at most.',
  },
  agreement: {
    name: 'Agreement with the CPU',
    formula: 'equal codes / (rows checked · L)',
    meaning: 'Each row is encoded again by the plain Float64 loop, with the same codebooks.',
  },
} as const satisfies Record<string, Definition>;

export type DefinitionKey = keyof typeof DEFINITIONS;
