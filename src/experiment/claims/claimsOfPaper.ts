/** Claims a to j of "Expand or narrow your representation" (arXiv 2304.05369). Numbers only where the source has them. */
import type { Claim, Effect, Figure } from './claim';
import {
  bare,
  cifar,
  FEW,
  linear,
  MANY,
  NARROW,
  nonLinear,
  shapes,
  sized,
  spelled,
  supervised,
  vicreg,
  WIDE,
  widths,
  type Condition,
} from './conditions';

const paper = { text: 'Bordes et al. 2023', address: 'https://arxiv.org/abs/2304.05369' };

const accuracy: Figure = { kind: 'accuracy', of: { probe: 'logistic' } };
const transfer: Figure = { kind: 'accuracy', of: { probe: 'logistic', tasks: 'others' } };
const fromMlp: Figure = { kind: 'accuracy', of: { probe: 'mlp' }, minus: { probe: 'logistic' } };
const toBinary: Figure = { kind: 'accuracy', of: { probe: 'logistic' }, minus: { probe: 'binarised' } };
const sparsity: Figure = { kind: 'inside', name: 'sparsity' };

const twoClass = (width: number, out = FEW) => linear(cifar, 'two-class', width, out);
const balanced = (width: number, out = FEW) => linear(cifar, 'balanced', width, out);
const nonLinearTwoClass = (width: number, hidden = FEW) => nonLinear(cifar, 'two-class', width, hidden);

/** Claim a at nearly seven times the length, 13 epochs. */
const LONG_STEPS = 2_000;
const longTwoClass = (width: number) => linear({ ...cifar, steps: LONG_STEPS }, 'two-class', width);
/** The widest that takes minutes here. */
const WIDEST = 8192;
/** Claim h: projector outputs between two widths, as in the paper. */
const BELOW = 64;
const BETWEEN = 256;
const sparse = (width: number) => vicreg(cifar, width, BETWEEN);

const LADDER = [NARROW, 128, 512, WIDE];
const ON_SHAPES = 'Shapes, ';
const onShapes = (sampling: 'balanced' | 'two-class') => widths((width) => linear(shapes, sampling, width), [NARROW, WIDE], ON_SHAPES);
const manyOutputs = (link: string): Condition => ({ label: `D = ${spelled(WIDE)}, K = ${MANY}`, link });
const inSteps = ({ label, link }: Condition): Condition => ({ label: `${label}, ${spelled(LONG_STEPS)} steps`, link, long: true });

const wideBy = `D = ${spelled(WIDE)} minus D = ${NARROW}`;
const narrowBy = `D = ${NARROW} minus D = ${spelled(WIDE)}`;
const fewBy = `K = ${FEW} minus K = ${MANY}`;

/** Between two widths: what is read, and what training added to it. */
function ofWidth(name: string, figure: Figure, of: string, against: string): Effect {
  return { kind: 'difference', name, unit: 'points', expect: 'more', figure, of, against, added: true };
}

/** Between runs of one width, whose untrained network is the same. */
function ofOutputs(name: string, expect: Effect['expect'], of: string, against: string): Effect {
  return { kind: 'difference', name, unit: 'points', expect, figure: accuracy, of, against };
}

/** The runs of claim a at both ends, which i and j look into. */
const twoClassEnds = widths(twoClass);

