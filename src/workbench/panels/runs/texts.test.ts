import { describe, expect, it } from 'vitest';
import { comparisonOf, ofOtherBits, ofOtherData } from '../../state/runs/comparison';
import { runFixture, withUnique } from '../../state/runs/runs.fixture';
import { agreementSentence } from './agreement-text';
import { comparisonHeadline, otherBitsText, otherDataText } from './comparison-text';
import { RUN_COLUMNS } from './run-columns';
import { runMetric, verdict } from './run-metrics';
import {
  dataText,
  historyHeadline,
  runMethod,
  runName,
  runNumber,
  runsText,
  shortTime,
  timeText,
} from './run-text';

const one = runFixture({ id: 1 });
const two = withUnique(runFixture({ id: 2, reconstruction: 0.2, name: 'mine' }), 0.9);
const compared = (...runs: (typeof one)[]) =>
  comparisonOf(
    runs,
    runs.map(({ id }) => id),
    runs[0]?.id ?? null,
  )!;

describe('run texts', () => {
  it('name runs', () => {
    expect([runNumber(one), runNumber({ id: -2 })]).toEqual(['Run 1', 'Unstored run 2']);
    expect([runName(one), runName(two)]).toEqual(['Lloyd 2 × 4, seed 0', 'mine']);
    const encoded = runFixture({ id: 3, encodedWith: 'codebooks.npz' });
    expect([runName(encoded), runMethod(encoded)]).toEqual([
      'Encoded with codebooks.npz',
      'Encoded',
    ]);
    const read = runFixture({ id: 3, codesFrom: 'index.json', data: { ...one.data, dim: 0 } });
    expect([runName(read), runMethod(read)]).toEqual(['Codes of index.json', 'Read']);
    expect(dataText(read.data)).toMatch(/, \d+ items without vectors$/);
    expect(runMetric('seconds').format(runMetric('seconds').value(read))).toBe('–');
    expect(runsText([one])).toBe('run 1');
    expect(runsText([one, two, runFixture({ id: -3 })])).toBe('runs 1, 2 and unstored 3');
  });

  it('tell the time of today, else the day', () => {
    const at = new Date(2026, 10, 21, 14, 5).getTime();
    expect(timeText(at)).toBe('21 Nov, 14:05');
    expect(shortTime(at, at + 1000)).toBe('14:05');
    expect(shortTime(at, at + 48 * 3600_000)).toBe('21 Nov');
  });

  it('say what stands out in the history', () => {
    expect(historyHeadline([one])).toBe('1 run kept');
    expect(historyHeadline([one, two])).toBe('2 runs kept; run 2 has the most unique SIDs, 90%');
    const other = runFixture({ data: { ...one.data, fingerprint: 'b' } });
    expect(historyHeadline([one, other])).toBe('2 runs kept, of 2 different data');
  });

  it('compare two runs in a sentence, and more by the best', () => {
    expect(comparisonHeadline(compared(one, two))).toBe(
      'Against run 1 (the baseline), run 2 has 6.67 pp more unique SIDs and 5 pp less reconstruction error',
    );
    const read = runFixture({ id: 5, codesFrom: 'index.json', reconstruction: Number.NaN });
    expect(comparisonHeadline(compared(one, read))).toMatch(/run 5 has as many unique SIDs$/);
    expect(comparisonHeadline(compared(one, runFixture({ id: 4 })))).toMatch(
      /as many unique SIDs and the same reconstruction error$/,
    );
    expect(comparisonHeadline(compared(one, two, runFixture({ id: 3 })))).toBe(
      'Of 3 runs, run 2 has the most unique SIDs: 90%',
    );
  });

  it('warn of other data and other bits', () => {
    const other = runFixture({
      id: 5,
      data: { ...one.data, file: 'b.npy', fingerprint: 'b' },
      config: { ...one.config, codebookSizes: [8, 8] },
    });
    const comparison = compared(one, other);
    expect(otherDataText(comparison, ofOtherData(comparison))).toMatch(
      /^Run 5 was trained on other vectors \(b\.npy, 6 × 2\) than run 1/,
    );
    expect(otherBitsText(comparison, ofOtherBits(comparison))).toMatch(
      /^Run 5 spends 6 bits a SID and run 1 spends 4:/,
    );
  });

  it('put an agreement into words', () => {
    const depth = { n: 10, equalShare: 0, distinctA: 4, distinctB: 4 };
    const at = (adjustedRand: number, equalItems = 0, level = 1) => ({
      ...depth,
      depth: level,
      adjustedRand,
      equalItems,
    });
    expect(agreementSentence('Run 2', [at(1, 10), at(1, 10, 2)])).toBe(
      'Run 2 has the very same codes at levels 1–2',
    );
    expect(agreementSentence('Run 2', [at(0.7)])).toBe(
      'Run 2 groups items much alike at level 1 (ARI 0.7)',
    );
    expect(agreementSentence('Run 2', [at(0)])).toMatch(/no more alike than chance/);
    expect(agreementSentence('Run 2', [])).toMatch(/no level in common/);
  });
});

describe('run numbers', () => {
  it('judge a difference by what is better', () => {
    expect(verdict(runMetric('unique'), 0.1)).toBe(true);
    expect(verdict(runMetric('maxBucket'), 3)).toBe(false);
    expect(verdict(runMetric('bits'), 3)).toBeNull();
    expect(verdict(runMetric('unique'), 0)).toBeNull();
    expect(verdict(runMetric('unique'), Number.NaN)).toBeNull();
  });

  it('fill the table', () => {
    const texts = RUN_COLUMNS.map((column) => column.text({ ...two, at: 0 }));
    expect(texts.slice(0, 8)).toEqual(['2', 'mine', 'Lloyd', '2 × 4', '4', '90%', '20%', '2']);
    expect(texts.slice(-2)).toEqual(['test adapter', 'items.parquet, 6 × 2']);
  });
});
