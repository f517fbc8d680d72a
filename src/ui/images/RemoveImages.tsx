/** Asks once before images are removed. */
import { useId, useRef } from 'react';
import type { Holding } from '../../data/library/holdings';
import { removeImages } from './imageStore';

export function RemoveImages({ holding }: { holding: Holding }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const question = useId();
  return (
    <>
      <button type="button" className="button" onClick={() => dialog.current?.showModal()}>
        Remove {holding.title}
      </button>
      <dialog ref={dialog} className="dialog" aria-labelledby={question}>
        <h3 id={question}>Remove {holding.title}?</h3>
        <p className="small">
          The browser deletes these images. Runs on the page stay; new ones need the images again.
        </p>
        <form method="dialog" className="dialog-buttons">
          <button className="button">Keep</button>
          <button className="button danger" onClick={() => void removeImages(holding)}>
            Remove
          </button>
        </form>
      </dialog>
    </>
  );
}
