/** The selected image and those that the network finds most like it; each of them can be selected in turn. */
import type { Task } from '../../data/dataset';
import { spellTask } from '../text/choices';
import type { FeatureMap } from '../../worker/protocol';
import { Picture } from '../Picture';
import { neighboursOf } from './mapPlaces';

interface NeighbourPanelProps {
  map: FeatureMap;
  /** Whose classes are named and compared. */
  task: Task | undefined;
  selected: number | null;
  onSelect: (index: number) => void;
}

export function NeighbourPanel({ map, task, selected, onSelect }: NeighbourPanelProps) {
  const labels = task && map.labels[task.name];
  const classOf = (index: number) => (labels ? task.classNames[labels[index]!]! : `image ${index + 1}`);
  const neighbours = selected === null ? [] : neighboursOf(map, selected);
  const agreeing = neighbours.filter(({ index }) => labels?.[index] === labels?.[selected!]).length;
  return (
    <section className="neighbours" aria-label="Nearest neighbours">
      <h3>Nearest neighbours</h3>
      <p className="small" aria-live="polite">
        {selected === null
          ? 'Nothing is selected yet. The images that the network finds most similar to a selected one appear here.'
          : labels
            ? `Selected: ${classOf(selected)}. ${agreeing} of the ${neighbours.length} most similar images share its class of ${spellTask(task.name)}.`
            : `Selected: ${classOf(selected)}.`}
      </p>
      {selected !== null && (
        <>
          <div className="neighbour-chosen">
            <Picture pixels={map.pixels} index={selected} name={`Selected image: ${classOf(selected)}`} />
          </div>
          <ul className="neighbour-list">
            {neighbours.map(({ index, cosine }) => {
              const agrees = labels !== undefined && labels[index] === labels[selected];
              return (
                <li key={index}>
                  <button type="button" className={agrees ? 'neighbour agrees' : 'neighbour'} onClick={() => onSelect(index)}>
                    <Picture pixels={map.pixels} index={index} name="Select this image:" />
                    <span className="neighbour-class">
                      {agrees && <span aria-hidden="true">✓ </span>}
                      {classOf(index)}
                      {agrees && <span className="visually-hidden">, same class</span>}
                    </span>
                    <span className="neighbour-cosine">
                      <span className="visually-hidden">, cosine </span>
                      {cosine.toFixed(3)}
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
          <p className="neighbour-note">The number is the cosine of the two features: 1 is the same direction.</p>
        </>
      )}
    </section>
  );
}
