/** The room for real images: what is here, how to bring more, how to remove them. Nothing is ever sent anywhere. */
import { useEffect, useId, useRef } from 'react';
import { cifarFormats } from '../../data/cifar/format';
import type { Holding } from '../../data/library/holdings';
import { useLab, useLabState } from '../../runs/useLab';
import { formatBytes, formatWait, formatWhole } from '../text/format';
import { importImages, listImages } from './imageStore';
import './images.css';
import { RemoveImages } from './RemoveImages';
import { useStoredImages } from './useStoredImages';

const SOURCE_PAGE = 'https://www.cs.toronto.edu/~kriz/cifar.html';

export function ImagePanel() {
  const input = useRef<HTMLInputElement>(null);
  const title = useId();
  const lab = useLab();
  const { holdings, importing, problems, done } = useStoredImages();
  const room = useRef<HTMLElement>(null);
  const isImporting = importing !== null;

  useEffect(() => void listImages(), []);
  useEffect(() => {
    // Files may have been dropped far from here.
    if (isImporting) room.current?.scrollIntoView({ block: 'nearest' });
  }, [isImporting]);
  useEffect(() => {
    if (done) lab.say(done);
    else if (problems[0]) lab.say(problems[0]);
  }, [done, problems, lab]);

  return (
    <section ref={room} id="images" className="images" aria-labelledby={title}>
      <h2 id={title} className="section-title">
        Images on this machine
      </h2>
      <div className="images-columns">
        <div className="images-how">
          <p>
            The shapes are drawn here from the seed. For real photographs, download {cifarFormats.cifar10.archive} (162 MB) or{' '}
            {cifarFormats.cifar100.archive} (161 MB) from{' '}
            <a href={SOURCE_PAGE} target="_blank" rel="noreferrer">
              the CIFAR page
            </a>{' '}
            and drop it anywhere on this page; the .bin files inside will do too.
          </p>
          <p>
            <strong>They never leave this machine.</strong> The browser keeps them for your next visit until you remove them.
          </p>
          <button type="button" className="button" onClick={() => input.current?.click()} disabled={importing !== null}>
            Choose files…
          </button>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            accept=".gz,.tgz,.tar,.bin"
            aria-label="CIFAR archives or .bin files"
            onChange={(event) => {
              void importImages([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
        </div>
        <div className="images-state">
          {importing && (
            <div className="progress-line">
              <progress aria-label={importing.label} value={importing.fraction} max={1} />
              <p className="small soft">
                {importing.label}
                {importing.secondsLeft !== null && `, ${formatWait(importing.secondsLeft)} left`}
              </p>
            </div>
          )}
          {problems.map((problem) => (
            <p key={problem} className="problem" data-testid="import-error">
              {problem}
            </p>
          ))}
          <ul aria-label="Stored images">
            <li className="holding">
              <span>
                <strong>Shapes</strong> <span className="soft">drawn from the seed, always here</span>
              </span>
            </li>
            {holdings?.map((holding) => (
              <HoldingRow key={`${holding.dataset} ${holding.source}`} holding={holding} />
            ))}
          </ul>
        </div>
      </div>
    </section>
  );
}

const where: Record<Holding['source'], string> = {
  stored: 'kept in this browser',
  'this visit': 'in memory until this page closes',
  'local folder': 'found in the checkout’s local-data folder',
};

function HoldingRow({ holding }: { holding: Holding }) {
  const { dataset, title, trainImages, testImages, bytes, missing, source } = holding;
  const lab = useLab();
  const data = useLabState(({ experiment }) => experiment.data);
  return (
    <li className="holding">
      <span>
        <strong>{title}</strong>{' '}
        <span className="soft">
          {formatWhole(trainImages)} training and {formatWhole(testImages)} test images, {formatBytes(bytes)}, {where[source]}
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
