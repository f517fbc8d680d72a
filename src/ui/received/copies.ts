/** What can be copied of a run or a sweep: links with results, and the code that shows them within an article. */
import type { TableSource } from '../../exchange/share/write';
import { LONGEST_FRAGMENT } from '../../exchange/share/fragment';
import type { Sweep } from '../../experiment/sweep';
import { writeSweep } from '../../experiment/sweep';
import type { RunRecord } from '../../record/record';
import type { SweptRun } from '../../record/sweepTable';
import { formatWhole } from '../text/format';
import { addressOf, embedAddressOf, linkOf } from '../address';

const writer = () => import('../../exchange/share/write');

/** Null where the run has left nothing yet. */
export async function resultLinkOf(record: RunRecord): Promise<string | null> {
  if (record.points.length === 0) return null;
  const fragment = await (await writer()).runFragment(record);
  return fragment && linkOf(record.experiment, fragment);
}

/** Null where there are too many runs for a link. */
export async function tableLinkOf(sweep: Sweep, runs: readonly SweptRun[], source: TableSource): Promise<string | null> {
  const fragment = await (await writer()).tableFragment(sweep, runs, source);
  return fragment && addressOf(writeSweep(sweep), fragment);
}

export async function tableSnippet(sweep: Sweep, runs: readonly SweptRun[], source: TableSource): Promise<string | null> {
  const fragment = await (await writer()).tableFragment(sweep, runs, source);
  return fragment && snippet(embedAddressOf(writeSweep(sweep), fragment));
}

/** The result comes along where there is one. */
export async function runSnippet(query: string, record: RunRecord | null): Promise<string> {
  const fragment = record && record.points.length > 0 ? await (await writer()).runFragment(record) : null;
  return snippet(embedAddressOf(query, fragment ?? ''));
}

/** An iframe, and the few lines that give it the height that its content has. */
export function snippet(address: string): string {
  return `<iframe src="${address.replaceAll('&', '&amp;')}" title="Expand or narrow: an experiment" width="100%" height="560" style="border: 0" loading="lazy"></iframe>
<script>
  addEventListener('message', ({ data, source }) => {
    if (data?.type !== 'expand-or-narrow:height' || !(data.height > 0 && data.height < 10000)) return;
    for (const frame of document.querySelectorAll('iframe')) if (frame.contentWindow === source) frame.height = Math.ceil(data.height);
  });
</script>`;
}

/** Above this, chats and trackers begin to cut. */
const LONG = 0.7 * LONGEST_FRAGMENT;

/** E.g. "Link with the result copied, 2,883 characters." */
export function spellCopied(what: string, { length }: string): string {
  const long = length > LONG ? `, near the limit of ${formatWhole(LONGEST_FRAGMENT)}; some programs cut links as long as this` : '';
  return `${what} copied, ${formatWhole(length)} characters${long}.`;
}
