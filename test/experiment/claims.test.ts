import { expect, test } from 'vitest';
import { claimIds, claimPresets } from '../../src/experiment/claims/claimPresets';
import { claims } from '../../src/experiment/claims/claims';
import { conditionLink } from '../../src/experiment/claims/conditions';
import type { Experiment } from '../../src/experiment/fields';
import { readLink, writeLink } from '../../src/experiment/link';
import { describeNetwork } from '../../src/model/describe';

const experimentOf = (link: string) => readLink(link).experiment;

test('every claim is there once, in order, with a preset that is one of its runs', () => {
  expect(claims.map(({ id }) => id)).toEqual([...claimIds]);
  expect(claimPresets.map(({ id }) => id)).toEqual([...claimIds]);
  for (const { id, link } of claimPresets) expect(claims.find((claim) => claim.id === id)!.conditions.map((condition) => condition.link)).toContain(link);
});

test.each(claims)('claim $id says what it has to', ({ sentence, source, reported, sureness, look, refute, limits, conditions, effects }) => {
  for (const text of [sentence, look, refute, limits]) expect(text).toMatch(/^[A-Z].*[.?]$/);
  expect(sentence.match(/[.!?](\s|$)/g)).toHaveLength(1);
  expect(source.address).toMatch(/^https:\/\/arxiv\.org\/abs\/\d{4}\.\d{5}$/);
  // A second-hand claim has no number to quote.
  if (sureness === 'second-hand') expect(reported).toBeNull();
  expect(conditions.length).toBeGreaterThanOrEqual(1);
  expect(effects.length).toBeGreaterThanOrEqual(1);
  expect(effects.length).toBeLessThanOrEqual(3);
});

test.each(claims)('every link of claim $id is canonical and has seed 1, and its labels differ', ({ conditions, elsewhere }) => {
  const all = [...conditions, ...elsewhere];
  for (const { link } of all) {
    const { experiment, remarks } = readLink(link);
    expect(remarks).toEqual([]);
    expect(writeLink(experiment)).toBe(link);
    expect(experiment.seed).toBe(1);
  }
  expect(new Set(all.map(({ label }) => label)).size).toBe(all.length);
  expect(new Set(all.map(({ link }) => link)).size).toBe(all.length);
});

test.each(claims)('claim $id can be tried without CIFAR, and its effects use runs that it lists', ({ conditions, elsewhere, effects }) => {
  expect([...conditions, ...elsewhere].some(({ link }) => experimentOf(link).data === 'shapes')).toBe(true);
  const listed = conditions.map(({ link }) => link);
  for (const effect of effects) {
    const used = effect.kind === 'difference' ? [effect.of, ...(effect.against === undefined ? [] : [effect.against])] : effect.over;
    for (const link of used) expect(listed).toContain(link);
  }
});

/** Fields in which two experiments differ. */
function differing(one: Experiment, other: Experiment): string[] {
  return Object.keys(one).filter((name) => one[name as keyof Experiment] !== other[name as keyof Experiment]);
}

test('a difference changes one thing only; two in claim g, whose networks have about the same size', () => {
  for (const { id, effects } of claims) {
    for (const effect of effects) {
      if (effect.kind !== 'difference' || effect.against === undefined) continue;
      const [one, other] = [experimentOf(effect.of), experimentOf(effect.against)];
      if (id === 'g') {
        expect(differing(one, other).sort()).toEqual(['backbone', 'width']);
        const [wide, whole] = [describeNetwork(one), describeNetwork(other)].map(({ backboneParameters }) => backboneParameters) as [number, number];
        expect(wide).toBeLessThan(whole);
        expect(whole / wide).toBeLessThan(1.2);
      } else {
        expect(differing(one, other)).toHaveLength(1);
      }
    }
  }
});

test('later defaults change no claim: its runs spell out what the paper’s recipe and the runs of November 2026 used', () => {
  for (const { conditions } of claims) {
    for (const { link } of conditions) {
      const { data, ...experiment } = experimentOf(link);
      expect(experiment).toMatchObject({ batch: 64, lr: 0.002, decay: 1e-4, optimizer: 'adamw', temperature: 0.2, gray: 0.2, flip: 0.5 });
      expect(experiment).toMatchObject(data === 'cifar10' ? { crop: 0.08, jitter: 0.4, hue: 0.1 } : { crop: 0.3, jitter: 0.5, hue: 0.5 });
    }
  }
});

test('seeds of a condition share its link, and scenes count only where they are drawn', () => {
  const [photographs, drawn] = [claims[0]!.conditions[0]!.link, claims[0]!.elsewhere[0]!.link];
  expect(conditionLink({ ...experimentOf(photographs), seed: 7, scenes: 7 })).toBe(photographs);
  expect(conditionLink({ ...experimentOf(drawn), seed: 7 })).toBe(drawn);
  expect(conditionLink({ ...experimentOf(drawn), scenes: 7 })).not.toBe(drawn);
});

test('every difference between widths has to hold for what training added as well', () => {
  for (const { effects } of claims) {
    for (const effect of effects) {
      if (effect.kind !== 'difference' || effect.against === undefined) continue;
      expect(effect.added ?? false).toBe(experimentOf(effect.of).width !== experimentOf(effect.against).width);
    }
  }
});
