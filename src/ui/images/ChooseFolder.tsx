/** Picks a folder of own images; browsers hand out all files below it, with their paths. */
import { useRef } from 'react';
import { chosenFolder } from './folderFiles';
import { importFolder } from './imageStore';

/** React's types lack the attribute, which every current browser has. */
const pickFolders = { webkitdirectory: '' };

export function ChooseFolder({ disabled }: { disabled: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()} disabled={disabled}>
        Choose a folder…
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        {...pickFolders}
        aria-label="Folder of your own images"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) void importFolder(Promise.resolve(chosenFolder(files)));
        }}
      />
    </>
  );
}
