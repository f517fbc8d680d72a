/** A menu of experiments to start from. */
import { useId, useState } from 'react';
import { readLink, writeLink } from '../../experiment/link';
import { presets } from '../../experiment/presets';
import { useLab, useLabState } from '../../runs/useLab';

export function Presets() {
  const id = useId();
  const lab = useLab();
  const link = useLabState(({ experiment }) => writeLink(experiment));
  const [chosen, setChosen] = useState<string | null>(null);
  // A preset stays named only while the settings are still its own.
  const current = presets.find((preset) => preset.link === link);
  const shown = current && (chosen === current.name || current.link !== '') ? current : undefined;
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>Presets</label>
      </div>
      <select
        id={id}
        className="select"
        value={shown?.name ?? ''}
        onChange={(event) => {
          const preset = presets.find(({ name }) => name === event.target.value);
          if (!preset) return;
          setChosen(preset.name);
          lab.change(readLink(preset.link).experiment);
          lab.say(`${preset.name}: ${preset.purpose}`);
        }}
      >
        <option value="" disabled>
          Choose a preset…
        </option>
        {presets.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      {shown && <p className="field-note">{shown.purpose}</p>}
    </div>
  );
}
