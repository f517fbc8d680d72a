/** A menu of experiments to start from: general ones, and one for each claim. */
import { Suspense, useId, useState } from 'react';
import { readLink, writeLink } from '../../experiment/link';
import { presetGroups, presets } from '../../experiment/presets';
import { useLab, useLabState } from '../../runs/useLab';
import { late } from '../late';

const ClaimNote = late(() => import('../claims/ClaimNote'), 'What this preset tests');

export function Presets() {
  const id = useId();
  const lab = useLab();
  const link = useLabState(({ experiment }) => writeLink(experiment));
  const [chosen, setChosen] = useState<string | null>(null);
  // A preset stays named only while the settings are still its own. Several claims start from the same run.
  const fitting = presets.filter((preset) => preset.link === link);
  const shown = fitting.find(({ name }) => name === chosen) ?? fitting.find((preset) => preset.link !== '');
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
          lab.say(preset.purpose ? `${preset.name}: ${preset.purpose}` : `${preset.name} is set up. Start runs it.`);
        }}
      >
        <option value="" disabled>
          Choose a preset…
        </option>
        {presetGroups.map((group) => (
          <optgroup key={group.name} label={group.name}>
            {group.presets.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </optgroup>
        ))}
      </select>
      {shown?.purpose && <p className="field-note">{shown.purpose}</p>}
      {shown?.claim && (
        <Suspense fallback={<p className="field-note">Loading what it tests…</p>}>
          <ClaimNote id={shown.claim} />
        </Suspense>
      )}
    </div>
  );
}
