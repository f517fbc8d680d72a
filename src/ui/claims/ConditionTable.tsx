/** The runs that a claim compares: what each measured, and how to have it oneself. */
import type { Claim } from '../../experiment/claims/claim';
import { spellPercent } from '../../experiment/claims/wording';
import type { MeasuredCondition } from '../../experiment/claims/scoreboard';
import { SetUp } from './SetUp';

interface ConditionTableProps {
  claim: Claim;
  measured: readonly MeasuredCondition[];
}

export function ConditionTable({ claim: { id, conditions, elsewhere }, measured }: ConditionTableProps) {
  const name = `Runs of claim ${id}`;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={name}>
      <table>
        <caption className="visually-hidden">{name}: accuracy of the linear probe at its optimum on clean test images, in per cent</caption>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col" className="roomy">
              Untrained, %
            </th>
            <th scope="col">Trained, %</th>
            <th scope="col">Gain</th>
            <th scope="col">Try it</th>
          </tr>
        </thead>
        <tbody>
          {[...conditions, ...elsewhere].map((condition) => {
            const figures = measured.find(({ link }) => link === condition.link)?.measured;
            return (
              <tr key={condition.link}>
                <th scope="row">{condition.label.replaceAll(' = ', '\u00a0=\u00a0')}</th>
                {figures ? (
                  <>
                    <td className="roomy">{spellPercent(figures.untrained)}</td>
                    <td>{spellPercent(figures.trained)}</td>
                    <td>{spellPercent(figures.gain)}</td>
                  </>
                ) : (
                  <>
                    <td className="roomy">–</td>
                    <td>–</td>
                    <td>–</td>
                  </>
                )}
                <td>
                  <SetUp {...condition} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
