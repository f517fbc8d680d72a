/** The name of the page, the one question that it answers, and the theme. */
import { useState } from 'react';
import { SunMoonIcon } from './run/icons';
import { chooseTheme, currentTheme } from './theme';

export function Header() {
  const [theme, setTheme] = useState(currentTheme);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <header className="header">
      <div className="title">
        <h1>Expand or narrow</h1>
        <p className="question">
          Does the width of a network’s very last block alone decide how useful its representation is? Train one here, drag the
          width, and test what <a href="https://arxiv.org/abs/2304.05369">the paper</a> claims,{' '}
          <a href="#claims">claim by claim</a>.
        </p>
      </div>
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
    </header>
  );
}
