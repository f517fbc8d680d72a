/** A part of the page that is loaded when it is first shown, and says so where it cannot be. */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** `what` begins the sentence, e.g. "The explanation". */
export function late<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>, what: string): LazyExoticComponent<ComponentType<Props>> {
  return lazy<ComponentType<Props>>(() => load().catch(() => missing<Props>(what)));
}

/** Stands in for a part that could not be fetched. */
export function missing<Props>(what: string): { default: ComponentType<Props> } {
  return { default: () => <p className="small soft">{what} could not be loaded. Check the connection and reload the page.</p> };
}

export interface Prepared<Props extends object> {
  /** Fetches it ahead of its first drawing. */
  load: () => Promise<unknown>;
  Part: LazyExoticComponent<ComponentType<Props>>;
}

/**
 * A part that is drawn at once where `load` was called before and is done. `lazy` alone would show the fallback even then, and
 * React keeps a fallback for a third of a second once it is shown.
 */
export function prepared<Props extends object>(fetch: () => Promise<{ default: ComponentType<Props> }>): Prepared<Props> {
  let here: { default: ComponentType<Props> } | null = null;
  const load = () => fetch().then((module) => (here = module));
  // React asks no more of a promise than `then`; this one answers on the spot where it can.
  const answer = { then: (told: (module: { default: ComponentType<Props> }) => void, failed: (reason: unknown) => void) => (here ? told(here) : void load().then(told, failed)) };
  return { load, Part: lazy(() => answer as unknown as Promise<{ default: ComponentType<Props> }>) };
}
