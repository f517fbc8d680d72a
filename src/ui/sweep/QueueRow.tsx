/** One run of a sweep's queue. */
import { memo } from 'react';
import { CloseIcon } from '../run/icons';
import { ArrowIcon, FrontIcon, TakeBackIcon } from './icons';
import type { QueueItem, QueueState } from './queue';

export type Move = 'front' | 'up' | 'down';

interface QueueRowProps {
  item: QueueItem;
  name: string;
  /** What came out of a finished one. */
  outcome: string;
  /** Null where it no longer waits. */
  canMove: Readonly<Record<Move, boolean>> | null;
  onMove: (link: string, move: Move) => void;
  onSkip: (links: readonly string[], skipped: boolean) => void;
}

const words: Readonly<Record<QueueState, string>> = {
  running: 'running',
  halted: 'started, waiting',
  waiting: 'waiting',
  finished: 'finished',
  failed: 'failed',
  skipped: 'left out',
};

const moves: readonly { move: Move; label: (name: string) => string }[] = [
  { move: 'front', label: (name) => `Move ${name} to the front` },
  { move: 'up', label: (name) => `Move ${name} up` },
  { move: 'down', label: (name) => `Move ${name} down` },
];

export const QueueRow = memo(
  function QueueRow({ item: { link, state, problem }, name, outcome, canMove, onMove, onSkip }: QueueRowProps) {
    const isOut = state === 'skipped' || state === 'failed';
    return (
      <li className="queue-item" data-state={state} data-link={link}>
        <span className="queue-mark" aria-hidden="true" />
        <span className="queue-name">{name}</span>
        <span className="queue-outcome">{outcome || words[state]}</span>
        <span className="queue-actions">
          {canMove &&
            state !== 'running' &&
            moves.map(({ move, label }) => (
              <button key={move} type="button" className="icon-button" data-move={move} aria-label={label(name)} aria-disabled={!canMove[move]} onClick={() => canMove[move] && onMove(link, move)}>
                {move === 'front' ? <FrontIcon /> : <ArrowIcon down={move === 'down'} />}
              </button>
            ))}
          {state !== 'finished' && (
            <button type="button" className="icon-button" aria-label={isOut ? `${state === 'failed' ? 'Try' : 'Restore'} ${name}${state === 'failed' ? ' again' : ''}` : `Leave out ${name}`} onClick={() => onSkip([link], !isOut)}>
              {isOut ? <TakeBackIcon /> : <CloseIcon />}
            </button>
          )}
        </span>
        {problem !== null && <span className="queue-problem">{problem}</span>}
      </li>
    );
  },
  (a, b) => a.item.link === b.item.link && a.item.state === b.item.state && a.item.problem === b.item.problem && a.outcome === b.outcome && a.name === b.name && sameMoves(a.canMove, b.canMove) && a.onMove === b.onMove,
);

function sameMoves(a: QueueRowProps['canMove'], b: QueueRowProps['canMove']): boolean {
  return a === b || (a !== null && b !== null && a.front === b.front && a.up === b.up && a.down === b.down);
}
