/** A slim head: the name, the ways to the rest, the theme. */
import { useState } from 'react';
import { writeLink } from '../../experiment/link';
import { useLabState } from '../../runs/useLab';
import { addressOf } from '../address';
import { SunMoonIcon } from '../run/icons';
import { chooseTheme, currentTheme } from '../theme';

export function FrontHeader({ onWalk }: { onWalk: () => void }) {
  const query = useLabState(({ experiment }) => writeLink(experiment));
  const [theme, setTheme] = useState(currentTheme);
  const other = theme === 'dark' ? 'light' : 'dark';
  const to = (option: string) => addressOf([query, option].filter(Boolean).join('&'));
  return (
    <header className="front-header">
      <p className="front-name">Expand or narrow</p>
      <nav aria-label="Pages">
        <a
          href={to('walk=1')}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onWalk();
          }}
        >
          Walk
        </a>
        <a href={to('lab=1')}>Lab</a>
      </nav>
      <button
        type="button"
        className="icon-button"
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
