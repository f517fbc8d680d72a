/** The official binary layouts of CIFAR-10 and CIFAR-100 (Krizhevsky 2009): label bytes, then 3072 bytes in planes. */
import { IMAGE_BYTES, type Dataset, type Task } from '../dataset';
import { cifar100CoarseNames, cifar100Names, cifar10Names } from './classNames';

export type CifarName = 'cifar10' | 'cifar100';

export interface CifarFormat {
  readonly name: CifarName;
  /** As people write it. */
  readonly title: string;
  readonly archive: string;
  /** Folder inside the archive. */
  readonly folder: string;
  /** In the official order. */
  readonly trainFiles: readonly string[];
  readonly testFiles: readonly string[];
  /** The label bytes at the start of every record, in their order. */
  readonly labelBytes: readonly Task[];
  /** The same tasks, the one for `supervised` and two-class sampling first. */
  readonly tasks: readonly Task[];
  readonly mean: Dataset['mean'];
  readonly deviation: Dataset['deviation'];
}

const cifar10: Task = { name: 'cifar10', classNames: cifar10Names };
const fine: Task = { name: 'cifar100', classNames: cifar100Names };
const coarse: Task = { name: 'cifar100-coarse', classNames: cifar100CoarseNames };

export const cifarFormats: Readonly<Record<CifarName, CifarFormat>> = {
  cifar10: {
    name: 'cifar10',
    title: 'CIFAR-10',
    archive: 'cifar-10-binary.tar.gz',
    folder: 'cifar-10-batches-bin',
    trainFiles: [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`),
    testFiles: ['test_batch.bin'],
    labelBytes: [cifar10],
    tasks: [cifar10],
    mean: [0.4914, 0.4822, 0.4465],
    deviation: [0.247, 0.2435, 0.2616],
  },
  cifar100: {
    name: 'cifar100',
    title: 'CIFAR-100',
    archive: 'cifar-100-binary.tar.gz',
    folder: 'cifar-100-binary',
    trainFiles: ['train.bin'],
    testFiles: ['test.bin'],
    labelBytes: [coarse, fine],
    tasks: [fine, coarse],
    mean: [0.5071, 0.4865, 0.4409],
    deviation: [0.2673, 0.2564, 0.2762],
  },
};

/** 3073 for CIFAR-10, 3074 for CIFAR-100. */
export function recordBytes(format: CifarFormat): number {
  return format.labelBytes.length + IMAGE_BYTES;
}

/** Which data set a file is meant to belong to by its name alone; copies such as `train (1).bin` count as the original. */
export function officialPlace(fileName: string): { format: CifarFormat; file: string } | null {
  const file = fileName.replace(/^.*[/\\]/, '').replace(/ ?\(\d+\)(?=\.bin$)/, '');
  const format = Object.values(cifarFormats).find(({ trainFiles, testFiles }) => trainFiles.includes(file) || testFiles.includes(file));
  return format ? { format, file } : null;
}
