/** The whole page takes files and folders that are dropped on it. */
import { useEffect, useState } from 'react';
import { useLab } from '../../runs/useLab';
import { useLibrary } from '../../runs/useLibrary';
import { goTo } from '../address';
import { isRunFile } from '../export/importStore';
import { droppedFolder } from './folderFiles';
import { pageStore } from '../pageStore';
import { importFolder, importImages } from './imageStore';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

export function DropZone() {
  const lab = useLab();
  const library = useLibrary();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const listen = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) =>
      window.addEventListener(type, (event) => carriesFiles(event) && listener(event), { signal: listening.signal });

    const hold = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    listen('dragenter', hold);
    listen('dragover', hold);
    // Leaving the window has no related element; moving between elements of the page has one.
    listen('dragleave', (event) => {
      if (event.relatedTarget === null) setOver(false);
    });
    listen('drop', (event) => {
      event.preventDefault();
      setOver(false);
      if (!event.dataTransfer) return;
      // What becomes of them is told in the Lab.
      if (pageStore.getState().view === 'front') void goTo(lab, 'lab');
      const folder = droppedFolder(event.dataTransfer);
      if (folder) return void importFolder(folder);
      const files = [...event.dataTransfer.files];
      const runs = files.filter(isRunFile);
      void importImages(files.filter((file) => !isRunFile(file)));
      if (runs.length > 0) void import('../export/importFiles').then(({ importFiles }) => importFiles(runs, lab, library));
    });
    return () => listening.abort();
  }, [lab, library]);
  if (!over) return null;
  return (
    <div className="drop-zone" aria-hidden="true">
      <p>Drop CIFAR archives, a folder of your own images, or files of runs and weights. They stay on this machine.</p>
    </div>
  );
}
