import { expect, test } from 'vitest';
import { readLink, writeLink } from '../../src/experiment/link';
import { presets } from '../../src/experiment/presets';

test.each(presets)('$name is a link without remarks, in its shortest form', ({ link }) => {
  const { experiment, remarks } = readLink(link);
  expect(remarks).toEqual([]);
  expect(writeLink(experiment)).toBe(link);
});

test('names and links are all different', () => {
  expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
  expect(new Set(presets.map(({ link }) => link)).size).toBe(presets.length);
});
