import { expect, test } from 'vitest';
import { readLink, writeLink } from '../../src/experiment/link';
import { presetGroups, presets } from '../../src/experiment/presets';

test.each(presets)('$name is a link without remarks, in its shortest form', ({ link }) => {
  const { experiment, remarks } = readLink(link);
  expect(remarks).toEqual([]);
  expect(writeLink(experiment)).toBe(link);
});

test('every preset says what it shows, itself or through its claim', () => {
  for (const { purpose, claim } of presets) expect([purpose, claim].filter((said) => said !== undefined)).toHaveLength(1);
});

test('names are all different, and so are the links of the general ones', () => {
  expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
  const [general] = presetGroups;
  expect(new Set(general!.presets.map(({ link }) => link)).size).toBe(general!.presets.length);
});
