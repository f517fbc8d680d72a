/** Ways in which a backend or a run can fail, each with a sentence that ends with what to do next. */

export class BackendUnavailable extends Error {
  override name = 'BackendUnavailable';
}

export class DeviceLost extends Error {
  override name = 'DeviceLost';
  constructor(reason: string) {
    super(
      `The graphics device was lost${reason ? ` (${reason})` : ''}. ` +
        'Continue from the last state kept where that is offered, else start again; choose a smaller batch or width if it happens often.',
    );
  }
}

export class OutOfMemory extends Error {
  override name = 'OutOfMemory';
  constructor(neededBytes: number, availableBytes: number) {
    const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
    super(
      `This setting needs about ${gigabytes(neededBytes)} of memory, and ${gigabytes(availableBytes)} can be used here. ` +
        'Choose a narrower last block, a smaller batch or the tiny backbone.',
    );
  }
}

/** The browser gives WebAssembly no more memory: `malloc` answers 0, and tfjs would write there. */
export class HeapFull extends Error {
  override name = 'OutOfMemory';
  constructor() {
    super('The browser gives WebAssembly no more memory. Close other tabs, or choose a narrower last block, a smaller batch or the tiny backbone.');
  }
}

/** The loss of the last step looked fine, but its update did not leave a working network. */
export class FeaturesNotFinite extends Error {
  override name = 'NotFinite';
  constructor() {
    super('The network’s features stopped being finite numbers. Try a lower learning rate or a larger batch.');
  }
}

export class NotFinite extends Error {
  override name = 'NotFinite';
  constructor(readonly step: number) {
    super(
      `The loss stopped being a finite number at step ${step}. ` +
        'Try a lower learning rate, a higher temperature or a larger batch.',
    );
  }
}
