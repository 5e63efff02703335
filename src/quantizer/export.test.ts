import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { LevelMetrics, SidMetrics } from '../sid/types';
import { DEFAULT_CONFIG } from './config';
import {
  codebooksNpz,
  codesNpy,
  metricsJson,
  type FinishedLevel,
  type FinishedRun,
} from './export';

const METRICS = {
  used: 2,
  usage: 0.5,
  entropyBits: 0.9,
  perplexity: 1.9,
  gini: 0.6,
  conditionalEntropyBits: 0.8,
} as LevelMetrics;

const SID = {
  unique: 2,
  uniqueRatio: 2 / 3,
  collisionRate: 1 / 3,
  itemsInCollision: 2 / 3,
  maxBucket: 2,
  sidEntropyBits: 0.918,
  forgeGini: 1 / 6,
} as SidMetrics;

function level(codes: number[], codebookSize: number, firstValue: number): FinishedLevel {
  return {
    codebookSize,
    codes: Uint32Array.from(codes),
    codebook: Float32Array.from({ length: codebookSize * 2 }, (_, i) => firstValue + i),
    metrics: METRICS,
    residualEnergy: 0.25,
    sid: SID,
  };
}

function run(levels: FinishedLevel[], center: Float32Array | null = null): FinishedRun {
  return {
    config: { ...DEFAULT_CONFIG, method: 'ema', seed: 7, iterations: 4 },
    n: 3,
    dim: 2,
    codewordDim: 2,
    levels,
    center,
    reconstruction: 0.25,
    learned: null,
    unavoidable: { items: 2 },
    seconds: 1.5,
    info: { adapter: 'an adapter' },
  };
}

/** Reads a version 1 .npy independently of the writer. */
function readNpy(bytes: Uint8Array) {
  const headerBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint16(8, true);
  const header = new TextDecoder().decode(bytes.subarray(10, 10 + headerBytes));
  return { header, payload: bytes.slice(10 + headerBytes).buffer };
}

describe('codes.npy', () => {
  test('is item by item, one code a level', () => {
    const { header, payload } = readNpy(
      codesNpy(run([level([5, 6, 7], 9, 0), level([0, 8, 1], 9, 0)])),
    );
    expect(header).toContain("'descr': '<i4', 'fortran_order': False, 'shape': (3, 2)");
    expect([...new Int32Array(payload)]).toEqual([5, 0, 6, 8, 7, 1]);
  });
});

describe('codebooks.npz', () => {
  test('holds one array where every level has the same K', () => {
    const members = unzipSync(codebooksNpz(run([level([], 2, 0), level([], 2, 10)])));
    expect(Object.keys(members)).toEqual(['codebooks.npy']);
    const { header, payload } = readNpy(members['codebooks.npy']!);
    expect(header).toContain("'<f4', 'fortran_order': False, 'shape': (2, 2, 2)");
    expect([...new Float32Array(payload)]).toEqual([0, 1, 2, 3, 10, 11, 12, 13]);
  });

  test('holds one array a level where K differs, and the centre', () => {
    const center = Float32Array.of(0.5, -1);
    const members = unzipSync(codebooksNpz(run([level([], 2, 0), level([], 1, 10)], center)));
    expect(Object.keys(members)).toEqual(['codebook_1.npy', 'codebook_2.npy', 'center.npy']);
    const second = readNpy(members['codebook_2.npy']!);
    expect(second.header).toContain("'shape': (1, 2)");
    expect([...new Float32Array(second.payload)]).toEqual([10, 11]);
    const mean = readNpy(members['center.npy']!);
    expect(mean.header).toContain("'shape': (2,)");
    expect([...new Float32Array(mean.payload)]).toEqual([0.5, -1]);
  });
});

describe('metrics.json', () => {
  test('tells of a learned tokenizer what it reconstructs', () => {
    const report = {
      epoch: 1,
      losses: { reconstruction: 0.5 },
      uniqueRatio: 1,
      usage: [1],
      revived: 0,
    };
    const learned = { history: [report], inputScale: 3 };
    expect(JSON.parse(metricsJson({ ...run([level([0, 0, 1], 4, 0)]), learned }))).toMatchObject({
      learned: {
        reconstruction: 0.25,
        input_scale: 3,
        epochs: 1,
        losses: { reconstruction: 0.5 },
      },
    });
  });

  test('has exactly the documented keys', () => {
    expect(JSON.parse(metricsJson(run([level([0, 0, 1], 4, 0)])))).toEqual({
      n: 3,
      dim: 2,
      levels: [
        {
          codebook_size: 4,
          used: 2,
          usage: 0.5,
          entropy_bits: 0.9,
          perplexity: 1.9,
          gini: 0.6,
          residual_energy: 0.25,
          conditional_entropy_bits: 0.8,
        },
      ],
      sid: {
        unique: 2,
        unique_ratio: 2 / 3,
        collision_rate: 1 / 3,
        items_in_collision: 2 / 3,
        max_bucket: 2,
        sid_entropy_bits: 0.918,
        forge_gini: 1 / 6,
        unavoidable_collisions: 2,
      },
      run: {
        ...{ method: 'ema', seed: 7, iterations: 4, beam: 1, train_beam: 1 },
        ...{ adapter: 'an adapter', seconds: 1.5 },
      },
    });
  });

  test('tells what the SIDs were held against', () => {
    const histories = { name: 'h.jsonl', users: 2, interactions: 9, known: 8 };
    const at = (hits: number) => [{ k: 10, hits, n: 4, hitrate: hits / 4 }];
    const hitrate = {
      ...{ histories, window: 3, pairs: 4, sampled: false },
      ...{ raw: at(3), reconstructed: at(1) },
    };
    const depth = {
      depth: 1,
      prefixes: 2,
      alone: 1,
      purity: 0.5,
      normalizedMutualInformation: 0.2,
    };
    const purity = { n: 2, categories: 3, largestShare: 0.4, depths: [depth] };
    const alignment = { hitrate, category: { column: 'genres', purity } };
    const aligned = { ...run([level([0, 0, 1], 4, 0)]), alignment };
    expect(JSON.parse(metricsJson(aligned))).toMatchObject({
      alignment: {
        embedding_hitrate: {
          ...{ histories: 'h.jsonl', users: 2, interactions: 9, known_interactions: 8 },
          ...{ window: 3, pairs: 4, sampled: false },
          ...{ raw: { '10': 0.75 }, reconstructed: { '10': 0.25 } },
        },
        category: {
          ...{ column: 'genres', n: 2, categories: 3, largest_share: 0.4 },
          depths: [{ depth: 1, prefixes: 2, alone: 1, purity: 0.5, nmi: 0.2 }],
        },
      },
    });
  });

  test('refuses a run without levels', () => {
    expect(() => metricsJson(run([]))).toThrow('without levels');
  });
});

test('metrics tell what nearest codewords would give, of these very SIDs only', () => {
  const balanced = run([level([0, 1, 1], 4, 0)]);
  const codes = [Uint32Array.of(0, 1, 0)];
  const nearest = { codes, equal: 2, sid: SID, reconstruction: 0.2 };
  const told = (of: FinishedRun) =>
    (JSON.parse(metricsJson(of)) as Record<string, unknown>).nearest;
  expect(told({ ...balanced, nearest })).toEqual({
    ...{ equal_sids: 2 / 3, unique_ratio: 2 / 3, max_bucket: 2, reconstruction: 0.2 },
  });
  expect(told(balanced)).toBeUndefined();
  expect(
    told({ ...balanced, nearest: { ...nearest, codes: [...codes, ...codes] } }),
  ).toBeUndefined();
});
