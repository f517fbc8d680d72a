/** What a link says about the page rather than about the experiment. Never written into a copied link. */
import { queryOf } from './queryOf';
import { showGiven } from './showGiven';

/** Reserved in links, whether this version acts on them or not. */
export const pageParameters = ['backend', 'embed', 'sweep', 'seeds'] as const;

/** `software-webgpu` is only ever used when asked for. */
export const backendWishes = ['auto', 'webgpu', 'wasm', 'software-webgpu'] as const;

export interface PageOptions {
  backend: (typeof backendWishes)[number];
  remarks: string[];
}

export function readPageOptions(link: string | URLSearchParams): PageOptions {
  const query = queryOf(link);
  const remarks: string[] = [];
  const given = query.get('backend')?.trim() ?? 'auto';
  const backend = backendWishes.find((wish) => wish === given);
  if (backend === undefined) {
    remarks.push(`“backend” was given as ${showGiven(given)}, which is none of ${backendWishes.join(', ')}; auto is used.`);
  }
  for (const name of ['embed', 'sweep', 'seeds'] as const) {
    if (query.has(name)) remarks.push(`“${name}” was given as ${showGiven(query.get(name) ?? '')}, which this version cannot show yet; the single experiment is shown.`);
  }
  return { backend: backend ?? 'auto', remarks };
}
