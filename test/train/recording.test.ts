/** A recorded step on a device that does nothing: what it allocates does not depend on results. */
import { beforeAll, test } from 'vitest';
import { expectFlat, quick } from '../support/training';
import { startTrainingOnWebGpu } from '../support/webgpu';

beforeAll(() => startTrainingOnWebGpu('null'));

test('tensor count and bytes are flat over 2,000 steps', () => expectFlat({ ...quick, steps: 2_000 }), 120_000);
