/** Copy link: of the settings at once; with the result of the run, or as code for an article, one press further. */
import { useId } from 'react';
import { currentRun } from '../../runs/lab';
import { useLab, useLabState } from '../../runs/useLab';
import { writeLink } from '../../experiment/link';
import { LinkIcon } from '../run/icons';
import { useCopyLink } from '../run/useCopyLink';
import { useUnfolding } from '../useUnfolding';
import './copyMenu.css';
import { resultLinkOf, runSnippet, spellCopied } from './copies';
import { RefusedText } from './RefusedText';

export function CopyMenu() {
  const lab = useLab();
  const id = useId();
  const { open, setOpen, whole, opener, onKeyDown } = useUnfolding();
  const { copied, refused, copy, copyLink } = useCopyLink();
  const hasResult = useLabState((state) => (currentRun(state)?.points.length ?? 0) > 1);
  const isWhole = useLabState((state) => currentRun(state)?.state === 'finished');

  return (
    <div
      ref={whole}
      className="copy-menu"
      onKeyDown={onKeyDown}
    >
      <button type="button" className="button copy-link" onClick={copyLink}>
        <LinkIcon />
        <span className="button-text">{copied === 'link' ? 'Link copied' : 'Copy link'}</span>
      </button>
      <button ref={opener} type="button" className="button copy-more" aria-label="More to copy" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" aria-hidden="true">
          <path d="M4 6.5l4 4 4-4" />
        </svg>
      </button>
      <div id={id} className="copy-panel" hidden={!open && refused === null}>
        <button type="button" className="button" aria-disabled={!hasResult} aria-describedby={`${id}-result`} onClick={copyResult}>
          {copied === 'result' ? 'Copied' : 'Copy link with the result'}
        </button>
        <p id={`${id}-result`} className="small soft">
          {hasResult
            ? `The curves and figures ${isWhole ? 'of the run' : 'so far'} travel in the link itself. Whoever opens it sees them at once and can repeat the run.`
            : 'A link can carry a run once it has its first points.'}
        </p>
        <button type="button" className="button" aria-describedby={`${id}-code`} onClick={copyCode}>
          {copied === 'code' ? 'Copied' : 'Copy code for an article'}
        </button>
        <p id={`${id}-code`} className="small soft">
          An iframe with the chart and the sliders only{hasResult ? ', and this result' : ''}. It needs no further script and adapts its height.
        </p>
        <RefusedText text={refused} />
      </div>
    </div>
  );

  function copyResult() {
    const run = currentRun(lab.store.getState());
    if (run && hasResult) void copy('result', resultLinkOf(run), (text) => spellCopied('Link with the result', text), 'This run has too many figures for a link. Export it as a file.');
  }

  function copyCode() {
    const { experiment } = lab.store.getState();
    const run = currentRun(lab.store.getState());
    const query = writeLink(experiment);
    void copy('code', runSnippet(query, run?.link === query ? run : null), () => 'Code for an article copied.');
  }
}
