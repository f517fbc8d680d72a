/** A sweep's figures in a link, and as code for an article. */
import type { Sweep } from '../../experiment/sweep';
import type { RunSummary } from '../../record/summary';
import { LinkIcon } from '../run/icons';
import { spellCopied, tableLinkOf, tableSnippet } from './copies';
import './copyMenu.css';
import { RefusedText } from './RefusedText';
import { useCopyText } from './useCopyText';

const WITHOUT = 'This sweep has too many figures for a link. Export its runs as a file.';

export function CopyTable({ sweep, runs }: { sweep: Sweep; runs: readonly RunSummary[] }) {
  const { copied, refused, copy } = useCopyText();
  // What the link says of its origin is that of the newest run.
  const newest = runs.reduce<RunSummary | null>((latest, run) => (latest && latest.startedAt >= run.startedAt ? latest : run), null);
  if (!newest) return null;
  return (
    <div className="copy-table">
      <button type="button" className="button" onClick={() => void copy('table', tableLinkOf(sweep, runs, newest), (text) => spellCopied('Link with the table', text), WITHOUT)}>
        <LinkIcon />
        {copied === 'table' ? 'Link copied' : 'Copy link with the table'}
      </button>
      <button type="button" className="button" onClick={() => void copy('code', tableSnippet(sweep, runs, newest), () => 'Code for an article copied.', WITHOUT)}>
        {copied === 'code' ? 'Code copied' : 'Copy code for an article'}
      </button>
      <RefusedText text={refused} />
    </div>
  );
}
