import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatNumber,
  formatPercent,
  formatPoints,
  formatSeconds,
  formatSigned,
  plural,
} from './format';

describe('numbers on the screen', () => {
  it.each([
    [0, '0'],
    [3496, '3,496'],
    [12_101, '12,101'],
    [16_777_216, '16.78M'],
    [256 ** 8, '1.845 × 10¹⁹'],
    [Infinity, '∞'],
  ])('counts %d as %s', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  it.each([
    [7.71828, '7.718'],
    [0.45678, '0.4568'],
    [12345.6, '12,350'],
    [2.3e-7, '2.3 × 10⁻⁷'],
    [0, '0'],
    [NaN, '–'],
  ])('keeps four significant digits: %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it.each([
    [1, '100%'],
    [0, '0%'],
    [0.112314, '11.23%'],
    [0.99999, '> 99.99%'],
    [0.00001, '< 0.01%'],
  ])('never rounds a share to all or nothing: %d as %s', (share, text) => {
    expect(formatPercent(share)).toBe(text);
  });

  it.each([
    [0.0123, formatPoints, '+1.23 pp'],
    [-0.0123, formatPoints, '−1.23 pp'],
    [-3, formatCount, '−3'],
    [0, formatCount, '±0'],
    [NaN, formatCount, '–'],
  ])('signs a difference: %d', (delta, format, text) => {
    expect(formatSigned(delta, format)).toBe(text);
  });

  it('names units', () => {
    expect(formatBytes(0)).toBe('0 B');
    expect(formatBytes(18 * 2 ** 20)).toBe('18.0 MiB');
    expect(formatBytes(134_217_728)).toBe('128 MiB');
    expect(formatSeconds(0.0421)).toBe('42 ms');
    expect(formatSeconds(4.24)).toBe('4.2 s');
    expect(formatSeconds(150)).toBe('2.5 min');
    expect(plural(1, 'item')).toBe('1 item');
    expect(plural(2000, 'item')).toBe('2,000 items');
  });
});
