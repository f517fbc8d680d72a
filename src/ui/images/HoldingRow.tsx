/** One set of images that this visitor has: how much of it, where it is kept, and what to do with it. */
import type { Holding } from '../../data/library/holdings';
import { useLab, useLabState } from '../../runs/useLab';
import { capitalised } from '../text/choices';
import { formatBytes, formatWhole } from '../text/format';
import { RemoveImages } from './RemoveImages';

const where: Record<Holding['source'], string> = {
  stored: 'kept in this browser',
  'this visit': 'in memory until this page closes',
  'local folder': 'found in the checkout’s local-data folder',
};

export function HoldingRow({ holding }: { holding: Holding }) {
  const { dataset, title, trainImages, testImages, classes, bytes, missing, source } = holding;
  const lab = useLab();
  const data = useLabState(({ experiment }) => experiment.data);
  return (
    <li className="holding">
      <span>
        <strong>{capitalised(title)}</strong>{' '}
        <span className="soft">
          {formatWhole(trainImages)} training and {formatWhole(testImages)} test images in {classes} classes, {formatBytes(bytes)},{' '}
          {where[source]}
        </span>
        {missing && <span className="problem">{missing}</span>}
      </span>
      <span className="holding-buttons">
        {missing === null && data !== dataset && (
          <button type="button" className="button" onClick={() => lab.change({ data: dataset })}>
            Use {title}
          </button>
        )}
        {source !== 'local folder' && <RemoveImages holding={holding} />}
      </span>
    </li>
  );
}
