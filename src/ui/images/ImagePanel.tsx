/** The room for real images: what is here, how to bring more, how to remove them. Nothing is ever sent anywhere. */
import { useEffect, useId, useRef } from 'react';
import { cifarFormats } from '../../data/cifar/format';
import { useLab } from '../../runs/useLab';
import { formatWait } from '../text/format';
import { ChooseFolder } from './ChooseFolder';
import { HoldingRow } from './HoldingRow';
import { importImages, listImages } from './imageStore';
import './images.css';
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
            The shapes are generated here, from the seed called Scenes. For real photographs, download {cifarFormats.cifar10.archive} (162 MB) or{' '}
            {cifarFormats.cifar100.archive} (161 MB) from{' '}
            <a href={SOURCE_PAGE} target="_blank" rel="noreferrer">
              the CIFAR page
            </a>{' '}
            and drop it anywhere on this page. The .bin files inside work too.
          </p>
          <p>
            For images of your own, drop a folder with one sub-folder per class. Each image is cropped to its middle square and scaled to 32
            pixels. One in five is kept for testing, unless the folder holds “train” and “test”.
          </p>
          <p>
            <strong>They never leave this machine.</strong> The browser keeps them for your next visit until you remove them.
          </p>
          <div className="images-choose">
            <button type="button" className="button" onClick={() => input.current?.click()} disabled={isImporting}>
              Choose files…
            </button>
            <ChooseFolder disabled={isImporting} />
          </div>
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
                <strong>Shapes</strong> <span className="soft">generated, always here</span>
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
