/** What the network remembers, as pictures: what a linear decoder rebuilds of test images, before and after training, at the width of the handle and at both ends. */
import { type AnswerChart, type AnswerPictures, nearestWidth, type PictureRow as Row, widthsOf } from '../../runs/answer';
import { spellWidth } from './geometry';
import { PictureRow } from './PictureRow';
import { useSprite } from './sprite';
import { useShownWidth } from './useShownWidth';
import { OwnPictures } from './OwnPictures';
import { VarianceChart } from './VarianceChart';

export function Pictures({ chart, pictures }: { chart: AnswerChart; pictures: AnswerPictures }) {
  const sprite = useSprite(pictures.file);
  const width = useShownWidth();
  const widths = widthsOf(chart);
  const [narrow, wide] = [widths[0]!, widths[widths.length - 1]!];
  const here = nearestWidth(widths, width);
  const of = (row: Row) => pictures.rows.findIndex((other) => other.of === row.of && (row.of === 'original' || (other.of !== 'original' && other.width === row.width)));
  const draw = (row: Row, name: string) => <PictureRow source={sprite} row={of(row)} side={pictures.side} count={pictures.count} name={name} />;
  const rows = [
    { key: 'narrow', label: spellWidth(narrow), width: narrow },
    { key: 'here', label: spellWidth(here), width: here },
    { key: 'wide', label: spellWidth(wide), width: wide },
  ];
  return (
    <section className="pictures" aria-labelledby="pictures-title">
      <div className="pictures-text">
        <h2 id="pictures-title">What it remembers, as pictures</h2>
        <p>
          A linear decoder rebuilds each image from what the network says about it, and from nothing else. It was fitted to training images; these are test images, which neither it nor
          the network has seen. Where colour is gone from the description, the picture comes back gray.
        </p>
      </div>
      <div className="picture-table">
        <span />
        <span className="picture-column">before training</span>
        <span className="picture-column">after training</span>
        <span className="picture-label">the images</span>
        {draw({ of: 'original' }, 'Six test images')}
        {draw({ of: 'original' }, 'The same six test images')}
        {rows.map(({ key, label, width: rowWidth }) => (
          <div key={key} className={`picture-line ${key}`}>
            <span className="picture-label">
              {label}
              {key === 'here' && <small>the handle</small>}
            </span>
            {draw({ of: 'untrained', width: rowWidth }, `Rebuilt before training, ${label}`)}
            {draw({ of: 'trained', width: rowWidth }, `Rebuilt after training, ${label}`)}
          </div>
        ))}
        <OwnPictures />
      </div>
      <VarianceChart chart={chart} />
    </section>
  );
}
