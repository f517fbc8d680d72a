/** The theme that is shown, for drawings that a style sheet does not reach. */
import { useSyncExternalStore } from 'react';
import type { Theme } from '../../experiment/pageOptions';
import { currentTheme } from '../theme';

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme);
}

function subscribe(onChange: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const choice = new MutationObserver(onChange);
  system.addEventListener('change', onChange);
  choice.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', onChange);
    choice.disconnect();
  };
}
