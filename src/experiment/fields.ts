/**
 * The one table of experiment fields. The link codec, the controls, the headless command and the help texts all
 * read this table and nothing else; a new field is one more row. It knows nothing of tensors, workers or React.
 *
 * Names, order and bounds are a public contract: links that people have shared depend on them.
 */

interface FieldBase {
  /**
   * Whether a change needs a new run. So far every field shapes a run from its first step on; one that may change
   * while a run goes on would say false.
   */
  restarts: boolean;
}

interface FieldText {
  /** What the control is called. */
  label: string;
  /** One or two sentences for a person who meets the field for the first time. */
  help: string;
}

export interface NumberField extends FieldText, FieldBase {
  kind: 'integer' | 'real';
  minimum: number;
  maximum: number;
  default: number;
  /** Shown after the number, e.g. "images". Empty for pure numbers. */
  unit: string;
}

export interface ChoiceField<Choice extends string = string> extends FieldText, FieldBase {
  kind: 'choice';
  choices: readonly Choice[];
  default: Choice;
}

export type Field = NumberField | ChoiceField;

function integer(minimum: number, maximum: number, initial: number, text: FieldText & { unit: string }): NumberField {
  return { kind: 'integer', minimum, maximum, default: initial, restarts: true, ...text };
}

function real(minimum: number, maximum: number, initial: number, text: FieldText & { unit: string }): NumberField {
  return { kind: 'real', minimum, maximum, default: initial, restarts: true, ...text };
}

function choice<const Choice extends string>(
  choices: readonly Choice[],
  initial: NoInfer<Choice>,
  text: FieldText,
): ChoiceField<Choice> {
  return { kind: 'choice', choices, default: initial, restarts: true, ...text };
}

