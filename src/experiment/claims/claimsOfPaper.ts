/** Claims a to j of "Expand or narrow your representation" (arXiv 2304.05369). Numbers only where the source has them. */
import type { Claim, Figure } from './claim';
import { bare, cifar, FEW, linear, MANY, NARROW, nonLinear, shapes, sized, supervised, WIDE, widths, type Condition } from './conditions';

const paper = { text: 'Bordes et al. 2023', address: 'https://arxiv.org/abs/2304.05369' };

const accuracy: Figure = { kind: 'accuracy', of: { probe: 'logistic' } };
const gain: Figure = { kind: 'accuracy', of: { probe: 'logistic' }, overUntrained: true };
const transfer: Figure = { kind: 'accuracy', of: { probe: 'logistic', tasks: 'others' } };
const fromMlp: Figure = { kind: 'accuracy', of: { probe: 'mlp' }, minus: { probe: 'logistic' } };
const toBinary: Figure = { kind: 'accuracy', of: { probe: 'logistic' }, minus: { probe: 'binarised' } };
const sparsity: Figure = { kind: 'inside', name: 'sparsity' };

const twoClass = (width: number, out = FEW) => linear(cifar, 'two-class', width, out);
const balanced = (width: number, out = FEW) => linear(cifar, 'balanced', width, out);
const nonLinearTwoClass = (width: number, out = FEW) => nonLinear(cifar, 'two-class', width, out);

const ON_SHAPES = 'Shapes, ';
const onShapes = (sampling: 'balanced' | 'two-class') => widths((width) => linear(shapes, sampling, width), [NARROW, WIDE], ON_SHAPES);
const manyOutputs = (link: string): Condition => ({ label: `D = ${WIDE}, K = ${MANY}`, link });
const wideBy = `D = ${WIDE} minus D = ${NARROW}`;

/** The runs of claim a at both ends, which h, i and j look into. */
const twoClassEnds = widths(twoClass);

