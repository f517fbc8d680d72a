/** A word where the chosen images still have to be brought. */
import { probedSource } from '../../experiment/probedSource';
import { useLabState } from '../../runs/useLab';
import { spell } from '../text/choices';
import { useStoredImages } from './useStoredImages';

export function MissingImages() {
  const data = useLabState(({ experiment }) => experiment.data);
  const probed = useLabState(({ experiment }) => probedSource(experiment));
  const { has } = useStoredImages();
  const missing = [...new Set([data, probed])].filter((source) => !has(source));
  return missing.map((source) =>
    source === 'own' ? (
      <p key={source} className="field-note">
        Images of your own are not on this machine yet. <a href="#images">Choose a folder</a>, or drop one anywhere on this page.
      </p>
    ) : (
      <p key={source} className="field-note">
        {spell(source)} is not on this machine yet. <a href="#images">Bring the archive</a>, or drop it anywhere on this page.
      </p>
    ),
  );
}
