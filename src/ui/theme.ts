/**
 * Light or dark: what the link asks for, else what the visitor chose, else the system's wish. `index.html` reads both before the
 * first paint. A link's wish holds for its page and is not kept.
 */
import { type PageOptions, type Theme, themes } from '../experiment/pageOptions';
import { pageStore } from './pageStore';

const KEY = 'theme';

export function currentTheme(): Theme {
  const chosen = themes.find((theme) => theme === document.documentElement.dataset.theme);
  return chosen ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  if (pageStore.getState().theme !== null) pageStore.setState({ theme });
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage may be refused; the choice then holds until the page is closed.
  }
}

/** An article (`embed`) is light or dark by itself; what was chosen on the whole page is for the whole page. */
export function applyLook({ theme, accent, embed }: Pick<PageOptions, 'theme' | 'accent' | 'embed'>): void {
  const root = document.documentElement;
  if (theme !== null) root.dataset.theme = theme;
  else if (embed) delete root.dataset.theme;
  if (accent === null) return;
  root.style.setProperty('--lever', accent);
  root.style.setProperty('--lever-soft', `color-mix(in oklab, ${accent} 25%, var(--paper))`);
}
