/** Saves the chart that it stands in as a drawing or as a picture, as it looks now. */
import { useRef, useState } from 'react';
import { useLab } from '../../runs/useLab';
import { Menu } from './Menu';
import { SaveIcon } from './SaveIcon';
import { plainName, saveFile } from './saveFile';

export function SaveFigure({ name }: { name: string }) {
  const lab = useLab();
  const place = useRef<HTMLDivElement>(null);
  const [outcome, setOutcome] = useState('');
  const save = async (kind: 'svg' | 'png') => {
    try {
      const { figureSvg, pictureOf } = await import('./figureSvg');
      const drawing = await figureSvg(place.current!.closest('figure')!);
      const content = kind === 'svg' ? new Blob([drawing.text], { type: 'image/svg+xml' }) : await pictureOf(drawing);
      const file = { name: `${plainName(name)}.${kind}`, content };
      saveFile(file);
      setOutcome('Saved.');
      lab.say(`${file.name} saved.`);
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error);
      setOutcome(sentence);
      lab.say(sentence);
    }
  };
  return (
    <Menu label={`Save as a picture: ${name}`} className="icon-button" button={<SaveIcon />}>
      {() => (
        <div ref={place} className="save-figure">
          <button type="button" className="button" onClick={() => void save('svg')}>
            Save as SVG
          </button>
          <button type="button" className="button" onClick={() => void save('png')}>
            Save as PNG
          </button>
          {outcome && <span className="small soft">{outcome}</span>}
        </div>
      )}
    </Menu>
  );
}
