/** Files that the project's own server offers from a folder of the checkout (`npm run fetch-data` fills it; `own/` is filled by hand). */
import * as z from 'zod/mini';
import type { ImageSource } from './source';

const manifestSchema = z.object({
  folders: z.record(z.string(), z.array(z.object({ name: z.string(), bytes: z.int().check(z.nonnegative()) }))),
});

type Manifest = z.infer<typeof manifestSchema>;

/** The server lists a file but does not hand it out whole. */
export class LocalFileUnreadable extends Error {
  override name = 'LocalFileUnreadable';
}

/**
 * The page's own address, seen from a worker: built workers lie in `assets/`, those of the development server anywhere
 * below the root. Null outside a browser.
 */
function pageRoot(): URL | null {
  return typeof location === 'undefined' ? null : new URL(import.meta.env.DEV ? '/' : '../', location.href);
}

/** Empty where `root` is null, nothing answers, or the answer is no manifest: a static host then simply offers nothing. */
export function localFolder(root: URL | null = pageRoot()): ImageSource {
  let manifest: Promise<Manifest> | null = null;
  return {
    source: 'local folder',
    async list(folder) {
      if (!root) return [];
      manifest ??= readManifest(root);
      return (await manifest).folders[folder] ?? [];
    },
    async open(folder, name) {
      const response = await fetch(new URL(`local-data/${folder}/${name.split('/').map(encodeURIComponent).join('/')}`, root!));
      if (!response.ok || !response.body) {
        throw new LocalFileUnreadable(
          `The server lists ${name} but answers ${response.status} when asked for it. Look whether it is still in the local data folder, then reload the page.`,
        );
      }
      return response.body;
    },
  };
}

async function readManifest(root: URL): Promise<Manifest> {
  try {
    const response = await fetch(new URL('local-data/manifest.json', root), { cache: 'no-cache' });
    return manifestSchema.parse(await response.json());
  } catch {
    return { folders: {} };
  }
}
