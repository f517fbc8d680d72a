/**
 * Results that came by link: shown at once beside what was trained here, never mixed up with it. What reads a link's content is
 * loaded when there is one, and no training code for it.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { payloadIn } from '../exchange/share/fragment';
import type { Received } from '../exchange/share/read';
import { writeLink } from '../experiment/link';
import { writeSweep } from '../experiment/sweep';
import type { Lab } from './lab';
import type { SweepDesk } from './sweepDesk';

export type ReceivedResult = Exclude<Received, { kind: 'unusable' }>;

export interface ReceivedState {
  /** The newest; null where none came or it was put away. */
  readonly result: ReceivedResult | null;
  /** Sentences about the newest link's content. */
  readonly remarks: readonly string[];
}

export interface ReceivedDesk {
  readonly store: StoreApi<ReceivedState>;
  /** Reads the fragment of an address. One that holds no result changes nothing. */
  open(fragment: string): Promise<void>;
  /** Puts the result away; a received curve stays until it is removed. */
  dismiss(): void;
  dismissRemarks(): void;
  /** Starts what was received, here. */
  runHere(): void;
}

export function createReceivedDesk(lab: Lab, sweeps: Pick<SweepDesk, 'offer' | 'start'>): ReceivedDesk {
  const store = createStore<ReceivedState>(() => ({ result: null, remarks: [] }));
  /** Of two links that are opened quickly, the later one counts. */
  let opened = 0;

  function show(received: Received): void {
    if (received.kind === 'unusable') {
      store.setState({ result: null, remarks: [received.problem] });
      return;
    }
    const experiment = received.kind === 'run' ? received.record.experiment : received.sweep.base;
    if (writeLink(lab.store.getState().experiment) !== writeLink(experiment)) lab.change(experiment);
    if (received.kind === 'run') lab.show([received.record]);
    else sweeps.offer(null); // its own query offers the sweep too, and once is enough
    store.setState({ result: received, remarks: received.remarks });
    lab.say(received.kind === 'run' ? 'The link holds a run. It is shown as received, not verified.' : 'The link holds the table of a sweep. It is shown as received, not verified.');
  }

  return {
    store,
    async open(fragment) {
      const payload = payloadIn(fragment);
      if (payload === null) return;
      const turn = (opened += 1);
      const received = await import('../exchange/share/read').then(
        ({ readPayload }) => readPayload(payload),
        (): Received => ({ kind: 'unusable', problem: 'The part of the page that reads results from links could not be loaded. Check the connection and reload the page.' }),
      );
      if (turn === opened) show(received);
    },
    dismiss() {
      store.setState({ result: null });
    },
    dismissRemarks() {
      store.setState({ remarks: [] });
    },
    runHere() {
      const { result } = store.getState();
      if (result?.kind === 'table') sweeps.start(result.sweep);
      if (result?.kind !== 'run') return;
      lab.change(result.record.experiment);
      lab.start();
    },
  };
}

/** The query that a result belongs to, as the address has it. */
export function queryOfResult(result: ReceivedResult): string {
  return result.kind === 'run' ? result.record.link : writeSweep(result.sweep);
}
