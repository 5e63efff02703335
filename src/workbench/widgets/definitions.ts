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
  reconstruction: {
    name: 'Reconstruction error',
    formula: 'Σ |x(i) − x̂(i)|² / Σ |x(i) − mean(x)|²',
    meaning:
      'Share of the variance that the SID does not give back. x̂ is the sum of codewords, or the decoder’s output where there is one; for RQ-KMeans this is the residual energy of the last level.',
  },
  relativeDistortion: {
    name: 'Relative distortion',
    formula: 'Σ min_k |r(i,l−1) − c(k)|² / Σ |x(i) − mean(x)|²',
    meaning:
      'Residual energy under the codewords at the start of an iteration. The last point is before the final update and encoding.',
  },
  lastStep: {
    name: 'Last step',
    formula: '(d(t−1) − d(t)) / d(t−1),  t the last iteration',
    meaning: 'How much the last iteration still gained. Near 0: more iterations change little.',
  },
  revived: {
    name: 'Revived codes',
    formula: 'codes moved, summed over iterations',
    meaning: 'Codes left without items that were moved to the items with the largest residual.',
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
  sidBits: {
    name: 'Bits',
    formula: 'Σ log₂ K(l)',
    meaning: 'Length of a SID. Runs of more bits have more room: compare runs of equal bits.',
  },
  runSeconds: {
    name: 'Time',
    formula: 'Σ seconds of the levels',
    meaning: 'Of the levels themselves, also of those kept from an earlier run.',
  },
  adjustedRand: {
    name: 'Adjusted Rand index',
    formula:
      '(Σ C(n(ij),2) − E) / (½(Σ C(a(i),2) + Σ C(b(j),2)) − E),  E = Σ C(a(i),2) Σ C(b(j),2) / C(n,2)',
    meaning:
      'Agreement of the two groupings of items by prefix, whatever the codes are called: 1 is the same grouping, 0 is chance.',
  },
  equalPrefix: {
    name: 'Equal prefixes',
    formula: '|{i : first d codes equal}| / N',
    meaning: 'Items with the very same codes. Two seeds number their codes differently.',
  },
  itemsInCollisionCount: {
    name: 'Items that share',
    formula: '|{i : bucket of i > 1}|',
    meaning: 'Items whose SID is shared, counted.',
  },
  extraDistortion: {
    name: 'Distortion',
    formula: 'Σ |r(i,L)|² / Σ |x(i) − mean(x)|²,  the difference as a ratio after / before − 1',
    meaning:
      'Residual energy at the last trained level: what moving items to other codes costs in fidelity.',
  },
  extraCosineDistance: {
    name: 'Cosine distance',
    formula: 'Σ (1 − cos(r(i,L−1), c(i,L))) / N,  the difference as a ratio after / before − 1',
    meaning:
      'How far the last trained level’s residuals point away from their codewords: what moving items costs a run that assigns by cosine.',
  },
  movedItems: {
    name: 'Moved',
    formula: '|{i : SID of i changed}|',
    meaning: 'Items that the policy gave another SID; for a suffix, those whose number is not 0.',
  },
  prefixChanges: {
    name: 'Prefix changes',
    formula: '|{i : a code of i before the last level changed}|',
    meaning: 'Every policy keeps the levels before the last one, so this must be 0.',
  },
  unplaced: {
    name: 'Unplaced',
    formula: '|{i : bucket of i still too full, i beyond the cap}|',
    meaning:
      'Items for which no candidate had room. They keep their code and stay in the set; for Sinkhorn, items beyond the K codes of their prefix.',
  },
  purity: {
    name: 'Purity',
    formula: 'Σ over prefixes of max over categories |prefix ∩ category| / N',
    meaning:
      'Share of items that belong to the largest category of their prefix. It rises with the number of prefixes whatever the codes mean: read it beside the items alone in theirs.',
  },
  nmi: {
    name: 'Normalised mutual information',
    formula: 'I(prefix; category) / ((H(prefix) + H(category)) / 2)',
    meaning: 'What prefix and category tell of each other: 0 nothing, 1 everything.',
  },
  alone: {
    name: 'Items alone',
    formula: '|{i : no other item has its prefix}|',
    meaning: 'Each is pure by itself.',
  },
  hitrateRaw: {
    name: 'Embedding hitrate@k, raw vectors',
    formula: '|{(q, r) : r among the k nearest of q by cosine}| / pairs',
    meaning:
      'Of pairs of items that stand close in a user history. It is of the vectors alone and cannot tell quantizers apart.',
  },
  hitrateReconstructed: {
    name: 'Embedding hitrate@k, reconstructions',
    formula: '|{(q, r) : r among the k nearest of q by cosine of Σ codewords}| / pairs',
    meaning:
      'The same pairs on the sums of codewords (a learned tokenizer: in its latent space). Items of one SID are equally near; the lowest row is taken first.',
  },
  recallAtK: {
    name: 'Recall@K, item level',
    formula: '|{u : the held-out item of u is among the first K items}| / users',
    meaning:
      'With one held-out item a user it is HR@K, and what FORGE calls HR@K. The whole catalogue is ranked.',
  },
  codeLogProbability: {
    name: 'Log-probability of a code',
    formula: 'log p(c_l | history, c_1..c_l-1), over all codes of the level',
    meaning:
      'What the model gives the code, masked codes included: with the mask, those left do not sum to one.',
  },
  beamScore: {
    name: 'Score of a beam',
    formula: 'sum over the levels so far of log p(c_l | history, c_1..c_l-1)',
    meaning: 'Beams are ranked by it: the log-probability of the codes together.',
  },
  ndcgAtK: {
    name: 'NDCG@K, item level',
    formula:
      'mean over users of 1 / log₂(r + 2), r the 0-based rank of the held-out item; 0 if r ≥ K',
    meaning: 'As Recall@K, but an item counts the more the earlier it stands.',
  },
  sidHitRate: {
    name: 'HR@K, SID level',
    formula: '|{u : the SID of the held-out item is among the first K distinct SIDs}| / users',
    meaning:
      'Not to be read against item-level figures: higher wherever items share SIDs. A method that ranks items ranks a SID where its best item stands.',
  },
  forgeHr: {
    name: 'HR@K as FORGE has it',
    formula: 'mean over users of |answers among the first K items| / |answers|',
    meaning:
      'SIDs in the order of the beams, each opened to its items by row; SIDs that no item has are skipped, one that comes twice takes its places twice. With one answer a user it is Recall@K.',
  },
  coverageAtK: {
    name: 'Coverage@K',
    formula: '|{items among the first K of some user}| / N',
    meaning: 'How much of the catalogue is ever shown. Popularity shows everyone the same.',
  },
  invalidRate: {
    name: 'Invalid rate',
    formula: '|{decoded sequences that are no item’s SID}| / decoded sequences',
    meaning:
      'Zero under the trie, which lets only SIDs of the catalogue through. Without it such sequences take places and name nothing.',
  },
  averageCandidates: {
    name: 'Candidates (avg_cand_size)',
    formula: 'Σ candidates / users with any',
    meaning:
      'Items that the looked-up SIDs lead to, users without any left out, as CarterHe479/Semantic-ID has it. Recall@K for larger K cannot come from candidates alone.',
  },
  emptyRate: {
    name: 'Without candidates (empty_rate)',
    formula: '|{u : no item has a looked-up SID}| / users',
    meaning: 'SIDs that nothing lies behind.',
  },
  fallbackRate: {
    name: 'Full search (fallback_rate)',
    formula: '|{u : the whole catalogue was searched}| / users',
    meaning:
      'Users without candidates are answered by exact search, and their hits are in the recall: the higher this is, the less the recall says of the SIDs.',
  },
  coldStart: {
    name: 'Skipped (cold_start_skipped)',
    formula: 'users not in the means',
    meaning:
      'Fewer than three interactions; for a SID lookup also users without a profile and targets without a vector.',
  },
  popularityGroups: {
    name: 'By popularity of the held-out item',
    formula:
      'items by training interactions, most first, in three parts of equally many interactions',
    meaning: 'Head, mid and tail. The tail is most items: also those that training never saw.',
  },
  historyLength: {
    name: 'By length of the history',
    formula: 'items before the held-out one',
    meaning: 'Users in groups of equal need: short histories leave little to go by.',
  },
  spearman: {
    name: 'Spearman’s rank correlation',
    formula: 'Pearson’s correlation of the ranks, equal values sharing the mean of theirs',
    meaning:
      'Whether the proxy orders the runs as their recall does: 1 the same order, −1 the reverse, 0 neither.',
  },
  kendall: {
    name: 'Kendall’s τ-b',
    formula:
      '(concordant − discordant pairs) / √(pairs untied in the proxy · pairs untied in recall)',
    meaning: 'The same question asked pair by pair of runs.',
  },
  expectedUnique: {
    name: 'Expected unique ratio',
    formula: 'E[U] / N,  E[U] = M·(1 − (1 − 1/M)^N),  M = ∏ K(l)',
    meaning: 'If codes were drawn uniformly at random. A trained quantizer usually stays below it.',
  },
  balanced: {
    name: 'Balanced RQ-KMeans',
    formula: 'c = argmin_k ½|r − c(k)|² + price(k),  n(l,k) ≤ ⌊1.1 ⌈N / K⌉⌋',
    meaning:
      'Prices rise where a code has more rows than that and fall where it has fewer. A code that is still over keeps its nearest rows; the others choose again among the codes that have room.',
  },
  keptByNearest: {
    name: 'Same SID by nearest codeword',
    formula: '|{i : SID of i = SID by nearest codewords}| / N',
    meaning:
      'Items that keep their SID if every level takes the nearest codeword, as encoding with the saved codebooks does.',
  },
  pq: {
    name: 'Product quantization',
    formula: 'x = (x¹, …, xᴸ) by columns;  c(l) = argmin_k |xˡ − c(l,k)|²',
    meaning:
      'Jégou et al. 2011. Each level clusters its own group of columns by Lloyd; no level refines another. A control for residual levels.',
  },
  opq: {
    name: 'Optimized product quantization',
    formula: 'min over R, c of Σ |x(i)R − c(i)|²,  R = UVᵀ of XᵀY = USVᵀ',
    meaning:
      'Ge et al. 2013, without parameters: sets out from PQ of the same seed; then codes, codewords and the rotation R improve in turn, Y being the rows’ codewords. Codewords are kept turned back, so they are residual codebooks like any.',
  },
  fsq: {
    name: 'Finite scalar quantization',
    formula: 'c(l) = round(h tanh(u(l)·(x − mean) / σ(l))),  h = (K(l) − 1) / 2',
    meaning:
      'Mentzer et al. 2024, without its encoder: u(l) is principal axis l of the rows in use, σ(l) the deviation along it. Its decoder is a value a code, such that the nearest value is that rounding; residual energy is measured with it. For even K the steps are between whole numbers.',
  },
  trainBeam: {
    name: 'Paths while training',
    formula: 'codebook l = k-means of {x − Q of each of the B best paths over levels < l}',
    meaning:
      'As FAISS’s ResidualQuantizer trains: every row counts once for each of its B best paths, a sample of them where they are more than 256 a code and more than the rows. It need not end nearer: 0.423 against 0.421 on Amazon Beauty. 1: for its nearest codes alone.',
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
