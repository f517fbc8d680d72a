import { describe, expect, it } from 'vitest';
import * as format from '../../src/ui/text/format';
import { evenSteps, nearestIndex, powersAndHalves, widthSteps } from '../../src/ui/text/scale';

/** Units stand behind a narrow no-break space. */
const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('numbers as people read them', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [999.6, '1.00 k'],
    [1_234, '1.23 k'],
    [103_216, '103 k'],
    [999_600, '1.00 M'],
    [34_100_000, '34.1 M'],
    [2.5e9, '2.50 G'],
    [NaN, '–'],
  ])('counts %d as %s', (count, text) => expect(plain(format.formatCount(count))).toBe(text));

  it.each([
    [4.21, '4.2 ms'],
    [48.2, '48 ms'],
    [99.7, '0.10 s'],
    [480, '0.48 s'],
    [12_345, '12.3 s'],
  ])('%d milliseconds are %s', (value, text) => expect(plain(format.formatMilliseconds(value))).toBe(text));

  it.each([
    [0, '0'],
    [256.4, '256'],
    [12.34, '12.3'],
    [-2.5, '−2.50'],
    [0.0012, '0.00120'],
    [3.2e-5, '3.20 × 10⁻⁵'],
  ])('writes the figure %d as %s', (value, text) => expect(format.formatFigure(value)).toBe(text));

  it.each([
    [1, '1'],
    [2_000, '2,000'],
    [1e6, '10⁶'],
    [0.01, '10⁻²'],
    [0.005, '5 × 10⁻³'],
  ])('writes %d on a logarithmic axis as %s', (value, text) => expect(format.formatLogTick(value)).toBe(text));

  it.each([
    [2, 'under 5 s'],
    [42, '40 s'],
    [180, '3 min'],
    [3_600, '1 h'],
    [4_830, '1 h 21 min'],
  ])('%d seconds to wait are %s', (value, text) => expect(plain(format.formatWait(value))).toBe(text));

  it.each([
    [0.061, '+6.1'],
    [-0.02, '−2.0'],
    [0.0001, '±0.0'],
  ])('a difference of %d is a gain of %s', (value, text) => expect(format.formatGain(value)).toBe(text));

  it('writes percentages, losses and bytes', () => {
    expect(plain(format.formatPercent(0.4123))).toBe('41.2 %');
    expect(format.formatLoss(4.8571)).toBe('4.86');
    expect(format.formatLoss(412.3)).toBe('412');
    expect(plain(format.formatBytes(170_052_171))).toBe('170 MB');
    expect(plain(format.formatBytes(512))).toBe('512 B');
  });
});

describe('the slider scale', () => {
  it('steps in powers of two and halves between them', () => {
    expect(powersAndHalves(8, 64)).toEqual([8, 12, 16, 24, 32, 48, 64]);
    expect(widthSteps.at(0)).toBe(8);
    expect(widthSteps.at(-2)).toBe(6_144);
    expect(widthSteps.at(-1)).toBe(8_192);
    expect(widthSteps).toHaveLength(21);
  });

  it('finds the nearest step for any number, also outside', () => {
    expect(widthSteps[nearestIndex(widthSteps, 300, 'ratio')]).toBe(256);
    expect(widthSteps[nearestIndex(widthSteps, 32_768, 'ratio')]).toBe(8_192);
    expect(widthSteps[nearestIndex(widthSteps, 1, 'ratio')]).toBe(8);
  });

  it('has even steps without floating-point dust', () => {
    expect(evenSteps(0.05, 1, 0.05)[2]).toBe(0.15);
    expect(evenSteps(0, 1, 0.05)).toHaveLength(21);
  });
});