export const claimsOfPaper: readonly Claim[] = [
  {
    id: 'a',
    sentence: 'With a linear projector and mini-batches of two classes, SimCLR’s accuracy grows with the width D, and fewer projector outputs K help a little.',
    source: paper,
    sureness: 'figures',
    reported: 'CIFAR-10, K = 512: 71.6 % at D = 1024, 73.2 at 2048, 76.2 at 4096, 79.9 at 8192, 83.7 at 32768; K from 16384 to 32 adds 1 to 2.5 points.',
    look: 'The refit probe at each width, and how far it stands above the untrained line of the same width.',
    refute: 'Accuracy, or the gain over the untrained network, that stays equal or falls from D = 32 to D = 2048.',
    conditions: [...widths(twoClass, [NARROW, 128, 512, WIDE]), manyOutputs(twoClass(WIDE, MANY))],
    elsewhere: onShapes('two-class'),
    effects: [
      { kind: 'difference', name: `Accuracy, ${wideBy}`, unit: 'points', expect: 'more', figure: accuracy, of: twoClass(WIDE), against: twoClass(NARROW) },
      { kind: 'difference', name: `Gain over untrained, ${wideBy}`, unit: 'points', expect: 'more', figure: gain, of: twoClass(WIDE), against: twoClass(NARROW) },
      { kind: 'difference', name: `Accuracy, K = ${FEW} minus K = ${MANY}`, unit: 'points', expect: 'more', figure: accuracy, of: twoClass(WIDE), against: twoClass(WIDE, MANY) },
    ],
  },
  {
    id: 'b',
    sentence: 'With balanced mini-batches the width D still helps, and the projector outputs K do not matter.',
    source: paper,
    sureness: 'second-hand',
    reported: null,
    look: 'The refit probe of D = 32 against D = 2048, then of K = 64 against K = 512 at the same D.',
    refute: 'No rise with D, or a difference of more than 2 points between the two K.',
    conditions: [...widths(balanced), manyOutputs(balanced(WIDE, MANY))],
    elsewhere: onShapes('balanced'),
    effects: [
      { kind: 'difference', name: `Accuracy, ${wideBy}`, unit: 'points', expect: 'more', figure: accuracy, of: balanced(WIDE), against: balanced(NARROW) },
      { kind: 'difference', name: `Accuracy, K = ${FEW} minus K = ${MANY}`, unit: 'points', expect: 'same', figure: accuracy, of: balanced(WIDE), against: balanced(WIDE, MANY) },
    ],
  },
  {
    id: 'c',
    sentence: 'At a very large D, a linear projector onto few outputs beats no projector, and it beats one onto many.',
    source: paper,
    sureness: 'figures',
    reported: 'ImageNet, D = 32768: 46.7 % without a projector, 67.4 with K = 32, 65.5 with 8192, 65.3 with 16384.',
    look: 'The refit probe without a projector, with K = 64 and with K = 512, all at D = 2048.',
    refute: 'The run without a projector, or the one with many outputs, ends as high as the one with few.',
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
      { kind: 'difference', name: `Accuracy, K = ${FEW} minus no projector`, unit: 'points', expect: 'more', figure: accuracy, of: balanced(WIDE), against: bare(cifar, WIDE) },
      { kind: 'difference', name: `Accuracy, K = ${FEW} minus K = ${MANY}`, unit: 'points', expect: 'more', figure: accuracy, of: balanced(WIDE), against: balanced(WIDE, MANY) },
    ],
  },
  {
    id: 'd',
    sentence: 'With a non-linear projector and mini-batches of two classes, D matters and K hardly does.',
    source: paper,
    sureness: 'second-hand',
    reported: null,
    look: 'The same comparison as in claim a, with a projector of two layers.',
    refute: 'No rise with D, or a difference of more than 2 points between the two K.',
    conditions: [...widths(nonLinearTwoClass), manyOutputs(nonLinearTwoClass(WIDE, MANY))],
    elsewhere: widths((width) => nonLinear(shapes, 'two-class', width), [NARROW, WIDE], ON_SHAPES),
    effects: [
      { kind: 'difference', name: `Accuracy, ${wideBy}`, unit: 'points', expect: 'more', figure: accuracy, of: nonLinearTwoClass(WIDE), against: nonLinearTwoClass(NARROW) },
      { kind: 'difference', name: `Accuracy, K = ${FEW} minus K = ${MANY}`, unit: 'points', expect: 'same', figure: accuracy, of: nonLinearTwoClass(WIDE), against: nonLinearTwoClass(WIDE, MANY) },
    ],
  },
  {
    id: 'e',
    sentence: 'Widening helps self-supervised training and hurts supervised training, both judged on the pretraining data.',
    source: paper,
    sureness: 'figures',
    reported: 'ImageNet, D from 2048 to 25600: VICReg rises from 68.0 to 72.1 %, supervised falls from 75.2 to 73.9.',
    look: 'Supervised runs at D = 32 and 2048 beside SimCLR’s at the same widths.',
    refute: 'Supervised accuracy that rises with D, or SimCLR’s that does not.',
    conditions: [...widths((width) => supervised(cifar, width), [NARROW, WIDE], 'Supervised, '), ...widths(balanced, [NARROW, WIDE], 'SimCLR, ')],
    elsewhere: widths((width) => supervised(shapes, width), [NARROW, WIDE], ON_SHAPES),
    effects: [
      { kind: 'difference', name: `SimCLR, ${wideBy}`, unit: 'points', expect: 'more', figure: accuracy, of: balanced(WIDE), against: balanced(NARROW) },
      { kind: 'difference', name: `Supervised, D = ${NARROW} minus D = ${WIDE}`, unit: 'points', expect: 'more', figure: accuracy, of: supervised(cifar, NARROW), against: supervised(cifar, WIDE) },
    ],
  },
  {
    id: 'f',
    sentence: 'Trained with labels, a narrow representation is better on the task it was trained for, and a wide one is better on other tasks.',
    source: paper,
    sureness: 'second-hand',
    reported: null,
    look: 'Supervised training on the outline of generated shapes: the task “shape” is at home, the five other tasks are transfer.',
    refute: 'D = 2048 at least as good on “shape”, or D = 32 at least as good on the others.',
    conditions: widths((width) => supervised(shapes, width)),
    elsewhere: [],
    effects: [
      { kind: 'difference', name: `Task “shape”, D = ${NARROW} minus D = ${WIDE}`, unit: 'points', expect: 'more', figure: accuracy, of: supervised(shapes, NARROW), against: supervised(shapes, WIDE) },
      { kind: 'difference', name: `Mean of the other tasks, ${wideBy}`, unit: 'points', expect: 'more', figure: transfer, of: supervised(shapes, WIDE), against: supervised(shapes, NARROW) },
    ],
  },
  {
    id: 'g',
    sentence: 'For self-supervised training, widening the last block beats a deeper or wider whole network of the same size.',
    source: paper,
    sureness: 'figures',
    reported: 'ImageNet: 71.3 % with D = 10240 (48.7 M parameters), 70.9 with ResNet-152 (58.1 M), 68.75 with Wide-ResNet-50 (66.9 M).',
    look: 'Tiny with D = 2048 (0.45 M parameters) against small with D = 256 (0.52 M), 200 steps of each.',
    refute: 'The larger backbone ends at least as high.',
    conditions: [
      { label: `Tiny, D = ${WIDE}`, link: sized(cifar, 'tiny', WIDE) },
      { label: 'Small, D = 256', link: sized(cifar, 'small', 256) },
    ],
    elsewhere: [
      { label: `${ON_SHAPES}tiny, D = ${WIDE}`, link: sized(shapes, 'tiny', WIDE) },
      { label: `${ON_SHAPES}small, D = 256`, link: sized(shapes, 'small', 256) },
    ],
    effects: [
      { kind: 'difference', name: 'Accuracy, tiny and wide minus small', unit: 'points', expect: 'more', figure: accuracy, of: sized(cifar, 'tiny', WIDE), against: sized(cifar, 'small', 256) },
    ],
  },
  {
    id: 'h',
    sentence: 'Wide representations are sparse: once D is above K, many units are exactly zero.',
    source: paper,
    sureness: 'second-hand',
    reported: null,
    look: 'The share of exactly-zero units at D = 32, below K = 64, and at D = 2048, far above it.',
    refute: 'A share of zeros that stays equal or falls with D.',
    conditions: twoClassEnds,
    elsewhere: onShapes('two-class'),
    effects: [
      { kind: 'difference', name: `Share of zeros, ${wideBy}`, unit: 'points', expect: 'more', figure: sparsity, of: twoClass(WIDE), against: twoClass(NARROW) },
    ],
  },
  {
    id: 'i',
    sentence: 'What an MLP probe reads beyond a linear one is much at small D and little at large D.',
    source: { text: 'Dubois et al. 2022, an independent check', address: 'https://arxiv.org/abs/2209.06235' },
    sureness: 'figures',
    reported: 'TinyImageNet: the gap is 2.7 points at D = 128 and 0.2 at D = 8192.',
    look: 'Judge the finished run by every probe, and compare the rows of the MLP probe and of the linear one.',
    refute: 'A gap that is as large at D = 2048 as at D = 32.',
    conditions: twoClassEnds,
    elsewhere: onShapes('two-class'),
    effects: [
      { kind: 'difference', name: `Gap, D = ${NARROW} minus D = ${WIDE}`, unit: 'points', expect: 'more', figure: fromMlp, of: twoClass(NARROW), against: twoClass(WIDE) },
      { kind: 'difference', name: `Gap at D = ${WIDE}`, unit: 'points', expect: 'same', figure: fromMlp, of: twoClass(WIDE) },
    ],
  },
  {
    id: 'j',
    sentence: 'Features reduced to whether they are above zero lose much accuracy at small D and almost none at large D.',
    source: paper,
    sureness: 'second-hand',
    reported: null,
    look: 'Judge the finished run by every probe, and compare the rows of the linear probe and of the one on binary features.',
    refute: 'A loss that is as large at D = 2048 as at D = 32.',
    conditions: twoClassEnds,
    elsewhere: onShapes('two-class'),
    effects: [
      { kind: 'difference', name: `Loss, D = ${NARROW} minus D = ${WIDE}`, unit: 'points', expect: 'more', figure: toBinary, of: twoClass(NARROW), against: twoClass(WIDE) },
      { kind: 'difference', name: `Loss at D = ${WIDE}`, unit: 'points', expect: 'same', figure: toBinary, of: twoClass(WIDE) },
    ],
  },
];
