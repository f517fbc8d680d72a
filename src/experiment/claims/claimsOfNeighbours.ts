/** Four claims of neighbouring papers about projectors, rank and few labels that the same page can test. */
import type { Claim, Figure } from './claim';
import { bare, cifar, deep, FEW, linear, MANY, NARROW, shapes, spelled, WIDE, widths } from './conditions';

const accuracy: Figure = { kind: 'accuracy', of: { probe: 'logistic' } };
const rankMe: Figure = { kind: 'inside', name: 'rankMe' };
const aboveOutput: Figure = { kind: 'accuracy', of: { probe: 'logistic' }, minus: { probe: 'projector', layer: 'last' } };
const firstAboveOutput: Figure = { kind: 'accuracy', of: { probe: 'projector', layer: 'first' }, minus: { probe: 'projector', layer: 'last' } };

const balanced = (out = FEW) => linear(cifar, 'balanced', WIDE, out);
const twoClass = (out = FEW) => linear(cifar, 'two-class', WIDE, out);
const ofOneWidth = [bare(cifar, WIDE), balanced(), balanced(MANY), twoClass(), twoClass(MANY)];

/** Unlabelled images: plenty, and so few that 10 % of their labels are as many as 1 % of those of the 5,000 that probes are fitted to. */
const PLENTY = 10_000;
const SCARCE = 500;
const pretrainedOn = (images: number) => (width: number) => linear({ ...cifar, images }, 'balanced', width);
const [plenty, scarce] = [pretrainedOn(PLENTY), pretrainedOn(SCARCE)];
const onFewLabels = (share: 0.01 | 0.1): Figure => ({ kind: 'accuracy', of: { probe: 'few', share } });

export const claimsOfNeighbours: readonly Claim[] = [
  {
    id: 'n1',
    sentence: 'The layer that the loss sees is not the best one to probe: cutting off some or all projector layers helps.',
    source: { text: 'Guillotine Regularization, Bordes et al. 2022', address: 'https://arxiv.org/abs/2206.13378' },
    sureness: 'stated',
    reported: null,
    look: 'Judge the finished run by every probe: there is one row per projector layer. The best one may lie in between.',
    refute: 'The projector’s output probes as well as the representation and as the first projector layer, or loses no more to them than in the untrained network.',
    limits: 'One width, 300 steps, and only the task that was pretrained on; the paper finds most in transfer.',
    conditions: [{ label: 'Three projector layers', link: deep(cifar) }],
    elsewhere: [{ label: 'Shapes, three projector layers', link: deep(shapes) }],
    effects: [
      { kind: 'difference', name: 'Representation minus projector output', unit: 'points', expect: 'more', figure: aboveOutput, of: deep(cifar), added: true },
      { kind: 'difference', name: 'First projector layer minus projector output', unit: 'points', expect: 'more', figure: firstAboveOutput, of: deep(cifar), added: true },
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
    limits: 'The gap grows with training: about 3 points after 300 epochs on CIFAR-10 elsewhere, against 2 epochs here.',
    conditions: [
      { label: 'No projector', link: bare(cifar, WIDE) },
      { label: `Linear, K = ${FEW}`, link: balanced() },
    ],
    elsewhere: [
      { label: 'Shapes, no projector', link: bare(shapes, WIDE) },
      { label: `Shapes, linear, K = ${FEW}`, link: linear(shapes, 'balanced', WIDE) },
    ],
    effects: [
      { kind: 'difference', name: 'Effective rank, linear minus none', unit: 'dimensions', expect: 'more', figure: rankMe, of: balanced(), against: bare(cifar, WIDE) },
      { kind: 'difference', name: 'Accuracy, linear minus none', unit: 'points', expect: 'more', figure: accuracy, of: balanced(), against: bare(cifar, WIDE) },
    ],
  },
  {
    id: 'n3',
    sentence: 'Within one method, runs of higher effective rank have higher accuracy, so the rank foretells it without labels.',
    source: { text: 'RankMe, Garrido et al. 2022', address: 'https://arxiv.org/abs/2210.02885' },
    sureness: 'stated',
    reported: null,
    look: 'Effective rank and accuracy of five SimCLR runs at D = 2,048 that differ in projector and mini-batches: do they come in the same order?',
    refute: 'No rank correlation, or a negative one.',
    limits: 'Five runs give a coarse correlation, and seeds that agree by chance show no spread. All have the same D, since the rank is bounded by D and a wider probe reads more even untrained.',
    conditions: [
      { label: 'No projector', link: bare(cifar, WIDE) },
      { label: `Balanced, K = ${FEW}`, link: balanced() },
      { label: `Balanced, K = ${MANY}`, link: balanced(MANY) },
      { label: `Two-class, K = ${FEW}`, link: twoClass() },
      { label: `Two-class, K = ${MANY}`, link: twoClass(MANY) },
    ],
    elsewhere: widths((width) => linear(shapes, 'two-class', width), [NARROW, WIDE], 'Shapes, '),
    effects: [{ kind: 'rank correlation', name: 'Rank correlation of effective rank and accuracy', unit: 'correlation', expect: 'more', figures: [rankMe, accuracy], over: ofOneWidth }],
  },
  {
    id: 'n4',
    sentence: 'With plenty of unlabelled images and few labels a compressed representation is better, and with few unlabelled images a wide one.',
    source: { text: 'arXiv 2605.20105', address: 'https://arxiv.org/abs/2605.20105' },
    sureness: 'second-hand',
    reported: null,
    look: 'Judge the finished runs by every probe, and compare the probes with few labels: 1 % of them after pretraining on 10,000 images, 10 % after 500, which are 50 labelled images in both cases.',
    refute: 'D = 2,048 at least as good after 10,000 images, or D = 32 at least as good after 500; likewise for what training added.',
    limits: 'Plenty is 10,000 images here and compressed is D = 32; the runs on 500 images see each of them forty times.',
    conditions: [
      ...widths(plenty, [NARROW, WIDE], `${spelled(PLENTY)} images, `),
      ...widths(scarce, [NARROW, WIDE], `${SCARCE} images, `),
    ],
    elsewhere: widths((width) => linear({ ...shapes, images: SCARCE }, 'balanced', width), [NARROW, WIDE], `Shapes, ${SCARCE} images, `),
    effects: [
      {
        kind: 'difference',
        name: `${spelled(PLENTY)} images, 1 % of the labels: D = ${NARROW} minus D = ${spelled(WIDE)}`,
        unit: 'points',
        expect: 'more',
        figure: onFewLabels(0.01),
        of: plenty(NARROW),
        against: plenty(WIDE),
        added: true,
      },
      {
        kind: 'difference',
        name: `${SCARCE} images, 10 % of the labels: D = ${spelled(WIDE)} minus D = ${NARROW}`,
        unit: 'points',
        expect: 'more',
        figure: onFewLabels(0.1),
        of: scarce(WIDE),
        against: scarce(NARROW),
        added: true,
      },
    ],
  },
];
