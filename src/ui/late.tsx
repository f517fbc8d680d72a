/** A part of the page that is loaded when it is first shown, and says so where it cannot be. */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** `what` begins the sentence, e.g. "The explanation". */
export function late<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>, what: string): LazyExoticComponent<ComponentType<Props>> {
  const Missing = () => <p className="small soft">{what} could not be loaded. Check the connection and reload the page.</p>;
  return lazy<ComponentType<Props>>(() => load().catch(() => ({ default: Missing })));
}
