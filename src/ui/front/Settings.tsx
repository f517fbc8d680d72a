/** Everything that can be set, one press away: the Lab's controls in a dialog, loaded when they are wanted. */
import { Suspense, useRef, useState } from 'react';
import { late } from '../late';
import { CloseIcon } from '../run/icons';

const Controls = late<object>(() => import('../controls/Controls').then(({ Controls: Part }) => ({ default: Part })), 'The settings');

export function SettingsButton() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [wanted, setWanted] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button"
        aria-haspopup="dialog"
        onClick={() => {
          setWanted(true);
          dialog.current!.showModal();
        }}
      >
        Settings
      </button>
      <dialog
        ref={dialog}
        className="settings"
        aria-label="Settings"
        // A press on the backdrop hits the dialog itself.
        onClick={({ target, currentTarget }) => target === currentTarget && currentTarget.close()}
      >
        <div className="settings-inner">
          <button type="button" className="icon-button settings-close" aria-label="Close" onClick={() => dialog.current!.close()}>
            <CloseIcon />
          </button>
          {wanted && (
            <Suspense fallback={<p className="soft">Loading the settings…</p>}>
              <Controls />
            </Suspense>
          )}
        </div>
      </dialog>
    </>
  );
}
