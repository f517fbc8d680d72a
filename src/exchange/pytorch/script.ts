/**
 * An experiment as one PyTorch file, for those who outgrow the browser: this backbone, projector, loss, augmentation, optimizer and
 * schedule, and nothing of the others. The Python lies beside this file, part by part; here are the settings that go before it.
 */
import type { Experiment } from '../../experiment/fields';
import { writeLink } from '../../experiment/link';
import { backbones } from '../../model/architecture';
import { headWidths, projectorWidths } from '../../model/describe';
import type { Task } from '../../data/dataset';
import type { NetworkWeights } from '../../train/weights';
import { WRITER } from '../weightsFormat';
import adamw from './adamw.py?raw';
import barlow from './barlow.py?raw';
import byol from './byol.py?raw';
import images from './images.py?raw';
import imports from './imports.py?raw';
import lars from './lars.py?raw';
import lossStart from './lossStart.py?raw';
import main from './main.py?raw';
import network from './network.py?raw';
import prediction from './prediction.py?raw';
import safetensors from './safetensors.py?raw';
import schedule from './schedule.py?raw';
import sgd from './sgd.py?raw';
import simclr from './simclr.py?raw';
import simsiam from './simsiam.py?raw';
import supervised from './supervised.py?raw';
import together from './together.py?raw';
import vicreg from './vicreg.py?raw';
import views from './views.py?raw';

export interface ScriptOptions extends Pick<NetworkWeights, 'classes'> {
  pageVersion: string;
  /** Null where only the images tell; the script then takes those of the images that it is given. */
  mean: NetworkWeights['mean'] | null;
  deviation: NetworkWeights['deviation'] | null;
  /** Of the images of pretraining; the first one counts. */
  tasks: readonly Task[];
  /** Of the file; today where left out. */
  date?: Date;
  /** Of the script and of the weights beside it, without their endings; what the header tells to type. */
  name?: string;
}

const losses: Readonly<Record<Experiment['method'], readonly string[]>> = {
  simclr: [lossStart, simclr],
  vicreg: [lossStart, vicreg],
  byol: [lossStart, prediction, byol],
  barlow: [lossStart, barlow],
  simsiam: [lossStart, prediction, simsiam],
  supervised: [lossStart, supervised],
};
const optimizers: Readonly<Record<Experiment['optimizer'], string>> = { adamw, sgd, lars };

/** The whole file. */
export function pytorchScript(experiment: Experiment, options: ScriptOptions): string {
  const { method, optimizer } = experiment;
  const parts = [network, ...losses[method], views, images, schedule, optimizers[optimizer], safetensors, main];
  return [header(experiment, options), imports, settings(experiment, options), together, ...parts].map((part) => part.trim()).join('\n\n\n') + '\n';
}

function header(experiment: Experiment, { pageVersion, date = new Date(), name = 'experiment' }: ScriptOptions): string {
  return `"""
The experiment ?${writeLink(experiment)}
as a PyTorch script: the same network, loss, augmentation, optimizer and schedule, for as many GPUs as there are. Random
numbers are drawn by PyTorch, so that a run equals the page's in distribution, not number by number.

Written by page version ${printable(pageVersion)} on ${date.toISOString().slice(0, 10)}. Needs PyTorch 1.13 or newer and no other package.

Features of images, with the weights that the page exported:
    python3 ${name}.py --weights ${name}.safetensors --features images.bin --out features.f32
Training, on every GPU of a machine (leave out torchrun and its option for one process; without a GPU it uses the CPU):
    torchrun --nproc_per_node=8 ${name}.py --data DIR --checkpoint run.pt --save trained.safetensors

${neededImages[experiment.data]}
"""`;
}

const neededImages: Readonly<Record<Experiment['data'], string>> = {
  cifar10: 'DIR holds data_batch_1.bin to data_batch_5.bin of cifar-10-binary.tar.gz, unpacked.',
  cifar100: 'DIR holds train.bin of cifar-100-binary.tar.gz, unpacked.',
  shapes: `The page draws these images itself: save them with "Images" in its export menu and put the file into DIR. Any other folder
in CIFAR's binary layout (a label byte, then 3072 bytes, the red, green and blue plane) serves as well.`,
  own: `These images were somebody's own. DIR holds .bin files in CIFAR's binary layout: per image a label byte, then 3072 bytes, the
red, green and blue plane of 32 rows of 32 pixels.`,
};

function settings(experiment: Experiment, { classes, pageVersion, mean, deviation, tasks }: ScriptOptions): string {
  const { method, optimizer, width, batch, steps, lr, decay, temperature, crop, jitter, hue, gray, flip, seed, images: count, sampling, backbone } = experiment;
  const { stem, blocks, last } = backbones[backbone];
  const classNames = tasks[0]?.classNames.map(printable).join(', ');
  const rows: [name: string, value: string, comment?: string][] = [
    ['LINK', text(writeLink(experiment))],
    ['PAGE_VERSION', text(printable(pageVersion))],
    ['WRITER', text(WRITER), 'of weight files'],
    ['METHOD', text(method)],
    ['STEM', number(stem), `backbone "${backbone}": channels of the 3×3 stem`],
    ['BLOCKS', `[${blocks.map(({ channels, stride }) => `(${channels}, ${stride})`).join(', ')}]`, 'channels and stride of each block below the last one'],
    ['LAST_INNER, LAST_STRIDE', `${last.inner}, ${last.stride}`],
    ['WIDTH', number(width), 'D: output channels of the last block, the dimension of the representation'],
    ['PROJECTOR', list(projectorWidths(experiment)), 'widths from D to K; thrown away after training'],
    ['HEAD', list(headWidths(experiment, classes)), 'what stands on the projector: a predictor or a classifier, or nothing'],
    ['CLASSES', number(classes), classNames ? `${printable(tasks[0]!.name)}: ${classNames.slice(0, 200)}` : undefined],
    ...(method === 'simclr' ? ([['TEMPERATURE', number(temperature)]] as [string, string][]) : []),
    ['IMAGES, SAMPLING', `${count}, ${text(sampling)}`, 'at most so many training images, and how a batch is drawn'],
    ['BATCH, STEPS', `${batch}, ${steps}`, 'images per step, over all processes; two views each'],
    ['LR, DECAY', `${number(lr)}, ${number(decay)}`, `peak rate and weight decay of ${optimizer}`],
    ['CROP, JITTER, HUE, GRAY, FLIP', [crop, jitter, hue, gray, flip].map(number).join(', '), 'smallest crop, strength of colour changes, largest shift of hue in turns, probabilities'],
    ['SEED', number(seed)],
    ['MOMENTS', mean && deviation ? `${list(mean)}, ${list(deviation)}` : 'None', 'mean and deviation per channel that images are normalised with; None: those of the images'],
  ];
  return rows.map(([name, value, comment]) => `${name} = ${value}${comment ? `  # ${comment}` : ''}`).join('\n');
}

/** JSON's numbers and strings are Python's too. */
const number = (value: number): string => JSON.stringify(value);
const text = (value: string): string => JSON.stringify(value);
const list = (values: readonly number[]): string => `[${values.map(number).join(', ')}]`;

/** Foreign names stand in comments and in the docstring: nothing in them may end either. */
function printable(foreign: string): string {
  return foreign.replace(/[\p{C}\p{Zl}\p{Zp}"\\]/gu, ' ').slice(0, 80);
}
