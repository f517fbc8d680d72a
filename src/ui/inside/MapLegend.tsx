/** What the colours and markers of the map mean; pressing one shows its class alone. */
import type { Task } from '../../data/dataset';
import { classStyle } from './mapPlaces';

interface MapLegendProps {
  task: Task;
  /** The class that stands out; null for all. */
  only: number | null;
  onOnly: (label: number | null) => void;
}

export function MapLegend({ task, only, onOnly }: MapLegendProps) {
  return (
    <ul className="map-legend" aria-label="Classes; press one to show it alone">
      {task.classNames.map((name, label) => (
        <li key={name}>
          <button type="button" className="map-class" aria-pressed={only === label} onClick={() => onOnly(only === label ? null : label)}>
            <ClassMarker label={label} classNames={task.classNames} />
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}

function ClassMarker({ label, classNames }: { label: number; classNames: readonly string[] }) {
  const { token, marker } = classStyle(label, classNames);
  return (
    <svg className="swatch" viewBox="-6 -6 12 12" width="12" height="12" aria-hidden="true">
      <path d={marker} fill={`var(${token})`} />
    </svg>
  );
}
