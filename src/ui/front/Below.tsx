/** The second screen: pictures, how it was measured, the claims. */
import type { AnswerChart } from '../../runs/answer';
import { formatWhole } from '../text/format';
import { ClaimsLine } from './ClaimsLine';
import { Pictures } from './Pictures';
import { seedsInWords } from './words';

export function Below({ chart }: { chart: AnswerChart | null }) {
  return (
    <div className="below">
      {chart?.pictures && <Pictures chart={chart} pictures={chart.pictures} />}
      <section className="measured" aria-labelledby="measured-title">
        <h2 id="measured-title">How it was measured</h2>
        <div className="measured-columns">
          <p>
            <strong>Training without labels.</strong> The network sees two views of each image, cropped and recoloured at random, and has to describe them alike (the <em>pretext task</em>, here SimCLR). Colour
            differs between the views, so it does not help. A small <em>projector</em> sits between the last block and this task, and is thrown away afterwards.
          </p>
          <p>
            <strong>Asking what is left.</strong> The frozen network describes each image in D numbers. A linear classifier (the <em>probe</em>) is fitted to those and judged on other
            images{chart && `: fitted to ${formatWhole(chart.trainImages)}, judged on ${formatWhole(chart.testImages)}, the same at every width`}. The dashed line is the same network before any
            training: a wide one can be read better even at random, so only the difference counts.
          </p>
          {chart && (
            <p>
              <strong>The recorded runs.</strong> {formatWhole(chart.runs.length)} runs, {seedsInWords(new Set(chart.runs.map(({ seed }) => seed)).size)} at each width, {formatWhole(chart.steps)} steps on {formatWhole(chart.images)}{' '}
              images; bars are 95 % intervals over seeds. {daysOf(chart)}, {chart.device}, version {chart.madeBy}. Share kept: accuracy above guessing after training, divided by that before.
            </p>
          )}
        </div>
        <ClaimsLine />
      </section>
    </div>
  );
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

function daysOf({ from, to }: AnswerChart): string {
  const [first, last] = [from, to].map((date) => (Number.isNaN(Date.parse(date)) ? date : day.format(Date.parse(date))));
  return first === last ? first! : `${first} to ${last}`;
}
