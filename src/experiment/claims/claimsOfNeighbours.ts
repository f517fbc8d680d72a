/** Three claims of neighbouring papers about projectors and rank that the same page can test. */
import type { Claim, Figure } from './claim';
import { bare, cifar, deep, FEW, linear, NARROW, shapes, WIDE, widths } from './conditions';

const accuracy: Figure = { kind: 'accuracy', of: { probe: 'logistic' } };
const rankMe: Figure = { kind: 'inside', name: 'rankMe' };
const aboveOutput: Figure = { kind: 'accuracy', of: { probe: 'logistic' }, minus: { probe: 'projector', layer: 'last' } };
const firstAboveOutput: Figure = { kind: 'accuracy', of: { probe: 'projector', layer: 'first' }, minus: { probe: 'projector', layer: 'last' } };

const twoClass = (width: number) => linear(cifar, 'two-class', width);
const projected = linear(cifar, 'balanced', WIDE);
/** Those of claim a that differ in D alone. */
const ladder = [NARROW, 128, 512, WIDE];

export const claimsOfNeighbours: readonly Claim[] = [
  {
    id: 'n1',
    sentence: 'The layer that the loss sees is not the best one to probe: cutting off some or all projector layers helps.',
    source: { text: 'Guillotine Regularization, Bordes et al. 2022', address: 'https://arxiv.org/abs/2206.13378' },
    sureness: 'stated',
    reported: null,
    look: 'Judge the finished run by every probe: there is one row per projector layer. The best one may lie in between.',
    refute: 'The projector’s output probes as well as the representation and as the first projector layer.',
    conditions: [{ label: 'Three projector layers', link: deep(cifar) }],
    elsewhere: [{ label: 'Shapes, three projector layers', link: deep(shapes) }],
    effects: [
      { kind: 'difference', name: 'Representation minus projector output', unit: 'points', expect: 'more', figure: aboveOutput, of: deep(cifar) },
      { kind: 'difference', name: 'First projector layer minus projector output', unit: 'points', expect: 'more', figure: firstAboveOutput, of: deep(cifar) },
    ],
  },
  {
    id: 'n2',
    sentence: 'Without a projector the representation collapses onto few dimensions, and accuracy suffers.',
    source: { text: 'DirectCLR, Jing et al. 2021', address: 'https://arxiv.org/abs/2110.09348' },
    sureness: 'figures',
    reported: 'ImageNet, 100 epochs: 66.5 % with two projector layers, 61.1 with a linear one, 51.5 with none.',
    look: 'The effective rank and the spectrum, with no projector and with a linear one, at the same D.',
    refute: 'A rank and an accuracy without a projector that are at least those with one.',
    conditions: [
      { label: 'No projector', link: bare(cifar, WIDE) },
      { label: `Linear, K = ${FEW}`, link: projected },
    ],
    elsewhere: [
      { label: 'Shapes, no projector', link: bare(shapes, WIDE) },
      { label: `Shapes, linear, K = ${FEW}`, link: linear(shapes, 'balanced', WIDE) },
    ],
    effects: [
      { kind: 'difference', name: 'Effective rank, linear minus none', unit: 'dimensions', expect: 'more', figure: rankMe, of: projected, against: bare(cifar, WIDE) },
      { kind: 'difference', name: 'Accuracy, linear minus none', unit: 'points', expect: 'more', figure: accuracy, of: projected, against: bare(cifar, WIDE) },
    ],
  },
  {
    id: 'n3',
    sentence: 'Within one method, runs of higher effective rank have higher accuracy, so the rank foretells it without labels.',
    source: { text: 'RankMe, Garrido et al. 2022', address: 'https://arxiv.org/abs/2210.02885' },
    sureness: 'stated',
    reported: null,
    look: 'Effective rank and accuracy of the four widths of claim a: do they come in the same order?',
    refute: 'No rank correlation, or a negative one.',
    conditions: widths(twoClass, ladder),
    elsewhere: widths((width) => linear(shapes, 'two-class', width), [NARROW, WIDE], 'Shapes, '),
    effects: [
      { kind: 'rank correlation', name: 'Rank correlation of effective rank and accuracy', unit: 'correlation', expect: 'more', figures: [rankMe, accuracy], over: ladder.map(twoClass) },
    ],
  },
];
