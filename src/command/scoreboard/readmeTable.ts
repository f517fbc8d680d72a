/** The table that the README shows between two marks, made from the scoreboard and put in place by the same command. */
import type { Claim } from '../../experiment/claims/claim';
import { seedsBehind, spellEffect, spellSeeds, spellVerdict } from '../../experiment/claims/wording';
import type { MeasuredClaim, Scoreboard } from '../../experiment/claims/scoreboard';

export const BEGIN = '<!-- scoreboard: written by npm run -s scoreboard, not by hand -->';
export const END = '<!-- end of scoreboard -->';

/** Markdown, without the marks. */
export function readmeTable(claims: readonly Claim[], scoreboard: Scoreboard): string {
  const rows = claims.map((claim) => row(claim, scoreboard.claims.find(({ id }) => id === claim.id)!));
  return ['| | claim | its source reports | this page measured | verdict |', '| --- | --- | --- | --- | --- |', ...rows, '', provenance(scoreboard)].join('\n');
}

function row({ id, sentence, source, reported }: Claim, { verdict, effects }: MeasuredClaim): string {
  const seeds = seedsBehind(effects);
  const measured = effects.filter(({ interval }) => interval).map((effect) => `${effect.name}: ${spellEffect(effect)}`).join('<br>');
  const shown = seeds === 0 ? spellVerdict(verdict, seeds) : `**${spellVerdict(verdict, seeds)}**, ${spellSeeds(seeds)}`;
  return `| ${[id, `${sentence} ([${source.text}](${source.address}))`, reported ?? '–', measured || '–', shown].map(cell).join(' | ')} |`;
}

function provenance({ runs, devices, from, to }: Scoreboard): string {
  if (runs === 0) return 'No run has been made for this table yet.';
  return `${runs} ${runs === 1 ? 'run' : 'runs'}, ${from === to ? from : `${from} to ${to}`}, ${devices.join('; ')}.`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** The README with the table in place of what stood between the marks. Throws where the marks are missing. */
export function withTable(readme: string, table: string): string {
  const [start, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`README.md lacks the lines “${BEGIN}” and “${END}”, between which the table belongs; put them back.`);
  return `${readme.slice(0, start + BEGIN.length)}\n${table}\n${readme.slice(end)}`;
}
