import { beforeAll, expect, test } from 'vitest';
import { bytesInUse } from '../../src/engine/memory';
import { defaultExperiment, type Experiment } from '../../src/experiment/fields';
import { missingWebGpu } from '../support/dawn';
import { openSession } from '../support/training';
import { startTrainingOnWebGpu } from '../support/webgpu';

const missing = await missingWebGpu();

beforeAll(async () => {
  if (!missing) await startTrainingOnWebGpu();
});

const bounds: { what: Partial<Experiment>; bytes: number }[] = [
  { what: { backbone: 'small', batch: 256 }, bytes: 1.2e9 },
  { what: { backbone: 'tiny', batch: 256, width: 8_192 }, bytes: 1e9 },
  { what: { backbone: 'tiny', batch: 256, width: 32_768 }, bytes: 3e9 },
];

test.skipIf(missing !== null).each(bounds)('$what trains within $bytes bytes', async ({ what, bytes }) => {
  const before = bytesInUse();
  // Opening prepares the step, which allocates all that it needs and computes nothing.
  const session = await openSession({ ...defaultExperiment, images: 500, ...what });
  const used = bytesInUse() - before;
  console.log(`${JSON.stringify(what)}: ${(used / 1e6).toFixed(0)} MB`);
  expect(used).toBeLessThan(bytes);
  session.close();
}, 120_000);