export const fields = {
  data: choice(['shapes', 'cifar10', 'cifar100', 'own'], 'shapes', {
    label: 'Images',
    help: 'The images to pretrain on. Shapes are drawn on your machine; CIFAR comes from an archive, and images of your own from a folder, that you drop on the page.',
  }),
  images: integer(500, 50_000, 4_000, {
    label: 'Training images',
    unit: 'images',
    help: 'How many training images the run may see. Test images are always separate.',
  }),
  sampling: choice(['balanced', 'two-class'], 'balanced', {
    label: 'Mini-batches',
    help: 'Balanced draws from all classes. Two-class draws each mini-batch from two classes only, which strengthens the pretraining bias.',
  }),
  method: choice(['simclr', 'vicreg', 'byol', 'barlow', 'simsiam', 'supervised'], 'simclr', {
    label: 'Pretext task',
    help: 'What the network is trained to do. The linear probe then asks how useful its representation is for something else.',
  }),
  probe: choice(['same', 'shapes', 'cifar10', 'cifar100', 'own'], 'same', {
    label: 'Tested on',
    help: 'The images that test the representation. Images other than those of pretraining show how well it transfers.',
  }),
  tasks: choice(['labels', 'derived'], 'labels', {
    label: 'Tested by',
    help: 'Labels are those of the images. Derived tasks need none: the dominant hue, the brightness, and by which quarter turn an image was rotated.',
  }),
  backbone: choice(['tiny', 'small', 'resnet18'], 'tiny', {
    label: 'Backbone',
    help: 'Everything below the last block. It stays the same while you change the width.',
  }),
  width: integer(8, 32_768, 256, {
    label: 'Last-block width D',
    unit: 'channels',
    help: 'Output channels of the very last block: the dimension of the representation. This is the lever that the paper is about.',
  }),
  layers: integer(0, 4, 1, {
    label: 'Projector layers',
    unit: 'layers',
    help: 'Layers between the representation and the loss, thrown away afterwards. 0 means that the loss sees the representation itself; 1 is linear.',
  }),
  hidden: integer(8, 8_192, 256, {
    label: 'Projector hidden width',
    unit: 'units',
    help: 'Width of the projector’s hidden layers, used with two or more layers, and of BYOL’s predictor.',
  }),
  out: integer(8, 16_384, 64, {
    label: 'Projector outputs K',
    unit: 'outputs',
    help: 'How many numbers the loss sees per view. With a linear projector the gradient reaches at most K directions of the representation.',
  }),
  batch: integer(8, 1_024, 64, {
    label: 'Batch',
    unit: 'images',
    help: 'Images per step. Each gives two views.',
  }),
  steps: integer(1, 100_000, 400, {
    label: 'Steps',
    unit: 'steps',
    help: 'Length of the run. The learning rate falls to zero by a cosine at its end.',
  }),
  lr: real(1e-5, 10, 0.002, {
    label: 'Learning rate',
    unit: '',
    help: 'Peak learning rate, after a linear warm-up. About 0.002 suits AdamW, about 0.05 SGD, about 0.4 LARS.',
  }),
  decay: real(0, 1, 1e-4, {
    label: 'Weight decay',
    unit: '',
    help: 'Decoupled for AdamW, added to the gradient for SGD and LARS.',
  }),
  optimizer: choice(['adamw', 'sgd', 'lars'], 'adamw', {
    label: 'Optimizer',
    help: 'AdamW suits runs of a few hundred steps. SGD and LARS have momentum 0.9; LARS scales each layer’s rate and is made for large batches and long runs.',
  }),
  temperature: real(0.01, 2, 0.2, {
    label: 'Temperature',
    unit: '',
    help: 'SimCLR only. Lower values look harder at the most similar negatives.',
  }),
  crop: real(0.05, 1, 0.3, {
    label: 'Smallest crop',
    unit: 'of the area',
    help: 'The smallest share of the image that a random crop may keep. Cropping teaches the network to ignore position.',
  }),
  jitter: real(0, 1, 0.5, {
    label: 'Colour jitter',
    unit: '',
    help: 'Strength of brightness, contrast and saturation changes. It teaches the network to ignore light.',
  }),
  hue: real(0, 0.5, 0.5, {
    label: 'Hue shift',
    unit: 'turns',
    help: 'How far the colours of a view may move around the colour circle; half a turn reaches every hue. It teaches the network to ignore colour.',
  }),
  gray: real(0, 1, 0.2, {
    label: 'Grayscale',
    unit: 'probability',
    help: 'How often a view loses its colour altogether.',
  }),
  flip: real(0, 1, 0.5, {
    label: 'Mirror',
    unit: 'probability',
    help: 'How often a view is mirrored left to right.',
  }),
  scenes: integer(1, 2_147_483_647, 1, {
    label: 'Scenes',
    unit: '',
    help: 'Seed of the generated images. Runs that differ by their seed alone see the same scenes.',
  }),
  seed: integer(1, 2_147_483_647, 1, {
    label: 'Seed',
    unit: '',
    help: 'Fixes weights, order, augmentation and probe. The same seed replays the same run.',
  }),
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof fields;

type Value<F> = F extends ChoiceField<infer Choice> ? Choice : number;

/** One experiment: a value for every field of the table. */
export type Experiment = { readonly [Name in FieldName]: Value<(typeof fields)[Name]> };

/** Field names in the order in which links write them. */
export const fieldNames = Object.keys(fields) as FieldName[];

/** The table with its row types widened, for code that treats every row alike. */
export const fieldTable: Readonly<Record<FieldName, Field>> = fields;

export const defaultExperiment: Experiment = Object.freeze(
  Object.fromEntries(fieldNames.map((name) => [name, fields[name].default])) as unknown as Experiment,
);

/**
 * What suits a method or an optimizer better than the table's defaults, found by running: 400 steps on generated shapes, wasm,
 * seed 1, the refit probe on 1,500 training and 1,500 test images (standard error 1.3 points at most). Gained over the
 * untrained network in points on shape, hue and size (others in between or nothing), and the deviation of unit features (1 isotropic,
 * 0 collapsed; untrained 0.18):
 *
 * - simclr 6.0, 26.8, 21.4, 0.54; vicreg 3.5, 18.2, 18.0, 0.53; barlow 3.7, 9.2, 15.6, 0.59; byol 3.4, 21.8, 18.3, 0.58, and with 2
 *   layers 3.7, 19.6, 19.0, 0.57: all keep the linear projector.
 * - simsiam 1.8, 16.6, 11.2, 0.60 with an effective rank of 3.7, which its bottleneck of 16 units leaves it (2 layers: 1.3, 13.6, 9.4; rate
 *   0.0005: 1.0, 11.6, 10.7); 2.8, 8.0, 13.9, 0.55 and rank 5.6 with 256 outputs.
 * - supervised 34.2, −18.7, 13.6, 0.45: hue is lost, as a label says nothing about it.
 */
const methodDefaults: Readonly<Record<Experiment['method'], Partial<Experiment>>> = {
  simclr: {},
  vicreg: {},
  byol: {},
  barlow: {},
  simsiam: { out: 256 },
  supervised: {},
};
const optimizerDefaults: Readonly<Record<Experiment['optimizer'], Partial<Experiment>>> = {
  adamw: {},
  sgd: { lr: 0.05 },
  lars: { lr: 0.4 },
};

/** The defaults of all fields, given the two that others depend on. Links leave out what equals them. */
export function defaultsFor({ method, optimizer }: Pick<Experiment, 'method' | 'optimizer'>): Experiment {
  return { ...defaultExperiment, method, optimizer, ...methodDefaults[method], ...optimizerDefaults[optimizer] };
}

/**
 * Changes some fields of an experiment. A field that stood at its default and depends on a changed one follows it. Values
 * are taken as they are; `readLink` is what checks foreign input.
 */
export function withChanges(experiment: Experiment, changes: Partial<Experiment>): Experiment {
  const before = defaultsFor(experiment);
  const after = defaultsFor({ ...experiment, ...changes });
  const followed = fieldNames.filter((name) => experiment[name] === before[name]).map((name) => [name, after[name]] as const);
  return { ...experiment, ...Object.fromEntries(followed), ...changes };
}
