import { describe, expect, it } from 'vitest';
import { checkText, etaText, jobLine, trainText } from './job-text';

describe('job text', () => {
  const progress = {
    phase: 'Assigning',
    level: 2,
    levels: 3,
    iteration: 7,
    iterations: 20,
    fraction: 0.417,
    etaSeconds: 12.2,
    live: null,
    finished: null,
    snapshot: null,
  };

  it('is a fragment in the present with n of N', () => {
    expect(trainText(progress)).toBe('Assigning, level 2 of 3, iteration 7 of 20');
    expect(trainText({ ...progress, iteration: 0 })).toBe('Assigning, level 2 of 3');
    expect(checkText({ phase: 'Checking', done: 1024, total: 3496 })).toBe(
      'Checking, 1,024 of 3,496',
    );
    expect(checkText({ phase: 'Reading', done: 0, total: 0 })).toBe('Reading');
  });

  it('hides what is not known', () => {
    const job = { kind: 'train', text: 'Seeding', cancel: () => undefined } as const;
    expect(jobLine({ ...job, fraction: null, etaSeconds: null })).toBe('Seeding');
    expect(jobLine({ ...job, fraction: 0.417, etaSeconds: 12.2 })).toBe(
      'Seeding · 41% · about 12 s left',
    );
  });

  it('counts the time down in words', () => {
    expect(etaText(0.2)).toBe('under 1 s left');
    expect(etaText(200)).toBe('about 3 min left');
  });
});
