/** The part of the Origin Private File System that the store uses, in memory, with a quota in bytes. */

interface Disk {
  quota: number;
}

const failure = (name: string) => new DOMException(`${name} in memory`, name);

class MemoryFile {
  readonly kind = 'file';
  bytes = new Uint8Array(0);
  private open = false;

  constructor(
    private folder: MemoryFolder,
    public name: string,
    private disk: Disk,
  ) {}

  getFile = () => Promise.resolve(new File([this.bytes], this.name));

  move(name: string): Promise<void> {
    this.folder.entries.delete(this.name);
    this.name = name;
    this.folder.entries.set(name, this);
    return Promise.resolve();
  }

  createSyncAccessHandle() {
    if (this.open) return Promise.reject(failure('NoModificationAllowedError'));
    this.open = true;
    return Promise.resolve({
      truncate: (size: number) => void (this.bytes = this.bytes.slice(0, size)),
      write: (chunk: Uint8Array, { at }: { at: number }) => {
        if (at + chunk.length > this.disk.quota) throw failure('QuotaExceededError');
        const longer = new Uint8Array(at + chunk.length);
        longer.set(this.bytes);
        longer.set(chunk, at);
        this.bytes = longer;
        return chunk.length;
      },
      flush: () => undefined,
      close: () => void (this.open = false),
    });
  }
}

class MemoryFolder {
  readonly kind = 'directory';
  readonly entries = new Map<string, MemoryFile | MemoryFolder>();

  constructor(
    readonly name: string,
    private disk: Disk,
  ) {}

  private entry<Entry>(name: string, create: boolean | undefined, make: () => Entry): Promise<Entry> {
    const found = this.entries.get(name) as Entry | undefined;
    if (!found && !create) return Promise.reject(failure('NotFoundError'));
    const entry = found ?? make();
    this.entries.set(name, entry as MemoryFile | MemoryFolder);
    return Promise.resolve(entry);
  }

  getDirectoryHandle = (name: string, options?: { create?: boolean }) =>
    this.entry(name, options?.create, () => new MemoryFolder(name, this.disk));

  getFileHandle = (name: string, options?: { create?: boolean }) =>
    this.entry(name, options?.create, () => new MemoryFile(this, name, this.disk));

  removeEntry(name: string): Promise<void> {
    return this.entries.delete(name) ? Promise.resolve() : Promise.reject(failure('NotFoundError'));
  }

  async *values() {
    await Promise.resolve();
    yield* this.entries.values();
  }
}

export function memoryFolder(quota = Infinity): { root: FileSystemDirectoryHandle; disk: Disk } {
  const disk = { quota };
  return { root: new MemoryFolder('', disk) as unknown as FileSystemDirectoryHandle, disk };
}
