/** Which runs are in the charts, as lists ask: changes when one comes or goes, not with every event of training. */
import { useMemo } from 'react';
import { isActive } from '../../runs/run';
import { useLabState } from '../../runs/useLab';

export interface Shown {
  /** Curve style by run; hidden ones too. */
  readonly slots: ReadonlyMap<string, number>;
  readonly visible: ReadonlySet<string>;
  /** Runs that go on in this page. */
  readonly active: ReadonlySet<string>;
}

type Row = [id: string, slot: number, hidden: boolean, active: boolean];

export function useShown(): Shown {
  const text = useLabState(({ runs }) => JSON.stringify(runs.map((run): Row => [run.id, run.slot, run.hidden, isActive(run)])));
  return useMemo(() => {
    const rows = JSON.parse(text) as Row[];
    return {
      slots: new Map(rows.map(([id, slot]) => [id, slot])),
      visible: new Set(rows.flatMap(([id, , hidden]) => (hidden ? [] : [id]))),
      active: new Set(rows.flatMap(([id, , , active]) => (active ? [id] : []))),
    };
  }, [text]);
}
