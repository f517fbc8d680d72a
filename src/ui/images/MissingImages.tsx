/** A word where the chosen images still have to be brought. */
import { useLabState } from '../../runs/useLab';
import { spell } from '../text/choices';
import { useStoredImages } from './useStoredImages';

export function MissingImages() {
  const data = useLabState(({ experiment }) => experiment.data);
  const { has } = useStoredImages();
  if (has(data)) return null;
  return (
    <p className="field-note">
      {spell(data)} is not on this machine yet. <a href="#images">Bring the archive</a>, or drop it anywhere on this page.
    </p>
  );
}
