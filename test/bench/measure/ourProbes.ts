import type { Tensor2D } from '@tensorflow/tfjs-core';
import { shapesDataset } from '../../../src/data/shapes/generate';
import { nearestNeighbourAccuracies } from '../../../src/evaluate/nearestNeighbours';
import { refitProbe } from '../../../src/evaluate/refitProbe';
import { defaultExperiment } from '../../../src/experiment/fields';
import { chooseImages, featuresOf } from '../../../src/train/probeImages';
import { untrainedNetwork } from '../../../src/train/inspect/subject';
import type { Measurements, ProbeTimes } from '../measurements';
import { startOurs } from '../ours';

/** The task with as many classes as CIFAR-10 has. */
const TASK = 'hue';

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}

/** On features of an untrained network, which are as correlated as those of a trained one. Making them is not counted. */
export async function measure({ backend, width, trainImages, testImages }: Measurements['ourProbes']['given']): Promise<ProbeTimes> {
  const { adapter, threads } = await startOurs(backend);
  const drawn = shapesDataset(1, trainImages, testImages);
  const dataset = { ...drawn, tasks: drawn.tasks.filter(({ name }) => name === TASK) };
  const network = untrainedNetwork({ experiment: { ...defaultExperiment, width }, classes: dataset.tasks[0]!.classNames.length });
  const features = async (part: 'train' | 'test', count: number) => {
    const images = chooseImages(dataset, part, count, 1);
    const [representation] = await featuresOf((batch) => [network.represent(batch)], images, dataset, () => Promise.resolve());
    return { features: representation as Tensor2D, tasks: images.tasks };
  };
  const [train, test] = [await features('train', trainImages), await features('test', testImages)];
  return {
    adapter,
    threads,
    offline: await seconds(() => refitProbe(train, test)),
    neighbours: await seconds(() => nearestNeighbourAccuracies(train.features, train.tasks, test.features, test.tasks)),
  };
}
