/** Which places there are on this machine, in the order in which a run looks into them. */
import { localFolder } from './localFolder';
import { privateFiles } from './privateFiles';
import type { ImageSource } from './source';
import { visitFilesElsewhere } from './visitFiles';

/** What the visitor dropped comes first, then the checkout's own folder. Nothing outside a browser. */
export async function imageSources(): Promise<ImageSource[]> {
  if (typeof location === 'undefined') return [];
  return [(await privateFiles()) ?? visitFilesElsewhere(), localFolder()];
}
