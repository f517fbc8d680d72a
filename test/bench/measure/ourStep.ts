import { countDeviceWork } from '../deviceCounts';
import type { Measurements, OurStepTimes } from '../measurements';
import { BENCH_ROWS } from '../net';
import { openStep, startOurs } from '../ours';
import { timeSteps } from '../step';

export async function measure({ backend, ...repetitions }: Measurements['ourStep']['given']): Promise<OurStepTimes> {
  const counts = backend === 'webgpu' ? countDeviceWork() : null;
  const { adapter, threads } = await startOurs(backend);
  const step = await openStep('bench', BENCH_ROWS / 2);
  const times = await timeSteps(step, repetitions);
  if (counts === null) return { ...times, adapter, threads, counts };
  const before = { ...counts };
  step.run();
  await step.loss();
  return {
    ...times,
    adapter,
    threads,
    counts: { dispatches: counts.dispatches - before.dispatches, uploadBytes: counts.uploadBytes - before.uploadBytes },
  };
}
