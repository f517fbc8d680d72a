/** Files: the current run as one of several, and files of runs and weights back in. What is in it is loaded when it is opened. */
import { Suspense } from 'react';
import { late } from '../late';
import { Menu } from './Menu';
import { SaveIcon } from './SaveIcon';

const load = () => import('./ExportPanel');
const ExportPanel = late(load, 'The list of files');

export function ExportMenu() {
  return (
    <Menu
      className="button"
      onNear={() => void load()}
      button={
        <>
          <SaveIcon />
          <span className="button-text">Files</span>
        </>
      }
    >
      {(close) => (
        <Suspense fallback={<p className="small soft">Loading…</p>}>
          <ExportPanel onClose={close} />
        </Suspense>
      )}
    </Menu>
  );
}
