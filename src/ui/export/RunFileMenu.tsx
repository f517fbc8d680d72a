/** Files of any kept run, whose curves are read when they are asked for. */
import { use, Suspense, useState } from 'react';
import type { RunRecord } from '../../record/record';
import { useLibrary } from '../../runs/useLibrary';
import { Menu } from './Menu';
import { RunFileList } from './RunFileList';

export function RunFileMenu({ id }: { id: string }) {
  return (
    <Menu className="button" button="Save as a file">
      {() => (
        <Suspense fallback={<p className="small soft">Loading…</p>}>
          <Files id={id} />
        </Suspense>
      )}
    </Menu>
  );
}

function Files({ id }: { id: string }) {
  const library = useLibrary();
  const [reading] = useState(() => library.recordOf(id).catch(() => null));
  return <Read reading={reading} />;
}

function Read({ reading }: { reading: Promise<RunRecord | null> }) {
  const run = use(reading);
  return run ? <RunFileList run={run} /> : <p className="small soft">This run is no longer stored. Start it again with the same settings.</p>;
}
