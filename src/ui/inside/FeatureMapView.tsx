/** The map, what its colours mean, and the image that was chosen on it with those that the network finds most like it. */
import { useState } from 'react';
import type { Task } from '../../data/dataset';
import { spellTask } from '../text/choices';
import { formatWhole } from '../text/format';
import type { FeatureMap } from '../../worker/protocol';
import { MapLegend } from './MapLegend';
import { MapPlot } from './MapPlot';
import './map.css';
import { MOST_CLASSES } from './mapPlaces';
import { NeighbourPanel } from './NeighbourPanel';

interface FeatureMapViewProps {
  map: FeatureMap;
  tasks: readonly Task[];
  /** The task that the charts show; the map follows it until it is told otherwise. */
  task: Task | undefined;
}

const NOTHING = '';

export default function FeatureMapView({ map, tasks, task }: FeatureMapViewProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const [selected, setSelected] = useState<number | null>(null);
  const [only, setOnly] = useState<number | null>(null);
  const colourable = tasks.filter(({ name, classNames }) => classNames.length <= MOST_CLASSES && map.labels[name]);
  const colouring = wanted === NOTHING ? undefined : (colourable.find(({ name }) => name === (wanted ?? task?.name)) ?? colourable[0]);
  const naming = colouring ?? task ?? tasks[0];
  const tooMany = tasks.find(({ classNames }) => classNames.length > MOST_CLASSES);
  return (
    <div className="map-view">
      <div className="chart-options">
        <label>
          Colour by
          <select
            className="select"
            value={colouring?.name ?? NOTHING}
            onChange={(event) => {
              setWanted(event.target.value);
              setOnly(null);
            }}
          >
            {colourable.map(({ name, classNames }) => (
              <option key={name} value={name}>
                {spellTask(name)}, {classNames.length} classes
              </option>
            ))}
            <option value={NOTHING}>nothing</option>
          </select>
        </label>
        <p className="small soft">
          {formatWhole(map.count)} test images, network at step {formatWhole(map.step)}.
          {tooMany && ` ${spellTask(tooMany.name)} has ${tooMany.classNames.length} classes, more than colours can tell apart.`}
        </p>
      </div>
      <div className="map-columns">
        <MapPlot map={map} colouring={colouring} naming={naming} only={only} selected={selected} onSelect={setSelected} />
        {colouring && <MapLegend task={colouring} only={only} onOnly={setOnly} />}
        <div className="map-side">
          <NeighbourPanel map={map} task={naming} selected={selected} onSelect={setSelected} />
        </div>
      </div>
    </div>
  );
}
