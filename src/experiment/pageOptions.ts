/** What a link says about the page rather than about the experiment. Never written into a copied link. */
import { queryOf } from './queryOf';
import { showGiven } from './showGiven';

/** Reserved in links, whether this version acts on them or not. */
export const pageParameters = ['backend', 'embed', 'sweep', 'seeds', 'vary'] as const;

/** `software-webgpu` is only ever used when asked for. */
export const backendWishes = ['auto', 'webgpu', 'wasm', 'software-webgpu'] as const;

export interface PageOptions {
  backend: (typeof backendWishes)[number];
  /** Within an article: the charts and the sliders only. */
  embed: boolean;
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
  const embed = query.get('embed')?.trim() ?? '0';
  if (embed !== '0' && embed !== '1') remarks.push(`“embed” was given as ${showGiven(embed)}, which is neither 0 nor 1; the whole page is shown.`);
  return { backend: backend ?? 'auto', embed: embed === '1', remarks };
}