export const claimsOfPaper: readonly Claim[] = [
  {
    id: 'a',
    sentence: 'With a linear projector and mini-batches of two classes, SimCLR’s accuracy grows with the width D, and fewer projector outputs K help a little.',
    source: paper,
    sureness: 'figures',
    reported: 'CIFAR-10, K = 512: 71.6 % at D = 1,024, 73.2 at 2,048, 76.2 at 4,096, 79.9 at 8,192, 83.7 at 32,768; K from 16,384 to 32 adds 1 to 2.5 points.',
    look: 'Probe accuracy at each width, and how far it stands above the untrained line of the same width.',
    refute: 'Accuracy, or the gain over the untrained network, that stays equal or falls from D = 32 to D = 2,048.',
    limits: 'The paper’s widths begin where these end, and its ResNet-50 trains for far more than 300 or 2,000 steps.',
    conditions: [...widths(twoClass, LADDER), manyOutputs(twoClass(WIDE, MANY)), ...widths(longTwoClass, LADDER).map(inSteps)],
    elsewhere: onShapes('two-class'),
    effects: [
      ofWidth(`Accuracy, ${wideBy}`, accuracy, twoClass(WIDE), twoClass(NARROW)),
      ofOutputs(`Accuracy, ${fewBy}`, 'more', twoClass(WIDE), twoClass(WIDE, MANY)),
      ofWidth(`Accuracy after ${spelled(LONG_STEPS)} steps, ${wideBy}`, accuracy, longTwoClass(WIDE), longTwoClass(NARROW)),
    ],
  },
  {
    id: 'b',
    sentence: 'With balanced mini-batches the width D still helps, and the projector outputs K do not matter.',
    source: paper,
    sureness: 'second-hand',
    reported: null,
    look: 'Probe accuracy at D = 32 against D = 2,048, then of K = 64 against K = 512 at the same D.',
    refute: 'No rise with D, no rise of the gain over the untrained network, or a difference of more than 2 points between the two K.',
    limits: 'Width ends at D = 2,048, and training at 300 steps.',
    conditions: [...widths(balanced, LADDER), manyOutputs(balanced(WIDE, MANY))],
    elsewhere: onShapes('balanced'),
    effects: [
      ofWidth(`Accuracy, ${wideBy}`, accuracy, balanced(WIDE), balanced(NARROW)),
      ofOutputs(`Accuracy, ${fewBy}`, 'same', balanced(WIDE), balanced(WIDE, MANY)),
    ],
  },
  {
    id: 'c',
    sentence: 'At a very large D, a linear projector onto few outputs beats no projector, and it beats one onto many.',
    source: paper,
    sureness: 'figures',
    reported: 'ImageNet, D = 32,768: 46.7 % without a projector, 67.4 with K = 32, 65.5 with 8,192, 65.3 with 16,384.',
    look: 'Probe accuracy without a projector, with K = 64 and with K = 512, all at D = 2,048.',
    refute: 'The run without a projector, or the one with many outputs, ends as high as the one with few.',
    limits: 'D = 2,048 is wide for this page but not very large: the paper’s D is 16 times as wide. D/K is 32 and 4 here, 1,024 and 4 there.',
    conditions: [
      { label: 'No projector', link: bare(cifar, WIDE) },
      { label: `K = ${FEW}`, link: balanced(WIDE) },
      { label: `K = ${MANY}`, link: balanced(WIDE, MANY) },
    ],
    elsewhere: [
      { label: `${ON_SHAPES}no projector`, link: bare(shapes, WIDE) },
      { label: `${ON_SHAPES}K = ${FEW}`, link: linear(shapes, 'balanced', WIDE) },
    ],
    effects: [
      ofOutputs(`Accuracy, K = ${FEW} minus no projector`, 'more', balanced(WIDE), bare(cifar, WIDE)),
      ofOutputs(`Accuracy, ${fewBy}`, 'more', balanced(WIDE), balanced(WIDE, MANY)),
    ],
  },
  {
    id: 'd',
    sentence: 'With a non-linear projector and mini-batches of two classes, D matters and K hardly does.',
    source: paper,
    sureness: 'second-hand',
    reported: null,
    look: 'The same comparison as in claim a, with a projector of two layers, D → K → 256.',
    refute: 'No rise with D, no rise of the gain over the untrained network, or a difference of more than 2 points between the two K.',
    limits: 'Width ends at D = 2,048, and training at 300 steps.',
    conditions: [...widths(nonLinearTwoClass), manyOutputs(nonLinearTwoClass(WIDE, MANY))],
    elsewhere: widths((width) => nonLinear(shapes, 'two-class', width), [NARROW, WIDE], ON_SHAPES),
    effects: [
      ofWidth(`Accuracy, ${wideBy}`, accuracy, nonLinearTwoClass(WIDE), nonLinearTwoClass(NARROW)),
      ofOutputs(`Accuracy, ${fewBy}`, 'same', nonLinearTwoClass(WIDE), nonLinearTwoClass(WIDE, MANY)),
    ],
  },
  {
    id: 'e',
    sentence: 'Widening helps self-supervised training and hurts supervised training, both judged on the pretraining data.',
    source: paper,
    sureness: 'figures',
    reported: 'ImageNet, D from 2,048 to 25,600: VICReg rises from 68.0 to 72.1 %, supervised falls from 75.2 to 73.9.',
    look: 'Supervised runs at D = 32 and 2,048 beside SimCLR’s at the same widths.',
    refute: 'Supervised accuracy that rises with D, or SimCLR’s that does not; likewise for what training added.',
    limits: 'SimCLR stands for VICReg, and D ends at 2,048, where the paper’s begins.',
    conditions: [...widths((width) => supervised(cifar, width), [NARROW, WIDE], 'Supervised, '), ...widths(balanced, [NARROW, WIDE], 'SimCLR, ')],
    elsewhere: widths((width) => supervised(shapes, width), [NARROW, WIDE], ON_SHAPES),
    effects: [
      ofWidth(`SimCLR, ${wideBy}`, accuracy, balanced(WIDE), balanced(NARROW)),
      ofWidth(`Supervised, ${narrowBy}`, accuracy, supervised(cifar, NARROW), supervised(cifar, WIDE)),
    ],
  },
  {
    id: 'f',
    sentence: 'Trained with labels, a narrow representation is better on the task it was trained for, and a wide one is better on other tasks.',
    source: paper,
    sureness: 'second-hand',
    reported: null,
    look: 'Supervised training on the outline of generated shapes: the task “shape” is at home, the five other tasks are transfer.',
    refute: 'D = 2,048 at least as good on “shape”, or D = 32 at least as good on the others; likewise for what training added.',
    limits: 'The other tasks are other labels of the same images, while the paper transfers to other images.',
    conditions: widths((width) => supervised(shapes, width)),
    elsewhere: [],
    effects: [
      ofWidth(`Task “shape”, ${narrowBy}`, accuracy, supervised(shapes, NARROW), supervised(shapes, WIDE)),
      ofWidth(`Mean of the other tasks, ${wideBy}`, transfer, supervised(shapes, WIDE), supervised(shapes, NARROW)),
    ],
  },
  {
    id: 'g',
    sentence: 'For self-supervised training, widening the last block beats a deeper or wider whole network of the same size.',
    source: paper,
    sureness: 'figures',
    reported: 'ImageNet: 71.3 % with D = 10,240 (48.7 M parameters), 70.9 with ResNet-152 (58.1 M), 68.75 with Wide-ResNet-50 (66.9 M).',
    look: 'Tiny with D = 2,048 (0.45 M parameters) against small with D = 256 (0.52 M), 200 steps of each.',
    refute: 'The larger backbone ends at least as high, or gains at least as much over its untrained self.',
    limits: 'SimCLR stands for VICReg, both networks are a hundred times smaller, and 200 steps favour neither for certain.',
    conditions: [
      { label: `Tiny, D = ${spelled(WIDE)}`, link: sized(cifar, 'tiny', WIDE) },
      { label: 'Small, D = 256', link: sized(cifar, 'small', 256) },
    ],
    elsewhere: [
      { label: `${ON_SHAPES}tiny, D = ${spelled(WIDE)}`, link: sized(shapes, 'tiny', WIDE) },
      { label: `${ON_SHAPES}small, D = 256`, link: sized(shapes, 'small', 256) },
    ],
    effects: [ofWidth('Accuracy, tiny and wide minus small', accuracy, sized(cifar, 'tiny', WIDE), sized(cifar, 'small', 256))],
  },
  {
    id: 'h',
    sentence: 'Wide representations are sparse: once D is above K, many units are exactly zero.',
    source: paper,
    sureness: 'second-hand',
    reported: null,
    look: `The share of exactly-zero units of VICReg with K = ${BETWEEN}, at D = ${BELOW}, below K, and at D = 2,048, far above it.`,
    refute: 'A share of zeros that stays equal or falls from D below K to D above it.',
    limits: 'Zeros are counted behind the pooling, where a unit is zero only if it is zero at all 16 places of its map; the maps themselves are never kept, so their zeros are not seen. A low share here says little against the claim.',
    conditions: widths(sparse, [BELOW, WIDE], `K = ${BETWEEN}, `),
    elsewhere: widths((width) => vicreg(shapes, width, BETWEEN), [BELOW, WIDE], `${ON_SHAPES}K = ${BETWEEN}, `),
    effects: [ofWidth(`Share of zeros, D = ${spelled(WIDE)} minus D = ${BELOW}`, sparsity, sparse(WIDE), sparse(BELOW))],
  },
  {
    id: 'i',
    sentence: 'What an MLP probe reads beyond a linear one is much at small D and little at large D.',
    source: { text: 'Dubois et al. 2022, an independent check', address: 'https://arxiv.org/abs/2209.06235' },
    sureness: 'figures',
    reported: 'TinyImageNet: the gap is 2.7 points at D = 128 and 0.2 at D = 8,192.',
    look: 'Judge the finished run by every probe, and compare the rows of the MLP probe and of the linear one.',
    refute: 'A gap that is as large at D = 2,048 as at D = 32, or one that shrinks no more than that of the untrained networks.',
    limits: 'CIFAR-10 instead of TinyImageNet, two-class batches, and D = 32 and 2,048 instead of 128 and 8,192.',
    conditions: twoClassEnds,
    elsewhere: onShapes('two-class'),
    effects: [
      ofWidth(`Gap, ${narrowBy}`, fromMlp, twoClass(NARROW), twoClass(WIDE)),
      { kind: 'difference', name: `Gap at D = ${spelled(WIDE)}`, unit: 'points', expect: 'same', figure: fromMlp, of: twoClass(WIDE) },
    ],
  },
  {
    id: 'j',
    sentence: 'The wider the representation, the less accuracy it loses when its features are reduced to whether they are above zero.',
    source: paper,
    sureness: 'second-hand',
    reported: null,
    look: 'Judge the finished run by every probe, and compare the rows of the linear probe and of the one on binary features, from D = 32 to D = 8,192.',
    refute: 'A loss that stays equal or grows with D, or one that shrinks no more than that of the untrained networks.',
    limits: 'The paper compares D = 2,048, where the loss is large, with 32,768, where it is small; the widest here is 8,192. Behind the pooling of 4×4 maps about 99 % of the units are above zero, so that binary features say little.',
    conditions: [...twoClassEnds, ...widths(twoClass, [WIDEST])],
    elsewhere: onShapes('two-class'),
    effects: [
      ofWidth(`Loss, D = ${NARROW} minus D = ${spelled(WIDEST)}`, toBinary, twoClass(NARROW), twoClass(WIDEST)),
      ofWidth(`Loss, D = ${spelled(WIDE)} minus D = ${spelled(WIDEST)}`, toBinary, twoClass(WIDE), twoClass(WIDEST)),
    ],
  },
];
