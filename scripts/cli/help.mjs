export const HELP = `Usage: npm run sid -- train FILE --out DIR [options]

Turns the item embeddings of FILE (.parquet, .npz or .npy) into Semantic IDs with the workbench's
own engine, in a headless Chromium.

Input
  --vectors COLUMN          column that holds the vectors (default: guessed)
  --ids COLUMN              column that holds the item ids (default: guessed, else the row number)
  --where SQL               use only the rows that satisfy this SQL condition
  --sample N                use a seeded uniform sample of N of these rows
  --drop-nonfinite          drop rows whose vector holds NaN or Inf (default: refuse the file)

Quantizer
  --levels L                levels of the SID, 1 to 8 (default 3)
  --codebook-size K[,K...]  codes at each level, one for all or one a level (default 256)
  --method lloyd|ema        full-batch Lloyd, or mini-batch moving averages (default lloyd)
  --distance l2|cosine      (default l2)
  --iterations N            Lloyd iterations, or passes over the rows for ema (default 20)
  --seed N                  of the sample and of the codebooks (default 0)
  --center                  subtract the mean vector first
  --normalize               scale vectors to unit length, after centring

Machine
  --device auto|gpu|cpu     auto: the machine's GPU, else SwiftShader (WebGPU in software);
                            gpu: a real GPU or nothing; cpu: plain loops, slow (default auto)

Output
  --out DIR                 made if absent; files of these names in it are replaced
    codes.npy               int32, N x L
    codebooks.npz           codebooks [L,K,d] float32 if all K are equal, else codebook_1, ...;
                            center [d] with --center
    items.parquet           item_id, c1..cL, code_str
    metrics.json            metrics per level, of the whole SID, and of the run

Exit status: 0, or 1 with one line on stderr.
`;
