/** Experiments to start from. Each is a link, so that what a preset means is what its link means. */

export interface Preset {
  name: string;
  /** One sentence: what it shows. */
  purpose: string;
  /** Read with `readLink`; empty for the default experiment. */
  link: string;
}

export const presets: readonly Preset[] = [
  { name: 'Default', purpose: 'SimCLR with a linear projector on generated shapes, at a width between narrow and wide.', link: '' },
  { name: 'Narrow', purpose: 'The same run with a last block of 32 channels: the representation has little room.', link: 'width=32' },
  { name: 'Wide', purpose: 'The same run with a last block of 2048 channels: only the very last block has grown.', link: 'width=2048' },
  { name: 'No projector', purpose: 'The loss sees the representation itself, so nothing shields it from the pretext task.', link: 'layers=0' },
  { name: 'Two-class batches', purpose: 'Each mini-batch comes from two classes only, which strengthens the pretraining bias.', link: 'sampling=two-class' },
  { name: 'Supervised', purpose: 'Labels instead of views: the representation fits one task, and the other probes show what that costs.', link: 'method=supervised' },
];
