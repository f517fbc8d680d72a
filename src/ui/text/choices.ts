/** How the page spells the choices of the field table. A choice without a row here shows its own name. */
const spelled: Readonly<Record<string, string>> = {
  shapes: 'Shapes',
  cifar10: 'CIFAR-10',
  cifar100: 'CIFAR-100',
  own: 'Own',
  same: 'The same images',
  labels: 'Labels of the images',
  derived: 'Derived, without labels',
  balanced: 'Balanced',
  'two-class': 'Two classes each',
  simclr: 'SimCLR',
  vicreg: 'VICReg',
  byol: 'BYOL',
  barlow: 'Barlow Twins',
  simsiam: 'SimSiam',
  supervised: 'Supervised',
  tiny: 'Tiny (0.1 M)',
  small: 'Small (0.3 M)',
  resnet18: 'ResNet-18 (CIFAR form)',
  adamw: 'AdamW',
  sgd: 'SGD, momentum 0.9',
  lars: 'LARS',
};

export function spell(choice: string): string {
  return spelled[choice] ?? choice;
}

/** The loss behind each pretext task, as the field calls it. */
export const lossNames: Readonly<Record<string, string>> = {
  simclr: 'NT-Xent',
  vicreg: 'variance, invariance, covariance',
  byol: 'prediction of a moving average',
  barlow: 'cross-correlation',
  simsiam: 'prediction of the other view',
  supervised: 'cross-entropy',
};

const spelledTasks: Readonly<Record<string, string>> = {
  'cifar100-coarse': 'CIFAR-100 coarse',
  own: 'your classes',
  'dominant-hue': 'dominant hue',
  'quarter-turn': 'quarter turn',
};

/** Tasks as prose: `cifar100-coarse` → "CIFAR-100 coarse", `shape` → "shape". */
export function spellTask(task: string): string {
  return spelledTasks[task] ?? task.replace(/^cifar(\d+)/, 'CIFAR-$1');
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
