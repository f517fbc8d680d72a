/** The name of the site, its two pages, the theme; in the Lab the one question that it answers. */
import { useState } from 'react';
import { WalkLink } from './front/WalkLink';
import { PageLink } from './PageLink';
import { usePage } from './pageStore';
import { SunMoonIcon } from './run/icons';
import { chooseTheme, currentTheme } from './theme';

export function Header() {
  const isLab = usePage(({ view }) => view === 'lab');
  const [theme, setTheme] = useState(currentTheme);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <header className="header">
      <h1>Expand or narrow</h1>
      <nav className="pages" aria-label="Pages">
        <PageLink to="front">Overview</PageLink>
        <WalkLink />
        <PageLink to="lab">Lab</PageLink>
      </nav>
      <button
        type="button"
        className="button quiet"
        aria-label={`Switch to ${other} theme`}
        onClick={() => {
          chooseTheme(other);
          setTheme(other);
        }}
      >
        <SunMoonIcon />
      </button>
      {isLab && (
        <p className="question">
          Does the width of a network’s very last block alone decide how useful its representation is? Train one here, drag the
          width, and test what <a href="https://arxiv.org/abs/2304.05369">the paper</a> claims, <a href="#claims">claim by claim</a>.
        </p>
      )}
    </header>
  );
}
