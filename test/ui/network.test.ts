import { describe, expect, it } from 'vitest';
import { defaultExperiment, withChanges, type Experiment } from '../../src/experiment/fields';
import { describeNetwork } from '../../src/model/describe';
import { channelsAt, heightOf, layOut } from '../../src/ui/network/layout';

const draw = (changes: Partial<Experiment>, width = 720, height = 288) => {
  const experiment = withChanges(defaultExperiment, changes);
  return layOut(describeNetwork(experiment), experiment.width, width, height);
};

describe('the drawing of the network', () => {
  it('grows with the width, in equal steps for equal ratios, and can be read backwards', () => {
    const heights = [8, 64, 512, 4096].map((channels) => heightOf(channels, 200));
    const steps = heights.slice(1).map((height, index) => height - heights[index]!);
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(1e-9);
    expect(channelsAt(heightOf(300, 200), 200)).toBeCloseTo(300);
  });

  it('changes the last block and the representation only', () => {
    const narrow = draw({ width: 16 });
    const wide = draw({ width: 4096 });
    for (const [index, bar] of narrow.bars.entries()) {
      const other = wide.bars[index]!;
      expect(other.x).toBe(bar.x);
      const isLever = bar.kind === 'last' || bar.kind === 'representation';
      if (isLever) expect(other.height).toBeGreaterThan(bar.height);
      else expect(other.height).toBe(bar.height);
    }
  });

  it.each(['tiny', 'small', 'resnet18'] as const)('keeps %s with any projector inside the frame, in order, at phone width too', (backbone) => {
    for (const layers of [0, 1, 4]) {
      for (const width of [240, 358, 720]) {
        const { bars, loss, baseline, height } = draw({ backbone, layers, width: 32_768 }, width);
        for (const [index, bar] of bars.entries()) {
          expect(bar.breadth).toBeGreaterThan(0);
          expect(bar.x).toBeGreaterThanOrEqual(0);
          expect(bar.x + bar.breadth).toBeLessThan(bars[index + 1]?.x ?? loss.x);
          expect(bar.height / 2).toBeLessThanOrEqual(baseline);
        }
        expect(loss.x).toBeLessThan(width);
        expect(baseline).toBeLessThan(height);
      }
    }
  });

  it('leads from the representation straight to the loss where there is no projector', () => {
    expect(draw({ layers: 0 }).bars.at(-1)!.kind).toBe('representation');
    expect(draw({ layers: 3 }).bars.filter(({ kind }) => kind === 'projector')).toHaveLength(3);
  });
});
