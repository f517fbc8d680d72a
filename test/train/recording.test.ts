/** A recorded step on a device that does nothing: what it allocates does not depend on results. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { bytesInUse } from '../../src/engine/memory';
import { startTrainingOnWebGpu } from '../support/webgpu';
import { openSession, quick } from '../support/training';

beforeAll(() => startTrainingOnWebGpu('null'));

test('tensor count and bytes are flat over 2,000 steps', async () => {
  const session = await openSession({ ...quick, steps: 2_000 });
  let settled = { tensors: 0, bytes: 0 };
  for (let step = 1; step <= 2_000; step++) {
    session.advance();
    if (session.log.isDue()) await session.log.read();
    if (step % 100 !== 0) continue;
    await session.log.read();
    const now = { tensors: tf.memory().numTensors, bytes: bytesInUse() };
    if (step === 200) settled = now;
    if (step > 200) expect(now, `step ${step}`).toEqual(settled);
  }
  session.close();
}, 120_000);
