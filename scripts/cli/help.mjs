export const HELP = `Usage: npm run sid -- train FILE [FILE...] --out DIR [options]
       npm run sid -- encode FILE [FILE...] --codebooks NPZ | --model SAFETENSORS --out DIR [options]
       npm run sid -- sweep FILE [FILE...] --out DIR [options]
       npm run sid -- convert IN OUT [options]
       npm run sid -- metrics FILE --out DIR [options]
       npm run sid -- train-retriever --codes FILE --histories FILE --out DIR [options]
       npm run sid -- decode --model FILE --codes FILE --histories FILE --out DIR [options]
       npm run sid -- evaluate [FILE] --codes FILE --histories FILE --out DIR [options]

Turns the item embeddings of FILE (.parquet, .feather, .npz, .npy, .csv, .tsv, .jsonl) into Semantic IDs
with the workbench's own engine, in a headless Chromium. train trains a quantizer; encode uses one that was saved and
changes nothing in it; sweep trains all combinations of levels, codebook sizes, methods and seeds.
train-retriever trains a sequence model (T5) to predict a user's next item by its Semantic ID; decode
predicts every user's held-out item with a saved one and measures it; evaluate measures what needs no
trained model on the same items, and beside it a saved model and FORGE's predictions.
convert writes a file as another: Semantic IDs between the notations of all tools, vectors
and user histories between formats; metrics measures a file of Semantic IDs alone.

Input
  FILE FILE...              several files of one format and the same columns are one shard, in the order
                            of their names; .npy of vectors each beside its ids: x.npy x.ids.npy
  --vectors COLUMN          column that holds the vectors (default: guessed)
  --ids COLUMN              column that holds the item ids (default: guessed, else the row number)
  --ids-file NPY            the ids of an .npy of vectors, one a row: numbers or text
  --where SQL               use only the rows that satisfy this SQL condition
  --sample N                use a seeded uniform sample of N of these rows
  --drop-nonfinite          drop rows whose vector holds NaN or Inf (default: refuse the file)
  --histories FILE          user histories beside the items: JSON lines, Parquet, CSV, RecBole's
                            .inter or S3-Rec text, ids as in FILE; measures the embedding hitrate
  --category COLUMN         of a category of the items; measures purity and mutual information
  --seed N                  of the sample; for train of the codebooks too (default 0)

Saved quantizer (encode)
  --codebooks FILE          an .npz with codebooks [L,K,d] or codebook_1, codebook_2, ... [K,d], and
                            center [d] if a mean is to be subtracted: as train writes it
  --model FILE              a learned tokenizer: the model.safetensors that train writes
  --beam B                  paths kept while encoding, 1 to 16; of --codebooks by l2 (default 1)
  --distance l2|cosine      as the file records it, else l2
  --normalize               as the file records it; else only if this is given

Sweep (every combination; L rises fastest, as levels are nested)
  --levels L[,L...]         (default 3)
  --codebook-sizes K[,K...] codes at each level of a run (default 256)
  --methods NAME[,NAME...]  lloyd, ema, balanced, rqvae, pq, opq, fsq
                            (default lloyd)
  --seeds N[,N...]          of the codebooks (default 0); --seed is of the sample
                            besides these, the options of train but --notation apply to every run

Quantizer (train, sweep)
  --levels L                levels of the SID, 1 to 8 (default 3)
  --codebook-size K[,K...]  codes at each level, one for all or one a level (default 256)
  --method NAME             lloyd (full batch), ema (mini-batch moving averages), balanced
                            (Lloyd; no code over 1.1 times its share of the rows), rqvae, or vqvae:
                            an RQ-VAE of one level (default lloyd); as controls:
                            pq (each level its own columns), opq (the same after a learned
                            rotation), fsq (a fixed grid along the principal axes, nothing trained; levels are axes, as in --codebook-size 8,8,8,5,5,5)
  --distance l2|cosine      (default l2)
  --iterations N            Lloyd iterations, or passes over the rows for ema (default 20);
                            opq: as many of PQ, then as many turns of the rotation;
                            epochs for rqvae and vqvae (default 150); none for fsq
  --beam B                  paths kept while encoding, 1 to 16; 1 is greedy (default 1)
  --train-beam B            paths whose residuals each level is trained on, 1 to 16, as FAISS's
                            ResidualQuantizer does; encode with as many (default 1; lloyd, l2)
  --checkpoint FILE         (train) written after every epoch, level and ten seconds; if it is there, the
                            run goes on from it, to the same codes as if it had never stopped
  --center                  subtract the mean vector first
  --normalize               scale vectors to unit length, after centring

Collisions (the codes written are those after the policy)
  --policy NAME             keep: shared SIDs stay; suffix: one more code tells their items apart;
                            knn-cap, random-cap: items over the cap move to a near or a random code
                            of the last level; sinkhorn: the last level is encoded again, all items
                            of a prefix together (default: none)
  --cap N                   items a SID may hold, 1 to 100 (default 5)
  --candidates N            other codes an item may try, 1 to 200 (default 200)
  --cap-rounds N            rounds at most, 1 to 1000 (default 100)
  --policy-seed N           of the caps' draws (default 0)
  --policy-epsilon E        of sinkhorn, 0.0001 to 1 (default 0.003)
  --policy-iterations N     of sinkhorn, 1 to 1000 (default 50)

  --alternatives M          also write the M nearest other codes of every item at every level, 1 to 200
                            (train, encode)

Other tools' files (train, encode)
  --notation NAME[,NAME...] written besides, of the codes after the policy:
      forge-csv             forge_sid.csv: item_id,SID with "12,7,201"
      forge-tokens          forge_tokens.csv: item_id,SID with C12C8199C16585
      forge-columns         forge_item_sid.csv: base62_string,codebook_lv1,codebook_lv2,...
      index-json            index.json of LC-Rec: {"item": ["<a_12>","<b_7>","<c_201>"]}
      onerec-parquet        onerec.parquet: pid, codes list<int32>
      torcheasyrec-parquet  torcheasyrec.parquet: item_id, codes list<int32>
      grid-npy              grid_sids.npy: int64, L x N
  --forge-offset N          of forge-tokens: tokens between two levels, at least the largest K
                            (default 8192 as FORGE, or the largest K if that is more)

RQ-VAE (FORGE's settings, on inputs scaled to unit variance)
  --hidden W[,W...]         widths of the encoder's hidden layers; the decoder mirrors them
                            (default 256,256)
  --latent D                dimensions of latent and codewords (default 64)
  --residual-encoder        encoder and decoder add to their input and start at zero (RQ-KMeans+);
                            the latent is then as wide as the vectors
  --activation NAME         relu, silu or gelu (default relu)
  --batch N                 rows a step; a last partial batch is dropped (default 2048)
  --learning-rate R         AdamW's peak, cosine to 1e-7 (default 0.002)
  --warmup-epochs N         linear, at most a third of the run (default 40)
  --weight-decay R          (default 0.0001)
  --clip-norm R             largest gradient norm, 0 for none (default 0)
  --reconstruction NAME     mse, l1 or cosine (default mse)
  --commitment W1,W2        towards the codewords, towards the latents (default 0.5,0.5)
  --codebook NAME           gradient, or ema: moving averages (default gradient)
  --ema-decay R             of --codebook ema (default 0.99)
  --init NAME               kmeans or random codewords (default kmeans)
  --sinkhorn-rounds N       of the assignment in training, 0 for nearest (default 5)
  --sinkhorn-scale R        its sharpness (default 10)
  --estimator NAME          straight-through or rotation (default straight-through)
  --no-standardize          leave the inputs' scale as it is
  --no-revival              with 0 Sinkhorn rounds: leave dead codes dead
  --shared-codebook         one codebook for all levels
  --contrastive             also train on pairs of related items (FORGE Eq. 2)
  --pairs FILE              .npz with pairs (N, 2) of item ids, as FORGE's, or an .npy of them
  --pair-window N           without --pairs: the pairs are items of --histories at most N places apart,
                            every user's last two left out (default 3)
  --pair-batch N            pairs a step (default 2048)
  --pairs-per-item R        pairs an epoch, drawn afresh, for every item (default 2.3)

Sequence model (train-retriever; AdamW, each user's last two items held out)
  --codes FILE              SIDs: items.parquet as train writes it, codes.npy (items by row number), or
                            as another tool writes them: an index.json, FORGE's CSVs, codes in Parquet
  --histories FILE          what users did: Parquet, JSON lines, CSV, .inter or S3-Rec text
  --preset tiny|small       2+2 layers of 64, or TIGER's 4+4 of 128 (default tiny)
  --d-model N, --d-kv N     width of the model; columns of a head, by 4 (default: the preset's, as
  --heads N, --d-ff N       for all of these); heads; width of the feed-forward layers
  --layers N                of the encoder
  --decoder-layers N        of the decoder
  --feed-forward NAME       relu or gated-gelu (default relu)
  --untied                  the output has a matrix of its own
  --dropout R               (default 0.1)
  --user-buckets N          tokens that users are hashed into, 0 for none (default 0)
  --max-items N             latest items of a history that are read (default 20)
  --epochs N                (default 30)
  --batch N                 samples a pass (default 64)
  --accumulate N            passes a step (default 1)
  --learning-rate R         the peak, half a cosine to 0 (default 0.003)
  --warmup R                share of the steps that climb to it (default 0.05)
  --weight-decay R          (default 0.01)
  --clip-norm R             largest gradient norm, 0 for none (default 1)
  --label-smoothing R       (default 0)
  --checkpoint FILE         written after every epoch and every half a minute; if it is there, the run goes
                            on from it, to the same weights as if it had never stopped

Decoding (decode; each user's last item is to be found from those before it)
  --model FILE              the model.safetensors that train-retriever writes, its --checkpoint, or a T5
                            of Hugging Face whose tokens are padding, end, start and then the codes,
                            level by level
  --codes FILE              the codes that it was trained on
  --histories FILE          what users did
  --part test|validation    the last item, or the one before it (default test)
  --beam B                  SIDs kept from level to level, 1 (greedy) to 1000 (default 50)
  --doubling                FORGE: twice as many at every further level
  --free                    any code at every level, not only SIDs of the catalogue

Evaluation (evaluate; popularity, Markov chain and co-occurrence always)
  FILE                      vectors of the coded items, matched by id: nearest vectors too; --vectors and
                            --ids name its columns
  --codebooks FILE          the quantizer of the codes, codebooks.npz or model.safetensors: lookup by
                            SID too (exact, nearest codewords, Hamming-1, layered); needs FILE
  --model FILE              a sequence model, decoded by --beam B (1 is greedy; default 50),
                           --doubling and --free as decode does
  --forge-output FILE       an output.jsonl of FORGE, scored as its calc_hr does
  --forge-offset N          its tokens between two levels (default 8192, or the largest K if that is more)
  --part test|validation    the last item, or the one before it (default test)
  --ks K[,K...]             of 1, 5, 10, 20, 50, 100, 500, 1000 (default 5,10,20); null, in the
                           table -, above a method's longest list
  --profile NAME            what a lookup quantizes: mean of all items, last, last-5 (default last-5)
  --keep-seen               baselines may recommend what the user has had (a model always may)

Other files (convert, metrics)
  --from NAME               how IN writes its SIDs, where it does not tell: as --notation, codes-npy (N x L),
                            items-parquet (c1, c2, ... or code_str), forge-samples; else told by content
  --to NAME                 how OUT is written, if its name does not tell (the first of its ending):
      SIDs                  .csv forge-csv, forge-tokens, forge-columns; .json index-json;
                            .npy codes-npy, grid-npy; .parquet items-parquet, onerec-parquet,
                            torcheasyrec-parquet
      vectors               .npy npy; .npz npz (FORGE's ids, embeds); .parquet parquet; .feather or
                            .arrow feather; .jsonl jsonl; .csv item-emb (FORGE's base64)
      histories             .jsonl jsonl; .parquet parquet; .csv csv; .txt txt (S3-Rec); FORGE's
                            training samples too, as users of SIDs
                            ids that an .npy has no place for go into NAME.ids.npy beside it
  --forge-offset N          tokens between two levels in IN (default: told from the tokens)
  --write-offset N          and in OUT (default 8192 as FORGE, or the largest K if that is more)
  --codebook-size K[,K...]  of the codes in IN (default: the largest code of a level and one)
  --codebooks NPZ           the same from the codebooks that belong to them (convert)
  --ids-file NPY            ids of a codes.npy, or of an .npy of vectors (convert)

Machine
  --device auto|gpu|cpu     auto: the machine's GPU, else SwiftShader (WebGPU in software);
                            gpu: a real GPU or nothing; cpu: plain loops, slow (default auto)

Output
  --out DIR                 made if absent; files of these names in it are replaced
    codes.npy               int32, N x L
    codebooks.npz           train: codebooks [L,K,d] float32 if all K are equal, else codebook_1,
                            ...; center [d] with --center; flags normalize, cosine, latent if so
    items.parquet           item_id, c1..cL, code_str
    metrics.json            metrics per level, of the whole SID, and of the run
                            nearest with --method balanced: what nearest codewords would give
                            policy with --policy: what it changed, and the metrics before
                            alignment with --histories: embedding hitrate@k on raw vectors and on
                            reconstructions; with --category: purity and NMI of every depth
    alternatives.npz        with --alternatives: codes int32 and distances float32, N x L x M, nearest
                            first, residuals along the codes written; squared distances, or 1 - cosine;
                            -1 and Infinity where a level has fewer other codes
    model.safetensors       train, rqvae and vqvae: weights, named and laid out as in PyTorch
  train-retriever writes instead:
    model.safetensors       the weights by Hugging Face's names; its config in the metadata
    metrics.json            settings, sizes, and the loss of every step and epoch
  decode writes instead:
    output.jsonl            a user a line: the answer, and the decoded SIDs, best first, as FORGE's
    metrics.json            recall, hit rate, NDCG, coverage and invalid SIDs, by item and by SID
  evaluate writes instead, and prints a table:
    metrics.json            a method at a time: recall, hit rate, NDCG, coverage, by popularity and length
    offline_eval.csv        a method a row, first the columns of CarterHe479/Semantic-ID; not FORGE's output
  sweep writes instead, after every run; finished runs on the same vectors, held against the same
  histories and category, are not trained again:
    sweep.csv               one row a run, with its settings and metrics
    sweep.json              the same, all metrics, and mean, least and largest over the seeds

Exit status: 0, or 1 with one line on stderr.
`;
