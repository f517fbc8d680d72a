/** The whole page takes files and folders that are dropped on it. */
import { useEffect, useState } from 'react';
import { droppedFolder } from './folderFiles';
import { importFolder, importImages } from './imageStore';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

export function DropZone() {
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
      const folder = droppedFolder(event.dataTransfer);
      void (folder ? importFolder(folder) : importImages([...event.dataTransfer.files]));
    });
    return () => listening.abort();
  }, []);
  if (!over) return null;
  return (
    <div className="drop-zone" aria-hidden="true">
      <p>Drop CIFAR archives, or a folder of your own images. They stay on this machine.</p>
    </div>
  );
}
